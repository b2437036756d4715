"""What the tests of jobs share: a store on SQLite, and eyes on a job."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.engine import Store, open_store
from db.queries.jobs import JobRecord, get_job, list_jobs, queue_job

ROOT = Path(__file__).resolve().parents[3]
WORKER = "from dashboard.jobs.worker import main; from tests.dashboard.jobs.work import WORK; main(WORK)"


@pytest.fixture
def store(home: Path) -> Store:
    """An empty store in the test's home; what differs between databases is tested in tests/db."""
    return open_store()


@pytest.fixture
def queue(store: Store) -> Callable[..., int]:
    """Queue a job: `queue("count", up_to=3)` returns its number."""

    def queued(kind: str, **payload: object) -> int:
        with store.write() as session:
            return queue_job(session, kind, payload)

    return queued


@pytest.fixture
def look(store: Store) -> Callable[..., JobRecord]:
    """Return the last job, or the one of a number, as it stands now."""

    def looked(job_id: int | None = None) -> JobRecord:
        with store.read() as session:
            found = get_job(session, job_id) if job_id else list_jobs(session, limit=1)[0]
        assert found is not None
        return found

    return looked


@pytest.fixture
def start_worker() -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start a worker process that has the handlers of work.py."""
    started = []

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(condition: Callable[[], bool], seconds: float = 20) -> float:
    """Wait for a condition and return how many seconds it took."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, f"It did not come within {seconds} s."
        time.sleep(0.02)
    return time.monotonic() - start
