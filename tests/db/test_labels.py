"""Which of several judgements holds, and what training reads."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from db.engine import Store
from db.models import Capability, Job, Label, Model, OutOfFold, Product, Run
from db.queries.labels import add_label, gold_frame, holding_labels_frame, judged_frame, labelled_frame, withdraw_label
from db.queries.revisions import read_revisions

MONDAY, TUESDAY, WEDNESDAY = (datetime(2026, 11, day, tzinfo=UTC) for day in (16, 17, 18))


def product(number: int) -> Product:
    return Product(
        id=number,
        source="yc",
        external_id=f"yc-{number}",
        product_group=f"yc:{number}",
        name=f"Product {number}",
        language="en",
        text_hash=f"hash {number}",
    )


def label(product_id: int, capability: str, value: str, origin: str = "import", at: datetime = MONDAY) -> Label:
    return Label(
        product_id=product_id,
        capability=capability,
        value=value,
        annotator="me",
        origin=origin,
        lane="audit",
        text_hash=f"hash {product_id}",
        created_at=at,
    )


def capability(key: str, position: int) -> Capability:
    titles = dict.fromkeys(("title_en", "title_zh", "definition_en", "definition_zh"), key)
    return Capability(key=key, position=position, color="#000000", **titles)


def fill(store: Store, *labels: Label, products: int = 1) -> None:
    with store.write() as session:
        session.add_all([capability("automation", 0), capability("intelligence", 1)])
        session.add_all([product(number) for number in range(1, products + 1)])
        session.flush()
        session.add_all(labels)


def test_labels_come_with_the_language_and_the_group_of_their_product(store: Store):
    fill(store, label(1, "automation", "yes"), label(1, "automation", "no", "person"))
    with store.read() as session:
        frame = labelled_frame(session)
    assert frame.to_numpy().tolist() == [[1, "automation", "no", "audit", "en", "yc:1"]]


def holding_value(store: Store) -> str:
    with store.read() as session:
        frame = holding_labels_frame(session)
    assert len(frame) == 1
    return str(frame["value"].iloc[0])


def test_the_newest_import_holds_among_imports(store: Store):
    fill(store, label(1, "automation", "no", at=TUESDAY), label(1, "automation", "yes", at=MONDAY))
    assert holding_value(store) == "no"


def test_a_person_holds_against_a_newer_import(store: Store):
    fill(store, label(1, "automation", "yes", "person", MONDAY), label(1, "automation", "no", "import", TUESDAY))
    assert holding_value(store) == "yes"


def test_what_was_settled_holds_against_a_newer_person(store: Store):
    fill(
        store,
        label(1, "automation", "no", "settled", MONDAY),
        label(1, "automation", "yes", "person", WEDNESDAY),
        label(1, "automation", "yes", "import", WEDNESDAY),
    )
    assert holding_value(store) == "no"


def test_of_two_judgements_of_one_moment_the_later_row_holds(store: Store):
    fill(store, label(1, "automation", "no"), label(1, "automation", "yes"))
    assert holding_value(store) == "yes"


def test_training_reads_one_row_a_product_with_a_column_a_capability(store: Store):
    fill(
        store,
        label(1, "automation", "yes"),
        label(1, "intelligence", "no"),
        label(1, "primary", "automation"),
        label(1, "ai", "yes"),
        label(3, "intelligence", "unsure"),
        label(3, "automation", "no"),
        products=3,
    )
    with store.read() as session:
        frame = gold_frame(session)
    assert frame["product_id"].tolist() == [1, 3]
    assert frame["name"].tolist() == ["Product 1", "Product 3"]
    assert frame["automation"].tolist() == [1, 0]
    assert frame["intelligence"].tolist() == [0, pd.NA]
    assert frame["primary"].tolist() == ["automation", pd.NA]
    assert frame["ai"].tolist() == [1, pd.NA]


def test_a_product_that_nobody_was_sure_of_is_not_trained_on(store: Store):
    fill(store, label(1, "automation", "yes", "import", MONDAY), label(1, "automation", "unsure", "person", TUESDAY))
    with store.read() as session:
        assert gold_frame(session).empty


def test_an_empty_store_gives_empty_frames_with_their_columns(store: Store):
    with store.read() as session:
        assert holding_labels_frame(session).empty
        assert {"product_id", "name", "primary", "ai"} <= set(gold_frame(session).columns)


def judge(store: Store, value: str, product_id: int = 1) -> int:
    with store.write() as session:
        return add_label(
            session, product_id, "automation", value, annotator="ann", assisted=True, text_hash=f"hash {product_id}"
        )


def test_a_judgement_in_the_app_is_a_persons_in_the_learning_lane_and_goes_before_what_was_drawn(store: Store):
    fill(store, label(1, "automation", "yes", "catalogue"))
    with store.read() as session:
        before = read_revisions(session)["labels"]
    judge(store, "no")
    with store.read() as session:
        (row,) = holding_labels_frame(session, "annotator", "assisted").itertuples()
        after = read_revisions(session)["labels"]
    assert (row.value, row.origin, row.lane, row.annotator, row.assisted) == ("no", "person", "learning", "ann", True)
    assert after == before + 1


def test_a_judgement_that_is_withdrawn_leaves_what_held_before_in_its_lane(store: Store):
    fill(store, label(1, "automation", "yes", "catalogue"))
    number = judge(store, "no")
    with store.write() as session:
        assert withdraw_label(session, number)
    with store.read() as session:
        (row,) = holding_labels_frame(session).itertuples()
    assert (row.value, row.origin, row.lane) == ("yes", "catalogue", "audit")
    with store.write() as session:
        assert not withdraw_label(session, number)


def test_a_product_that_was_drawn_is_measured_by_its_blind_judgement_whoever_corrects_it_later(store: Store):
    drawn, chosen, helped = label(1, "automation", "no"), label(2, "automation", "no"), label(3, "automation", "no")
    drawn.inclusion_probability, chosen.lane, helped.assisted = 0.25, "learning", True
    fill(store, drawn, chosen, helped, products=3)
    for number in (1, 2, 3):
        judge(store, "yes", number)
    with store.read() as session:
        holding = holding_labels_frame(session)
        measuring = holding_labels_frame(session, measuring=True)
    assert holding["value"].tolist() == ["yes"] * 3
    assert holding["lane"].tolist() == ["learning"] * 3
    assert measuring["value"].tolist() == ["no", "yes", "yes"]
    assert measuring["lane"].tolist() == ["audit", "learning", "learning"]
    assert measuring["inclusion_probability"].iloc[0] == 0.25


def test_what_was_settled_for_the_audit_measures_in_place_of_the_first_judgement(store: Store):
    fill(store, label(1, "automation", "no"), label(1, "automation", "yes", "settled", TUESDAY))
    judge(store, "no")
    with store.read() as session:
        (row,) = holding_labels_frame(session, measuring=True).itertuples()
    assert (row.value, row.origin, row.lane) == ("yes", "settled", "audit")


def test_only_a_persons_judgement_can_be_withdrawn(store: Store):
    fill(store, label(1, "automation", "yes", "import"))
    with store.write() as session:
        assert not withdraw_label(session, 1)
    assert holding_value(store) == "yes"


def test_a_product_that_is_gone_cannot_be_judged(store: Store):
    fill(store)
    with pytest.raises(LookupError):
        judge(store, "no", product_id=99)


def test_what_a_model_said_unseen_stands_beside_the_label_that_holds(store: Store):
    """Product 1 was drawn and holds, 2 was chosen and doesn't, 3 is unsure, 4 was read in another text."""
    chosen, outdated = label(2, "automation", "no"), label(4, "automation", "yes")
    chosen.lane, outdated.text_hash = "learning", "older"
    fill(store, label(1, "automation", "yes"), chosen, label(3, "automation", "unsure"), outdated, products=4)
    with store.write() as session:
        session.add(Job(id=1, kind="train", payload={}, state="succeeded"))
        session.flush()
        session.add(Run(id=1, job_id=1, preset="fast", seed=0, config={}))
        session.flush()
        fields = {"folder": "", "artifact_hash": "", "label_set": ["automation"], "thresholds": {}, "metrics": {}}
        session.add(Model(id=1, run_id=1, preset="fast", **fields))
        session.flush()
        for number in (1, 2, 3, 4):
            said = {"probability": number / 10, "tagged": False, "fold": 1}
            session.add(OutOfFold(model_id=1, product_id=number, capability="automation", **said))
    with store.read() as session:
        frame = judged_frame(session, 1)
        assert judged_frame(session, 2).empty
    assert frame.to_numpy().tolist() == [["automation", 0.1, True, True], ["automation", 0.2, False, False]]
