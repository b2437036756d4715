"""Independent judgements, and the settled ones that end a disagreement, on both databases."""

import pytest

from db.engine import Store
from db.models import Draw, Label, Product
from db.queries.agreement import independent_judgements, settle, settled_judgements
from db.queries.labels import holding_labels_frame
from db.queries.revisions import read_revisions
from tests.db.test_labels import MONDAY, TUESDAY, WEDNESDAY, fill, label


def given(annotator: str, value: str, at=MONDAY, **fields) -> Label:
    made = label(1, "automation", value, "person", at)
    made.annotator = annotator
    for name, field in fields.items():
        setattr(made, name, field)
    return made


def judged(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        return independent_judgements(session)[["annotator", "value"]].to_numpy().tolist()


def test_the_newest_word_of_each_annotator_counts(store: Store):
    fill(store, given("Ann", "yes"), given("Ann", "no", TUESDAY), given("Bo", "yes"))
    assert judged(store) == [["Ann", "no"], ["Bo", "yes"]]


def test_what_was_given_with_the_model_s_opinion_or_to_settle_is_not_independent(store: Store):
    fill(store, given("Ann", "yes"), given("Bo", "no", assisted=True), given("Cy", "no", origin="settled"))
    assert judged(store) == [["Ann", "yes"]]


def test_a_hidden_second_look_is_told_from_what_somebody_chose(store: Store):
    fill(store)
    with store.write() as session:
        draws = [Draw(kind=kind, frame={}, strata=[], seed=1, size=1, drawn_by="me") for kind in ("repeat", "audit")]
        session.add_all(draws)
        session.flush()
        session.add_all([given("Ann", "yes", draw_id=draws[1].id), given("Bo", "no", draw_id=draws[0].id)])
    with store.read() as session:
        assert independent_judgements(session)["repeated"].tolist() == [False, True]


def test_a_settled_judgement_holds_against_both_and_both_stay(store: Store):
    fill(store, given("Ann", "yes", lane="learning"), given("Bo", "no", TUESDAY, lane="learning"))
    with store.read() as session:
        before = read_revisions(session)["labels"]
    with store.write() as session:
        settle(session, 1, "automation", "yes", annotator="Cy", text_hash="hash 1")
    with store.read() as session:
        held = holding_labels_frame(session, "annotator")
        assert read_revisions(session)["labels"] == before + 1
        assert settled_judgements(session) == {(1, "automation")}
    assert held[["value", "annotator", "lane"]].to_numpy().tolist() == [["yes", "Cy", "learning"]]
    assert judged(store) == [["Ann", "yes"], ["Bo", "no"]]


def test_a_product_that_was_drawn_stays_in_the_audit_when_its_label_is_settled(store: Store):
    drawn = given("Ann", "yes", inclusion_probability=0.25)
    fill(store, drawn, given("Bo", "no", WEDNESDAY, lane="learning"))
    with store.write() as session:
        settle(session, 1, "automation", "no", annotator="Cy", text_hash="hash 1")
    with store.read() as session:
        held = holding_labels_frame(session, "assisted")
    columns = ["value", "lane", "inclusion_probability", "assisted"]
    assert held[columns].to_numpy().tolist() == [["no", "audit", 0.25, False]]


def test_what_was_settled_of_an_older_text_is_open_again(store: Store):
    fill(store)
    with store.write() as session:
        settle(session, 1, "automation", "no", annotator="Cy", text_hash="hash 1")
        session.get_one(Product, 1).text_hash = "another"
    with store.read() as session:
        assert settled_judgements(session) == set()


def test_a_product_that_is_gone_cannot_be_settled(store: Store):
    fill(store)
    with pytest.raises(LookupError), store.write() as session:
        settle(session, 99, "automation", "no", annotator="Cy", text_hash="hash 1")
