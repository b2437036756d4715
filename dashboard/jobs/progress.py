"""How far a job is, and whether something seems wrong with it."""

from datetime import datetime, timedelta
from enum import Enum

from dashboard.jobs.stages import STAGES
from db.models import JobState
from db.queries.jobs import JobRecord

#: A job that beats and reports nothing for this long is shown as such.
STILL = timedelta(minutes=2)
#: Starting a worker takes one or two seconds, on a slow machine some more.
UNCLAIMED = timedelta(seconds=20)


class Trouble(Enum):
    """What may be wrong with an active job."""

    #: It is next, and no worker has taken it for long.
    NO_WORKER = "no worker"
    #: Its worker is alive, but it has reported nothing for long.
    NO_PROGRESS = "no progress"


def standing_of(job: JobRecord) -> list[tuple[str, str]]:
    """Return each stage of the job's kind, in order, with "done", "now" or "later"."""
    stages = STAGES[job.kind]
    present = _position(job)
    looks = ["done" if i < present else "now" if i == present else "later" for i in range(len(stages))]
    return list(zip(stages, looks, strict=True))


def overall_progress(job: JobRecord) -> float:
    """Return how far the job is, 0 to 1, each stage counting alike."""
    return min(1.0, (max(_position(job), 0) + (job.progress or 0.0)) / len(STAGES[job.kind]))


def trouble_of(job: JobRecord, moment: datetime, *, alone: bool) -> Trouble | None:
    """Return what seems wrong with an active job at `moment`; `alone` says that it waits for no other job."""
    if job.state is JobState.QUEUED and alone and moment - job.created_at > UNCLAIMED:
        return Trouble.NO_WORKER
    if job.state is JobState.RUNNING and job.progress_at is not None and moment - job.progress_at > STILL:
        return Trouble.NO_PROGRESS
    return None


def _position(job: JobRecord) -> int:
    """Return the position of the job's stage among those of its kind; -1 before the first."""
    stages = STAGES[job.kind]
    return stages.index(job.stage) if job.stage in stages else -1
