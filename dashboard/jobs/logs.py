"""Log files: one a job, and one that the workers share."""

import logging
from pathlib import Path

from db.queries.jobs import JobRecord
from db.settings import home

#: A log may be long; its end says what went wrong.
TAIL_BYTES = 20_000


def start_logging() -> None:
    """Let our own words and other libraries' warnings go to standard error, which is a log file here."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s")
    logging.getLogger("dashboard").setLevel(logging.INFO)


def worker_log() -> Path:
    """Return the file that workers write to: which job they took, and why they could not start."""
    return _logs() / "worker.log"


def job_log(job: JobRecord) -> Path:
    """Return the file that takes whatever a job's process prints."""
    _logs()
    return home() / job.log_file


def log_tail(job: JobRecord, lines: int = 40) -> str:
    """Return the last lines of a job's log; nothing where it has printed nothing."""
    path = job_log(job)
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        text = file.read().decode("utf-8", errors="replace")
    return "\n".join(text.splitlines()[-lines:])


def _logs() -> Path:
    folder = home() / "logs"
    folder.mkdir(exist_ok=True)
    return folder
