"""What was done with models: activated, gone back to, deleted; and whose tags are kept."""

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import func, select

from db.engine import Store
from db.models import Epoch, Job, OutOfFold, Product, Run, Tag
from db.queries.model_events import (
    activate_model,
    deleted_folders,
    list_model_events,
    make_room,
    previous_model_id,
    remove_model,
)
from db.queries.revisions import read_revisions
from db.queries.tags import TagBatch, store_tags
from db.queries.training import OOF_COLUMNS, EpochRecord, NewModel, add_epoch, add_model, create_run, list_models

NO_OOF = pd.DataFrame(columns=OOF_COLUMNS)


@pytest.fixture
def product(store: Store) -> int:
    """One product, whose text is "a"."""
    with store.write() as session:
        fields = {"source": "list", "external_id": "a", "product_group": "a", "language": "en", "text_hash": "a"}
        session.add(Product(id=1, name="a", **fields))
    return 1


def add(store: Store, oof: pd.DataFrame = NO_OOF) -> int:
    """A model with tags of the one product; its run has one epoch."""
    with store.write() as session:
        job = Job(kind="train", payload={}, state="succeeded")
        session.add(job)
        session.flush()
        run_id = create_run(session, job.id, preset="fast", seed=0, config={})
        add_epoch(session, run_id, EpochRecord(1, 1, 0.5, 0.5, 0.5, 0.1))
        new = NewModel(run_id, "fast", f"artifacts/run-{run_id}", "", ["automation"], {"automation": 0.5}, {}, oof)
        model_id = add_model(session, new, activate=False)
        ones = np.ones((1, 1), np.float32)
        store_tags(session, model_id, TagBatch([1], ones, ones > 0, [0], ["a"]))
    return model_id


def activate(store: Store, *model_ids: int) -> None:
    for model_id in model_ids:
        with store.write() as session:
            activate_model(session, model_id)


def with_tags(store: Store) -> list[int]:
    with store.read() as session:
        return sorted(session.scalars(select(Tag.model_id).distinct()))


def previous(store: Store) -> int | None:
    with store.read() as session:
        return previous_model_id(session)


def count(store: Store, table: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_before_the_second_activation_there_is_no_way_back(store: Store, product: int):
    first = add(store)
    assert previous(store) is None
    activate(store, first)
    assert previous(store) is None


def test_the_way_back_leads_to_the_model_that_was_active_before_not_to_an_older_number(store: Store, product: int):
    first, second, third = (add(store) for _ in range(3))
    activate(store, first, third, second)
    assert previous(store) == third
    activate(store, third)
    assert previous(store) == second


def test_every_activation_is_on_record_and_activating_the_active_one_is_none(store: Store, product: int):
    first, second = add(store), add(store)
    activate(store, first, second, second, first)
    with store.read() as session:
        events = list_model_events(session)
    assert [(event.model_id, event.what) for event in events] == [
        (first, "activated"),
        (second, "activated"),
        (first, "activated"),
    ]
    assert all(event.at is not None for event in events)


def test_tags_of_a_model_being_compared_stay_beside_the_two_and_no_other(store: Store, product: int):
    models = []
    for _ in range(2):
        models.append(add(store))
        activate(store, models[-1])
    assert with_tags(store) == models
    third, fourth = add(store), add(store)
    with store.write() as session:
        before = read_revisions(session)["tags"]
        make_room(session, fourth)
    assert with_tags(store) == [models[0], models[1], fourth]
    with store.write() as session:
        # The active model tags what an import has brought: nothing has to go for it.
        make_room(session, models[1])
        make_room(session, models[0])
        make_room(session, fourth)
        # Dropped once, told once.
        assert read_revisions(session)["tags"] == before + 1
    assert third not in with_tags(store)


def test_a_deleted_model_goes_with_its_tags_and_measurements_and_its_run_stays(store: Store, product: int):
    oof = pd.DataFrame([[1, "automation", 0.5, True, 1]], columns=OOF_COLUMNS).astype({"tagged": bool})
    first, second = add(store), add(store, oof)
    with store.write() as session:
        assert remove_model(session, second) == "artifacts/run-2"
    with store.read() as session:
        assert [model.id for model in list_models(session)] == [first]
        assert deleted_folders(session) == ["artifacts/run-2"]
    assert (count(store, Run), count(store, Epoch), count(store, OutOfFold)) == (2, 2, 0)
    assert with_tags(store) == [first]


def test_the_active_model_and_one_that_is_not_there_are_not_deleted(store: Store, product: int):
    first = add(store)
    activate(store, first)
    for model_id in (first, 9):
        with pytest.raises(LookupError), store.write() as session:
            remove_model(session, model_id)
    assert with_tags(store) == [first]


def test_the_way_back_skips_a_deleted_model(store: Store, product: int):
    first, second, third = (add(store) for _ in range(3))
    activate(store, first, second, third)
    with store.write() as session:
        remove_model(session, second)
    assert previous(store) == first


def test_the_number_of_a_deleted_model_is_given_to_no_other(store: Store, product: int):
    add(store)
    second = add(store)
    with store.write() as session:
        remove_model(session, second)
    assert add(store) == second + 1
