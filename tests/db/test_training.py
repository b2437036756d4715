"""Runs, epochs, models: as written and as read."""

import numpy as np
import pandas as pd
import pytest

from db.engine import Store
from db.models import Job, JobState, Label, Product
from db.queries.model_events import activate_model
from db.queries.revisions import read_revisions
from db.queries.tags import TagBatch, store_tags, tags_frame
from db.queries.training import (
    EpochRecord,
    NewModel,
    active_model,
    add_epoch,
    add_model,
    create_run,
    describe_run,
    epochs_frame,
    get_run,
    list_models,
    list_runs,
    oof_frame,
    oof_of_product,
    run_of_job,
)

NO_OOF = pd.DataFrame(columns=["product_id", "capability", "probability", "tagged", "fold"])


def add_run(store: Store, job_id: int) -> int:
    with store.write() as session:
        session.add(Job(id=job_id, kind="train", payload={}))
        session.flush()
        return create_run(session, job_id, preset="fast", seed=7, config={"folds": 5})


def new_model(run_id: int, oof: pd.DataFrame = NO_OOF) -> NewModel:
    return NewModel(run_id, "fast", f"artifacts/run-{run_id}", "abc", ["automation"], {"automation": 0.4}, {}, oof)


def add_models(store: Store, count: int) -> list[int]:
    runs = [add_run(store, job_id) for job_id in range(1, count + 1)]
    with store.write() as session:
        return [add_model(session, new_model(run_id), activate=False) for run_id in runs]


def add_product(store: Store) -> None:
    with store.write() as session:
        fields = {"source": "list", "external_id": "a", "product_group": "a", "language": "en", "text_hash": "a"}
        session.add(Product(id=1, name="a", **fields))
        session.flush()
        judgement = {"capability": "automation", "value": "yes", "annotator": "me", "origin": "person", "lane": "audit"}
        session.add(Label(product_id=1, text_hash="a", **judgement))


def tag(store: Store, model_id: int) -> None:
    with store.write() as session:
        store_tags(session, model_id, TagBatch([1], np.ones((1, 1), np.float32), np.ones((1, 1), bool), [0], ["a"]))


def tagged(store: Store, model_id: int) -> int:
    with store.read() as session:
        return len(tags_frame(session, model_id))


def test_a_run_has_the_state_of_its_job(store: Store):
    run_id = add_run(store, 1)
    with store.write() as session:
        describe_run(session, run_id, data_hash="f00", device="CPU")
        session.get_one(Job, 1).state = "running"
    with store.read() as session:
        run = run_of_job(session, 1)
        assert run == get_run(session, run_id)
    assert run is not None
    assert (run.state, run.seed, run.data_hash, run.device, run.model_id) == (JobState.RUNNING, 7, "f00", "CPU", None)


def test_runs_come_newest_first_with_their_models(store: Store):
    (first,) = add_models(store, 1)
    add_run(store, 2)
    with store.read() as session:
        assert [run.model_id for run in list_runs(session)] == [None, first]


def test_epochs_come_in_order_and_a_missing_figure_is_nan(store: Store):
    run_id = add_run(store, 1)
    with store.write() as session:
        add_epoch(session, run_id, EpochRecord(1, 2, 0.4, None, None, 0.1))
        add_epoch(session, run_id, EpochRecord(1, 1, 0.5, 0.6, 0.7, 0.1))
    with store.read() as session:
        frame = epochs_frame(session, run_id)
    assert frame["epoch"].tolist() == [1, 2]
    assert frame["val_map"].tolist()[0] == 0.7
    assert frame["val_map"].isna().tolist() == [False, True]


def test_an_epoch_keeps_the_figures_of_each_capability(store: Store):
    run_id = add_run(store, 1)
    figures = {"automation": {"average_precision": 0.5, "f1": None}}
    with store.write() as session:
        add_epoch(session, run_id, EpochRecord(0, 1, 0.5, None, None, 0.1))
        add_epoch(session, run_id, EpochRecord(1, 1, 0.5, 0.6, 0.7, 0.1, texts=80, val_labels=figures))
    with store.read() as session:
        frame = epochs_frame(session, run_id)
    assert frame["val_labels"].tolist() == [None, figures]
    assert frame["texts"].tolist()[1] == 80


def test_at_most_one_model_is_active(store: Store):
    first, second = add_models(store, 2)
    for model_id in (first, second):
        with store.write() as session:
            activate_model(session, model_id)
    with store.read() as session:
        active = active_model(session)
        assert active is not None
        assert active.id == second
        assert [model.active for model in list_models(session)] == [True, False]


def test_a_model_is_active_from_the_start_only_if_asked(store: Store):
    run_id = add_run(store, 1)
    with store.write() as session:
        add_model(session, new_model(run_id), activate=False)
    with store.read() as session:
        assert active_model(session) is None


def test_readers_are_told_of_an_activation_and_of_nothing_before(store: Store):
    add_product(store)
    (model_id,) = add_models(store, 1)
    tag(store, model_id)
    with store.read() as session:
        before = read_revisions(session)
    assert before["tags"] == 0
    with store.write() as session:
        activate_model(session, model_id)
        activate_model(session, model_id)
    with store.read() as session:
        after = read_revisions(session)
    assert (after["model"] - before["model"], after["tags"] - before["tags"]) == (1, 1)


def test_tags_are_kept_for_the_active_model_and_the_one_before_it(store: Store):
    add_product(store)
    models = add_models(store, 3)
    for model_id in models:
        tag(store, model_id)
        with store.write() as session:
            activate_model(session, model_id)
    assert [tagged(store, model_id) for model_id in models] == [0, 1, 1]


def test_a_number_without_a_model_cannot_be_activated(store: Store):
    with pytest.raises(LookupError), store.write() as session:
        activate_model(session, 5)


def test_out_of_fold_probabilities_come_back_without_those_of_deleted_products(store: Store):
    add_product(store)
    run_id = add_run(store, 1)
    oof = pd.DataFrame(
        [[1, "automation", 0.75, True, 2], [99, "automation", 0.5, False, 1]], columns=NO_OOF.columns
    ).astype({"tagged": bool})
    with store.write() as session:
        model_id = add_model(session, new_model(run_id, oof), activate=False)
    with store.read() as session:
        assert oof_frame(session, model_id).to_numpy().tolist() == [[1, "automation", 0.75, True, 2]]
        assert oof_of_product(session, model_id, 1) == {"automation": 0.75}
        assert oof_of_product(session, model_id, 99) == {}
