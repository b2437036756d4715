"""Tags as stored and as read."""

import numpy as np
import pytest

from db.engine import Store
from db.models import Job, Model, Product, Run
from db.queries.tags import TagBatch, count_untagged, store_tags, tags_frame, untagged_products

LABEL_SET = ["automation", "intelligence"]


@pytest.fixture
def model_id(store: Store) -> int:
    """A model, and three products of one letter each."""
    with store.write() as session:
        session.add(Job(id=1, kind="train", payload={}))
        session.flush()
        session.add(Run(id=1, job_id=1, preset="fast", seed=0, config={}))
        session.flush()
        session.add(
            Model(
                id=1,
                run_id=1,
                preset="fast",
                folder="artifacts/run-1",
                artifact_hash="",
                label_set=LABEL_SET,
                thresholds={},
                metrics={},
            )
        )
        for number, letter in enumerate("abc", start=1):
            session.add(
                Product(
                    id=number,
                    source="list",
                    external_id=letter,
                    product_group=letter,
                    name=letter,
                    language="en",
                    text_hash=letter,
                )
            )
    return 1


def batch(*product_ids: int, text_hashes: str = "abc") -> TagBatch:
    n = len(product_ids)
    return TagBatch(
        product_ids=product_ids,
        probabilities=np.tile(np.float32([0.25, 0.75]), (n, 1)),
        tags=np.tile([False, True], (n, 1)),
        primary=[1] * n,
        text_hashes=list(text_hashes[:n]),
    )


def test_tags_come_back_as_they_were_stored(store: Store, model_id: int):
    with store.write() as session:
        assert store_tags(session, model_id, batch(1, 2)) == 2
    with store.read() as session:
        frame = tags_frame(session, model_id)
    assert frame.columns.tolist() == ["product_id", "bits", "primary", "p_automation", "p_intelligence"]
    assert frame["product_id"].tolist() == [1, 2]
    assert frame["bits"].tolist() == [0b10, 0b10]
    assert frame["primary"].tolist() == ["intelligence", "intelligence"]
    assert frame["p_automation"].dtype == np.float32
    assert frame["p_intelligence"].tolist() == [0.75, 0.75]


def test_no_primary_is_read_as_missing(store: Store, model_id: int):
    with store.write() as session:
        none = TagBatch([1], np.zeros((1, 2), np.float32), np.zeros((1, 2), bool), [None], ["a"])
        store_tags(session, model_id, none)
    with store.read() as session:
        assert tags_frame(session, model_id)["primary"].isna().tolist() == [True]


def test_a_product_is_untagged_until_it_has_tags_of_its_present_text(store: Store, model_id: int):
    with store.write() as session:
        store_tags(session, model_id, batch(1, 2))
        session.get_one(Product, 2).text_hash = "changed"
    with store.read() as session:
        assert untagged_products(session, model_id)["product_id"].tolist() == [2, 3]
        assert untagged_products(session, model_id, after_id=2)["product_id"].tolist() == [3]
        assert untagged_products(session, model_id, limit=1)["product_id"].tolist() == [2]
        assert count_untagged(session, model_id) == 2
        assert tags_frame(session, model_id)["product_id"].tolist() == [1]


def test_tags_are_replaced(store: Store, model_id: int):
    for _ in range(2):
        with store.write() as session:
            store_tags(session, model_id, batch(1))
    with store.read() as session:
        assert len(tags_frame(session, model_id)) == 1


def test_a_product_that_was_deleted_meanwhile_is_left_out(store: Store, model_id: int):
    with store.write() as session:
        assert store_tags(session, model_id, batch(3, 99)) == 1


def test_tags_of_no_model_are_an_error(store: Store):
    with store.read() as session, pytest.raises(LookupError):
        tags_frame(session, 7)


def test_a_model_without_tags_gives_an_empty_frame_with_its_columns(store: Store, model_id: int):
    with store.read() as session:
        frame = tags_frame(session, model_id)
    assert frame.empty
    assert {"primary", "p_automation", "p_intelligence"} <= set(frame.columns)
