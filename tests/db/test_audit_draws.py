"""Which judgements of the audit meet which tags."""

from datetime import UTC, datetime

import pytest

from db.engine import Store
from db.models import Capability, Draw, DrawMember, Job, Label, Model, OutOfFold, Product, Run, Tag
from db.queries.audit_draws import audit_members, audited_frame, brought_to_audit

BEFORE, TRAINED, AFTER = (datetime(2026, 11, day, tzinfo=UTC) for day in (16, 17, 18))


@pytest.fixture
def filled(store: Store) -> Store:
    """Four products, tagged with automation. Model 1 has measured product 1; product 3 is another launch of 2."""
    words = dict.fromkeys(("title_en", "title_zh", "definition_en", "definition_zh"), "")
    with store.write() as session:
        session.add(Capability(key="automation", position=0, color="#000000", **words))
        session.add_all(
            Product(
                id=number,
                source="yc",
                external_id=str(number),
                product_group=str(min(number, 2)) if number < 4 else "4",
                name=f"Product {number}",
                language="en",
                text_hash="now",
            )
            for number in range(1, 5)
        )
        job = Job(kind="train", payload={}, state="succeeded")
        session.add(job)
        session.flush()
        session.add(Run(id=1, job_id=job.id, preset="fast", seed=0, config={}))
        session.flush()
        own = {"folder": "", "artifact_hash": "", "thresholds": {}, "metrics": {}}
        session.add(Model(id=1, run_id=1, preset="fast", label_set=["automation"], created_at=TRAINED, **own))
        session.flush()
        session.add_all(
            Tag(model_id=1, product_id=number, probabilities=b"", bits=1, text_hash="now") for number in range(1, 5)
        )
        session.add(OutOfFold(model_id=1, product_id=1, capability="automation", probability=0.1, tagged=False, fold=1))
    return store


def judge(store: Store, product_id: int, value: str = "yes", at: datetime = BEFORE, **more) -> None:
    own = {"annotator": "ann", "origin": "person", "lane": "audit", "text_hash": "now"}
    with store.write() as session:
        session.add(Label(product_id=product_id, capability="automation", value=value, created_at=at, **(own | more)))


def audited(store: Store) -> list[list]:
    with store.read() as session:
        return audited_frame(session, 1)[["product_id", "holds", "tagged"]].to_numpy().tolist()


def test_what_was_learned_from_is_judged_out_of_fold(filled: Store):
    judge(filled, 1)
    assert audited(filled) == [[1, True, False]]


def test_what_was_learned_from_and_not_measured_does_not_count(filled: Store):
    judge(filled, 2)
    assert audited(filled) == []


def test_what_was_labelled_after_the_training_is_judged_by_its_tag(filled: Store):
    judge(filled, 4, "no", at=AFTER)
    assert audited(filled) == [[4, False, True]]


def test_a_launch_of_a_product_that_was_learned_from_does_not_count(filled: Store):
    judge(filled, 2)
    judge(filled, 3, at=AFTER)
    assert audited(filled) == []


def test_the_learning_lane_says_nothing_even_of_a_drawn_product(filled: Store):
    """A correction of a drawn product neither counts nor takes it out of the audit."""
    judge(filled, 4, "yes", at=AFTER)
    judge(filled, 4, "no", at=AFTER, lane="learning")
    judge(filled, 1, "no", at=AFTER, lane="learning")
    assert audited(filled) == [[4, True, True]]


def test_what_was_settled_goes_before_what_was_drawn(filled: Store):
    judge(filled, 4, "yes", at=AFTER)
    judge(filled, 4, "no", at=AFTER, origin="settled", lane="learning")
    assert audited(filled) == [[4, False, True]]


@pytest.mark.parametrize("hash_of", ["label", "tag"])
def test_the_text_that_was_judged_must_be_the_one_that_was_tagged(filled: Store, hash_of):
    judge(filled, 4, at=AFTER, text_hash="then" if hash_of == "label" else "now")
    if hash_of == "tag":
        with filled.write() as session:
            session.get_one(Tag, (1, 4)).text_hash = "then"
    assert audited(filled) == []


def test_an_unsure_judgement_tells_nothing(filled: Store):
    judge(filled, 4, "unsure", at=AFTER)
    assert audited(filled) == []


def draw(store: Store, kind: str = "audit", reached: int = 2) -> None:
    """Draw products 4 and 1, in this order."""
    with store.write() as session:
        session.add(Draw(id=1, kind=kind, frame={}, strata=[], seed=1, size=2, drawn_by="ann", reached=reached))
        session.flush()
        for place, number in enumerate((4, 1)):
            session.add(DrawMember(draw_id=1, product_id=number, position=place, stratum=0, inclusion_probability=0.5))


@pytest.mark.parametrize(("reached", "expected"), [(2, [4, 1]), (1, [4])])
def test_members_count_from_their_turn_on(filled: Store, reached, expected):
    draw(filled, reached=reached)
    with filled.read() as session:
        assert audit_members(session)["product_id"].tolist() == expected


def test_a_second_look_is_no_audit_draw(filled: Store):
    draw(filled, kind="repeat")
    judge(filled, 4, at=AFTER, draw_id=1)
    with filled.read() as session:
        assert audit_members(session).empty
    assert audited(filled) == []


def test_labels_of_a_file_are_told_from_those_of_a_draw(filled: Store):
    draw(filled)
    judge(filled, 4, draw_id=1, inclusion_probability=0.5)
    judge(filled, 1, origin="import", inclusion_probability=0.25)
    with filled.read() as session:
        assert brought_to_audit(session).to_numpy().tolist() == [[1, 0.25]]
