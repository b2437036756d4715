"""The codebook as stored, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from db.engine import Store
from db.models import CodebookExample, Label, Product
from db.queries.agreement import settle, settled_products
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.codebook import (
    NewExample,
    add_capability,
    add_examples,
    change_capability,
    give_examples,
    list_examples,
    remove_capability,
    remove_example,
    uses_of,
)
from db.queries.revisions import read_revisions
from tests.db.test_labels import fill, label
from tests.db.test_suspects import add_model

OWN = CapabilityRecord("offline", 0, "Offline", "离线", "Without a network.", "不用网络。", "#A52A2A")
FIRST = NewExample("automation", "It files the forms.", True, "work by hand", "catalogue")


def test_first_examples_are_given_once_though_a_person_removes_them(store: Store):
    fill(store)
    for _ in range(2):
        with store.write() as session:
            give_examples(session, [FIRST])
    with store.write() as session:
        (example,) = list_examples(session, "automation")
        assert (example.text, example.holds, example.note) == ("It files the forms.", True, "work by hand")
        remove_example(session, example.id)
        give_examples(session, [FIRST])
        assert list_examples(session, "automation") == []


def test_an_example_outlives_its_product(store: Store):
    fill(store)
    with store.write() as session:
        add_examples(session, [replace(FIRST, product_id=1)])
    with store.write() as session:
        session.delete(session.get_one(Product, 1))
    with store.read() as session:
        assert [one.product_id for one in list_examples(session, "automation")] == [None]


def test_an_own_capability_comes_last_and_goes_with_its_examples(store: Store):
    fill(store)
    with store.read() as session:
        before = read_revisions(session)["labels"]
    with store.write() as session:
        add_capability(session, OWN)
        add_examples(session, [replace(FIRST, capability="offline"), FIRST])
    with store.read() as session:
        assert list_capabilities(session)[-1] == replace(OWN, position=2)
        # Frames with a column a capability are read anew.
        assert read_revisions(session)["labels"] == before + 1
    with store.write() as session:
        remove_capability(session, "offline")
    with store.read() as session:
        assert [record.key for record in list_capabilities(session)] == ["automation", "intelligence"]
        assert session.scalars(select(CodebookExample.capability)).all() == ["automation"]


def test_words_of_a_capability_change(store: Store):
    fill(store)
    with store.write() as session:
        change_capability(session, replace(OWN, key="automation"))
    with store.read() as session:
        assert list_capabilities(session)[0] == replace(OWN, key="automation", position=0)
    with pytest.raises(LookupError), store.write() as session:
        change_capability(session, OWN)


def test_labels_and_models_that_name_a_capability_are_counted(store: Store):
    fill(store, label(1, "automation", "no"), label(1, "primary", "automation"), label(1, "ai", "yes"))
    add_model(store, 1, 0.5)
    with store.read() as session:
        assert uses_of(session, "automation") == (2, 1)
        assert uses_of(session, "intelligence") == (0, 0)


def test_what_was_settled_may_serve_as_an_example(store: Store):
    fill(store, label(1, "automation", "yes"), products=2)
    with store.write() as session:
        settle(session, 1, "automation", "no", annotator="Cy", text_hash="hash 1")
        settle(session, 2, "automation", "yes", annotator="Cy", text_hash="older")
        settle(session, 2, "intelligence", "yes", annotator="Cy", text_hash="hash 2")
    with store.read() as session:
        found = settled_products(session, "automation")
        assert session.get(Label, 1) is not None
    assert [(one.product_id, one.name, one.holds) for one in found] == [(1, "Product 1", False)]
