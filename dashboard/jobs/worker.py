"""The worker: claims jobs one by one, starts a process for each, beats for it, and ends it when asked to.

The beat lives in another process than the work, not in a thread beside it: importing TensorFlow from a cold disk holds
Python's lock for seconds, in which a thread could neither beat nor obey a stop.
"""

import logging
import signal
import subprocess
import sys
from collections.abc import Mapping
from types import FrameType

from dashboard.jobs.failures import process_ended, worker_stopped
from dashboard.jobs.handlers import HANDLERS
from dashboard.jobs.logs import job_log, start_logging
from dashboard.jobs.lost import fail_lost_jobs
from dashboard.jobs.storing import store_surely
from dashboard.messages import Message
from dashboard.store import get_store
from db.engine import Store
from db.models import JobState
from db.queries.jobs import JobRecord, beat, claim_next_job, finish_job, get_job
from db.settings import CHECKOUT

BEAT_SECONDS = 0.5

log = logging.getLogger(__name__)


def main(handlers: Mapping[str, str] = HANDLERS) -> int:
    """Drain the queue, and return the exit status."""
    start_logging()
    signal.signal(signal.SIGTERM, _end_politely)
    drain(get_store(), handlers)
    return 0


def drain(store: Store, handlers: Mapping[str, str] = HANDLERS) -> None:
    """Do the queued jobs until none waits, or another worker is at work.

    Nothing is left behind: whoever queues a job later looks for a running one, finds none, and starts a worker.
    """
    fail_lost_jobs(store)
    while job := store_surely(store, claim_next_job):
        do(store, job, handlers[job.kind])


def do(store: Store, job: JobRecord, handler: str) -> None:
    """Run a claimed job to its end, whatever that is, and see that the store says which."""
    log.info("Job %d (%s) starts.", job.id, job.kind)
    with job_log(job).open("wb") as output:
        command = [sys.executable, "-u", "-m", "dashboard.jobs.task", str(job.id), handler]
        # The pipe tells the task when this process has ended. Nothing is ever written to it.
        task = subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=output, stderr=output)  # noqa: S603
    error = worker_stopped()
    try:
        error = process_ended(attend(store, job.id, task))
    finally:
        task.kill()
        task.communicate()
        _conclude(store, job.id, error)


def attend(store: Store, job_id: int, task: subprocess.Popen[bytes]) -> int:
    """Beat until the task ends or shall be ended, and return its exit status."""
    while True:
        try:
            return task.wait(BEAT_SECONDS)
        except subprocess.TimeoutExpired:
            if _shall_stop(store, job_id) or not store_surely(store, lambda session: beat(session, job_id)):
                task.kill()


def _shall_stop(store: Store, job_id: int) -> bool:
    # Read before the beat is written: a stop must not wait for whoever has locked the store for writing.
    with store.read() as session:
        job = get_job(session, job_id)
    return job is None or job.cancel_requested or job.state is not JobState.RUNNING


def _conclude(store: Store, job_id: int, error: Message) -> None:
    with store.read() as session:
        job = get_job(session, job_id)
    if job is not None and job.state is JobState.RUNNING:
        state = JobState.CANCELLED if job.cancel_requested else JobState.FAILED
        said = None if state is JobState.CANCELLED else error.to_json()
        store_surely(store, lambda session: finish_job(session, job_id, state, error=said))
    log.info("Job %d has ended.", job_id)


def _end_politely(_number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + signal.SIGTERM)
