"""Run a job from the command line: in the worker, as a page does, and wait for its end."""

import sys
from collections.abc import Callable
from typing import Any, TextIO

from dashboard.jobs.launcher import submit, wait_for
from dashboard.jobs.stages import KIND_TITLES, STAGE_TITLES
from dashboard.messages import JobError, Message, RequestError, message
from dashboard.store import get_store
from db.models import JobState
from db.queries.jobs import JobRecord


def run_job(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Queue a job, show its progress on standard error until it has ended, and return its result.

    Raise JobError if it failed or was stopped, and RequestError if it failed since the request or the file was wrong.
    """
    store = get_store()
    job = wait_for(store, submit(store, kind, payload), on_progress=progress_writer(sys.stderr))
    if job.state is JobState.SUCCEEDED:
        return job.result or {}
    raise error_of(job)


def error_of(job: JobRecord) -> JobError | RequestError:
    """Return the error that says why a job has not succeeded."""
    if job.error is None:
        return JobError(
            message("The job was stopped. What it had not finished was not stored. Start it again if you want.")
        )
    said = Message.from_json(job.error)
    return RequestError(said) if job.error.get("request") else JobError(said)


def progress_writer(stream: TextIO) -> Callable[[JobRecord], None]:
    """Return a function that writes a line for each stage of a job, and for each tenth of one."""
    written = ""

    def write(job: JobRecord) -> None:
        nonlocal written
        line = f"{KIND_TITLES[job.kind]} (job {job.id}): {_standing(job)}"
        if line != written:
            stream.write(line + "\n")
            written = line

    return write


def _standing(job: JobRecord) -> str:
    if job.state is not JobState.RUNNING:
        return str(job.state)
    stage = STAGE_TITLES.get(job.stage, "starting").lower()
    return stage if job.progress is None else f"{stage} {int(job.progress * 10) * 10} %"
