"""Queue a job and see that a worker is there to do it. For pages and the command line."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from threading import Lock
from typing import Any

from sqlalchemy.exc import OperationalError

from dashboard.jobs.handlers import HANDLERS
from dashboard.jobs.logs import worker_log
from dashboard.jobs.lost import fail_lost_jobs
from dashboard.jobs.storing import store_surely
from db.engine import Store, absolute_url
from db.models import JobState
from db.queries.jobs import JobRecord, active_job, get_job, queue_job, request_cancel
from db.settings import CHECKOUT, home

#: A worker that can't start is not started again more often than this.
RESTART_SECONDS = 3.0
POLL_SECONDS = 0.2

log = logging.getLogger(__name__)


class _Launched:
    """The last worker that this process has started."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.at = 0.0

    def is_enough(self) -> bool:
        """Tell whether that worker is still there, or has just failed to start."""
        if self.process is None:
            return False
        status = self.process.poll()
        return status is None or (status != 0 and time.monotonic() - self.at < RESTART_SECONDS)


_LAUNCHED = _Launched()


def submit(store: Store, kind: str, payload: dict[str, Any]) -> int:
    """Queue a job, see that a worker comes for it, and return its number."""
    if kind not in HANDLERS:
        raise ValueError(f"{kind!r} is no kind of job. The kinds are: {', '.join(HANDLERS)}.")
    with store.write() as session:
        job_id = queue_job(session, kind, payload)
    tend(store)
    return job_id


def tend(store: Store) -> None:
    """Give up a job whose worker is lost, and see that a worker comes for what is queued.

    Every tick of a page and of the command line calls this. On a store that is busy it does nothing: the next tick is
    soon.
    """
    try:
        fail_lost_jobs(store)
    except OperationalError as error:
        log.warning("The store is busy; the next tick looks after the jobs: %s", error)
    with store.read() as session:
        job = active_job(session)
    if job is not None and job.state is JobState.QUEUED:
        start_worker(store)


def start_worker(store: Store) -> None:
    """Start a worker, unless the last one that this process has started is still there.

    Another process may start one too. That does no harm: one of them claims the job, and the other one ends.
    """
    with _LAUNCHED.lock:
        if _LAUNCHED.is_enough():
            return
        where = {"STRANDLINE_HOME": str(home()), "STRANDLINE_DATABASE_URL": absolute_url(store.url)}
        with worker_log().open("ab") as output:
            _LAUNCHED.process = subprocess.Popen(
                [sys.executable, "-m", "dashboard.jobs"],
                cwd=CHECKOUT,
                env=os.environ | where,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # A worker outlives the server and the terminal that have started it.
                start_new_session=True,
            )
        _LAUNCHED.at = time.monotonic()


def wait_for(store: Store, job_id: int, *, on_progress: Callable[[JobRecord], None]) -> JobRecord:
    """Wait until a job has ended, and return it. `on_progress` is called at each change.

    Ctrl-C asks the job to stop, and the wait goes on until it has; a second Ctrl-C ends the wait alone.
    """
    try:
        return _watch(store, job_id, on_progress)
    except KeyboardInterrupt:
        store_surely(store, lambda session: request_cancel(session, job_id))
        return _watch(store, job_id, on_progress)


def _watch(store: Store, job_id: int, on_progress: Callable[[JobRecord], None]) -> JobRecord:
    shown = None
    while True:
        with store.read() as session:
            job = get_job(session, job_id)
        if job is None:
            raise LookupError(f"There is no job {job_id}.")
        if (job.state, job.stage, job.progress) != shown:
            shown = (job.state, job.stage, job.progress)
            on_progress(job)
        if job.state.is_finished:
            return job
        tend(store)
        time.sleep(POLL_SECONDS)
