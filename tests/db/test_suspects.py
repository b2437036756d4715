"""Labels beside a model's word out of fold, and a person's answer to the doubt, on both databases."""

import pytest

from db.engine import Store
from db.models import Job, Label, Model, OutOfFold, Product, Run
from db.queries.labels import holding_labels_frame
from db.queries.suspects import answer_doubt, labels_and_doubts
from tests.db.test_labels import MONDAY, TUESDAY, WEDNESDAY, fill, label


def add_model(store: Store, number: int, probability: float, *, at=MONDAY, products: int = 1) -> None:
    with store.write() as session:
        session.add(Job(id=number, kind="train", payload={}, state="succeeded"))
        session.flush()
        session.add(Run(id=number, job_id=number, preset="fast", seed=0, config={}))
        session.flush()
        fields = {"folder": "", "artifact_hash": "", "label_set": ["automation"], "thresholds": {}, "metrics": {}}
        session.add(Model(id=number, run_id=number, preset="fast", created_at=at, **fields))
        session.flush()
        said = {"capability": "automation", "probability": probability, "tagged": False, "fold": 1}
        session.add_all(OutOfFold(model_id=number, product_id=one, **said) for one in range(1, products + 1))


def doubts(store: Store, model_id: int = 1) -> list[list]:
    with store.read() as session:
        frame = labels_and_doubts(session, model_id)
    assert not frame.isna()["probability"].any()
    return frame[["product_id", "holds", "probability", "seen"]].fillna(-1).to_numpy().tolist()


def answer(store: Store, value: str, label_id: int = 1) -> int | None:
    with store.write() as session:
        return answer_doubt(session, label_id, value, annotator="Bo")


def test_a_label_that_holds_stands_beside_what_the_model_said_unseen(store: Store):
    fill(store, label(1, "automation", "no"), label(2, "automation", "unsure"), products=2)
    add_model(store, 1, 0.75, products=2)
    assert doubts(store) == [[1, False, 0.75, -1]]
    assert doubts(store, 2) == []


def test_what_was_settled_or_given_to_an_older_text_is_no_question(store: Store):
    older = label(2, "automation", "no")
    older.text_hash = "older"
    fill(store, label(1, "automation", "no", "settled"), older, products=2)
    add_model(store, 1, 0.75, products=2)
    assert doubts(store) == []


@pytest.mark.parametrize("value", ["yes", "no"])
def test_an_answer_is_a_person_s_judgement_that_has_seen_the_model(store: Store, value: str):
    fill(store, label(1, "automation", "no"))
    add_model(store, 1, 0.75)
    assert answer(store, value) == 2
    assert doubts(store) == [[1, value == "yes", 0.75, 0.75]]
    with store.read() as session:
        held = holding_labels_frame(session, "annotator", "assisted")
        assert session.get_one(Label, 1).value == "no"
    columns = ["value", "annotator", "origin", "lane", "assisted"]
    assert held[columns].to_numpy().tolist() == [[value, "Bo", "person", "learning", True]]


def test_a_newer_model_is_held_against_the_one_that_the_person_saw(store: Store):
    kept = label(1, "automation", "no", "person", TUESDAY)
    kept.assisted = True
    fill(store, kept)
    add_model(store, 1, 0.5)
    add_model(store, 2, 0.6)
    add_model(store, 3, 0.9, at=WEDNESDAY)
    assert doubts(store, 3) == [[1, False, 0.9, 0.6]]


def test_an_answer_to_what_holds_no_more_is_not_stored(store: Store):
    fill(store, label(1, "automation", "no"))
    answer(store, "yes")
    assert answer(store, "yes") is None
    assert answer(store, "no", label_id=99) is None
    with store.write() as session:
        session.get_one(Product, 1).text_hash = "another"
    assert answer(store, "no", label_id=2) is None
