"""The job that tags."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from dashboard.jobs.context import JobContext, JobStopped
from dashboard.messages import RequestError
from dashboard.tagging import job
from dashboard.tagging.artifact import load_artifact
from dashboard.tagging.job import run_tagging, tag_product
from db.engine import Store
from db.models import Job, JobState, Model, Product, Run
from db.queries.jobs import claim_next_job, finish_job, get_job, queue_job, request_cancel
from db.queries.revisions import read_revisions
from db.queries.tags import count_untagged, tags_frame
from db.queries.training import active_model as active
from db.queries.trends import launches_frame


@pytest.fixture
def context(store: Store) -> Callable[..., JobContext]:
    """Queue and claim a job that tags."""

    def claimed(**payload: Any) -> JobContext:
        with store.write() as session:
            queue_job(session, "tag", payload)
        with store.write() as session:
            claim = claim_next_job(session)
        assert claim is not None
        return JobContext(store, claim.id, claim.payload)

    return claimed


def result(tagging: JobContext) -> dict[str, Any]:
    with tagging.store.read() as session:
        done = get_job(session, tagging.job_id)
    assert done is not None
    assert done.state is JobState.SUCCEEDED
    return done.result or {}


def test_every_product_is_tagged_once(store: Store, active_model: int, add_products, context, monkeypatch):
    monkeypatch.setattr(job, "BATCH", 2)
    add_products("robot", "notes", "predict")
    for expected in (3, 0):
        tagging = context()
        run_tagging(tagging)
        assert result(tagging)["tagged"] == expected
    with store.read() as session:
        tags = tags_frame(session, active_model)
        assert read_revisions(session)["tags"] == 2
    assert tags["bits"].tolist() == [0b01, 0b00, 0b10]
    assert tags["primary"].astype(object).fillna("none").tolist() == ["automation", "none", "intelligence"]


def test_a_changed_text_is_tagged_anew(store: Store, active_model: int, add_products, context):
    add_products("robot", "notes")
    run_tagging(context())
    with store.write() as session:
        product = session.get_one(Product, 2)
        product.name, product.text_hash = "predict", "changed"
    tagging = context()
    run_tagging(tagging)
    assert result(tagging)["tagged"] == 1
    with store.read() as session:
        assert tags_frame(session, active_model)["bits"].tolist() == [0b01, 0b10]


def test_without_an_active_model_nothing_is_tagged(context):
    with pytest.raises(RequestError, match="There is no active model yet"):
        run_tagging(context())


def test_a_job_that_was_stopped_keeps_what_it_has_tagged(
    store: Store, active_model: int, add_products, context, monkeypatch
):
    monkeypatch.setattr(job, "BATCH", 1)
    monkeypatch.setattr("dashboard.jobs.context.REPORT_SECONDS", 0)
    add_products("robot", "notes", "predict")
    tagging = context()
    original = job._store

    def stop_after_the_first(*arguments: Any) -> int:
        with store.write() as session:
            request_cancel(session, tagging.job_id)
            finish_job(session, tagging.job_id, JobState.CANCELLED)
        return original(*arguments)

    monkeypatch.setattr(job, "_store", stop_after_the_first)
    with pytest.raises(JobStopped):
        run_tagging(tagging)
    with store.read() as session:
        assert len(tags_frame(session, active_model)) == 1


def test_one_product_is_tagged_at_once_and_no_other(store: Store, artifact_folder, active_model: int, add_products):
    add_products("robot", "predict", "notes")
    artifact = load_artifact(artifact_folder)
    tag_product(store, active_model, artifact, 2)
    with store.read() as session:
        revision, tags = read_revisions(session)["tags"], tags_frame(session, active_model)
    assert tags[["product_id", "bits"]].to_numpy().tolist() == [[2, 0b10]]
    # Nothing is done for what is tagged already, or is not there.
    for number in (2, 99):
        tag_product(store, active_model, artifact, number)
    with store.read() as session:
        assert read_revisions(session)["tags"] == revision
        assert len(tags_frame(session, active_model)) == 1


@pytest.fixture
def second_model(store: Store, active_model: int) -> int:
    """Another model with the same files; model 1 is the active one."""
    with store.write() as session:
        session.add(Job(id=50, kind="train", payload={}, state="succeeded"))
        session.flush()
        session.add(Run(id=2, job_id=50, preset="fast", seed=0, config={}))
        session.flush()
        first = session.get_one(Model, 1)
        fields = {"folder": first.folder, "artifact_hash": first.artifact_hash, "label_set": first.label_set}
        session.add(Model(id=2, run_id=2, preset="fast", thresholds={}, metrics={}, **fields))
    return 2


def test_another_model_tags_for_a_comparison_and_readers_see_no_change(
    store: Store, second_model: int, add_products, context
):
    add_products("robot", "notes")
    run_tagging(context())
    with store.read() as session:
        before = launches_frame(session)
    run_tagging(context(model_id=second_model))
    with store.read() as session:
        pd.testing.assert_frame_equal(launches_frame(session), before)
        assert len(tags_frame(session, second_model)) == 2
        assert active(session).id == 1


def test_a_model_becomes_active_only_when_it_has_tagged_everything(
    store: Store, second_model: int, add_products, context
):
    add_products("robot", "notes")
    run_tagging(context())
    run_tagging(context(model_id=second_model, activate=True))
    with store.read() as session:
        assert active(session).id == second_model
        assert count_untagged(session, second_model) == 0
        # The one before it keeps its tags, for the way back.
        assert len(tags_frame(session, 1)) == 2


def test_a_model_that_was_deleted_meanwhile_tags_nothing(store: Store, active_model: int, context):
    with pytest.raises(RequestError, match="Model 9 was deleted"):
        run_tagging(context(model_id=9))
