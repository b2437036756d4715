"""How the command line waits for a job and tells how it ended."""

import io
from dataclasses import replace

import pytest

from dashboard.commands.jobs import error_of, progress_writer
from dashboard.messages import JobError, RequestError
from db.engine import open_store
from db.models import JobState
from db.queries.jobs import JobRecord, get_job, queue_job


@pytest.fixture
def job(home) -> JobRecord:
    with open_store().write() as session:
        queued = get_job(session, queue_job(session, "train", {}))
    assert queued is not None
    return queued


def test_a_line_is_written_for_each_stage_and_each_tenth_of_one(job: JobRecord):
    stream = io.StringIO()
    write = progress_writer(stream)
    write(job)
    for progress in (None, 0.0, 0.05, 0.31, 0.35, 1.0):
        write(replace(job, state=JobState.RUNNING, stage="training", progress=progress))
    write(replace(job, state=JobState.SUCCEEDED, stage="training", progress=1.0))

    standings = [line.removeprefix("Training (job 1): ") for line in stream.getvalue().splitlines()]
    assert standings == ["queued", "training", "training 0 %", "training 30 %", "training 100 %", "succeeded"]


def test_a_wrong_request_is_told_from_a_job_that_failed(job: JobRecord):
    said = {"template": "There is no import {number}.", "values": {"number": 7}}
    failed = replace(job, state=JobState.FAILED, error=said | {"request": False})
    wrong = replace(job, state=JobState.FAILED, error=said | {"request": True})
    assert isinstance(error_of(failed), JobError)
    assert isinstance(error_of(wrong), RequestError)
    assert str(error_of(wrong)) == "There is no import 7."


def test_a_stopped_job_says_so(job: JobRecord):
    assert str(error_of(replace(job, state=JobState.CANCELLED))).startswith("The job was stopped.")
