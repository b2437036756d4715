"""A batch of a run as its network reads it."""

import json

import numpy as np

from dashboard.training.first_batch import SHOWN_TEXTS, first_batch, keep_first_batch
from dashboard.training.gold import GoldSet
from db.engine import Store
from db.models import Job
from db.queries.training import create_run, describe_run, get_run


def gold(count: int) -> GoldSet:
    """Products 100, 101 …, every second one positive; nobody has said anything of the second capability."""
    targets = np.array([[number % 2, -1] for number in range(count)], np.int8)
    texts = [f"robots weld part {number}" if number % 2 else f"people paint part {number}" for number in range(count)]
    ids, unknown = np.arange(100, 100 + count), np.full(count, -1, np.int8)
    undated = np.full(count, "NaT", "datetime64[D]")
    return GoldSet(["automation", "intelligence"], ids, texts, np.arange(count), undated, targets, unknown, [])


def test_a_text_comes_with_its_features_and_its_targets():
    batch = first_batch(gold(30), 16, seed=3)
    assert (batch["size"], len(batch["texts"])) == (16, SHOWN_TEXTS)
    for text in batch["texts"]:
        is_positive = text["product_id"] % 2
        assert text["targets"] == {"automation": is_positive, "intelligence": None}
        pieces = [piece for piece, _ in text["weightiest"]]
        assert any(piece in ("robots" if is_positive else "people") for piece in pieces)
        assert text["features"] >= len(pieces) > 0


def test_the_batch_is_that_of_the_seed():
    assert first_batch(gold(30), 16, seed=3) == first_batch(gold(30), 16, seed=3)
    assert first_batch(gold(30), 16, seed=3) != first_batch(gold(30), 16, seed=4)


def test_no_text_is_kept_and_what_is_kept_is_small():
    kept = json.dumps(first_batch(gold(30), 16, seed=3))
    assert "robots weld part" not in kept
    assert len(kept) < 4000


def test_the_batch_joins_what_is_known_of_the_run(store: Store):
    with store.write() as session:
        session.add(Job(id=1, kind="train", payload={}))
        session.flush()
        run_id = create_run(session, 1, preset="fast", seed=3, config={})
        describe_run(session, run_id, data={"products": 30})
    keep_first_batch(store, run_id, gold(30), 16, seed=3)
    with store.read() as session:
        run = get_run(session, run_id)
    assert run is not None
    assert run.data["products"] == 30
    assert run.data["batch"]["size"] == 16
