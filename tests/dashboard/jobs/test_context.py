"""What a handler says and when it learns that its job runs no more."""

import pytest

from dashboard.jobs.context import JobContext, JobStopped
from db.models import JobState
from db.queries.jobs import claim_next_job, finish_job
from db.queries.settings import get_setting, set_setting


@pytest.fixture
def context(store, queue) -> JobContext:
    queue("import")
    with store.write() as session:
        claimed = claim_next_job(session)
    return JobContext(store, claimed.id, claimed.payload)


def give_up(context: JobContext) -> None:
    with context.store.write() as session:
        finish_job(session, context.job_id, JobState.FAILED, error={"template": "Lost.", "values": {}})


def store_and_finish(context: JobContext) -> None:
    with context.store.write() as session:
        set_setting(session, "rows", 3)
        context.finish(session, {"rows": 3})


def rows(context: JobContext) -> int | None:
    with context.store.read() as session:
        return get_setting(session, "rows")


def test_each_stage_is_told_of_once_as_it_begins(context):
    begun = []
    context.on_stage = begun.append
    for stage, progress in (("reading", None), ("storing", 0.1), ("storing", 1.0)):
        context.report(stage, progress)
    assert begun == ["reading", "storing"]


def test_work_and_success_are_stored_as_one(context, look):
    store_and_finish(context)
    assert rows(context) == 3
    assert (look().state, look().result) == (JobState.SUCCEEDED, {"rows": 3})


def test_a_job_that_was_given_up_stores_nothing(context, look):
    give_up(context)
    with pytest.raises(JobStopped):
        store_and_finish(context)
    assert rows(context) is None
    assert look().state is JobState.FAILED


def test_a_report_of_a_job_that_was_given_up_ends_its_work(context):
    give_up(context)
    with pytest.raises(JobStopped):
        context.report("checking", 0.5)


def test_each_stage_is_written_and_progress_within_one_only_now_and_then(context, look):
    context.report("reading", 0.1)
    context.report("reading", 0.2)
    assert (look().stage, look().progress) == ("reading", 0.1)
    context.report("reading", 1.0)
    assert (look().stage, look().progress) == ("reading", 1.0)
    context.report("checking")
    assert (look().stage, look().progress) == ("checking", None)
