"""Judgements out of the store and back into it, on both databases."""

import pytest

from db.engine import Store
from db.models import Draw, DrawMember, Label, Product
from db.queries.import_undoing import undo_import
from db.queries.label_files import (
    FILE_COLUMNS,
    Judgement,
    drawn_with,
    judgements_frame,
    known_judgements,
    label_totals,
    outdated_products,
    store_judgements,
)
from db.queries.revisions import read_revisions
from tests.db.test_imports import RECORD, REFUSED
from tests.db.test_labels import MONDAY, TUESDAY, fill, label

OF_LABELS = RECORD | {"mapping": {}, "options": {"kind": "labels"}, "unchanged": 4}
NEW = Judgement(1, "automation", "no", "Ann", "person", "audit", True, None, 0.25, "hash 1", TUESDAY)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store, label(1, "automation", "yes"), label(2, "intelligence", "no"), products=2)
    return store


def bring_in(store: Store) -> int:
    with store.write() as session:
        return store_judgements(session, OF_LABELS, [NEW], [REFUSED])


def test_every_judgement_is_listed_with_its_product_and_whether_it_counts(filled: Store):
    bring_in(filled)
    with filled.read() as session:
        frame = judgements_frame(session)
    assert list(frame.columns) == FILE_COLUMNS
    assert frame[["external_id", "value", "holds"]].to_numpy().tolist() == [
        ["yc-1", "yes", False],
        ["yc-2", "no", True],
        ["yc-1", "no", True],
    ]
    brought = frame.iloc[2]
    assert brought["created_at"] == "2026-11-17T00:00:00+00:00"
    assert (brought["inclusion_probability"], brought["assisted"], brought["annotator"]) == (0.25, True, "Ann")


def test_what_was_stored_is_known_the_oldest_first(filled: Store):
    bring_in(filled)
    with filled.read() as session:
        known = known_judgements(session, [1])
    assert [one.created_at for one in known] == [MONDAY, TUESDAY]
    assert known[1] == NEW


def test_a_label_of_an_older_text_is_counted_while_it_holds(filled: Store):
    with filled.write() as session:
        session.get_one(Product, 1).text_hash = "another"
    with filled.read() as session:
        assert outdated_products(session) == [1]
        totals = label_totals(session)
        assert judgements_frame(session)["outdated"].tolist() == [True, False]
    assert (totals.judgements, totals.products, totals.annotators, totals.outdated) == (2, 2, 1, 1)
    with filled.write() as session:
        newer = label(1, "automation", "no", at=TUESDAY)
        newer.text_hash = "another"
        session.add(newer)
    with filled.read() as session:
        assert outdated_products(session) == []


def test_only_the_audit_s_draws_say_with_which_probability_a_product_was_drawn(filled: Store):
    with filled.write() as session:
        for kind, probability in (("audit", 0.5), ("repeat", 0.25)):
            draw = Draw(kind=kind, frame={}, strata=[], seed=1, size=1, drawn_by="me")
            session.add(draw)
            session.flush()
            place = {"position": 0, "stratum": 0, "inclusion_probability": probability}
            session.add(DrawMember(draw_id=draw.id, product_id=1, **place))
    with filled.read() as session:
        assert drawn_with(session, [1, 2]) == {(1, 1): 0.5}


def test_a_file_of_labels_is_taken_back_without_touching_products(filled: Store):
    number = bring_in(filled)
    with filled.write() as session:
        undone = undo_import(session, number, derive=lambda source, fields: {})
    assert undone == {"removed": 0, "restored": 0, "labels": 1}
    with filled.read() as session:
        assert session.get(Label, 1) is not None
        assert label_totals(session).judgements == 2


def test_pages_learn_of_new_judgements(filled: Store):
    with filled.read() as session:
        before = read_revisions(session)["labels"]
    bring_in(filled)
    with filled.read() as session:
        assert read_revisions(session)["labels"] == before + 1
