"""Jobs: queue them, claim one, tell how far it has come, end it.

A running job is alive while its heartbeat is fresh. Heartbeats are the UTC clock of the machine that writes them: where
several machines share one PostgreSQL server, their clocks must agree to within a few seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, case, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql import Update

from db.models import Job, JobState
from db.models import now as utc_now
from db.queries.revisions import raise_revision

#: A worker beats twice a second. A job without a beat for this long has lost it.
STALE_SECONDS = 10


@dataclass(frozen=True)
class JobRecord:
    """A job as it stood when it was read. Fields as in db.models.Job."""

    id: int
    kind: str
    payload: dict[str, Any]
    state: JobState
    stage: str
    progress: float | None
    heartbeat_at: datetime | None
    progress_at: datetime | None
    cancel_requested: bool
    result: dict[str, Any] | None
    error: dict[str, Any] | None
    log_file: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    def is_stale(self, moment: datetime) -> bool:
        """Tell whether the job claims to run, though nothing has been heard of its worker for STALE_SECONDS."""
        if self.state is not JobState.RUNNING or self.heartbeat_at is None:
            return False
        return moment - self.heartbeat_at > timedelta(seconds=STALE_SECONDS)


def queue_job(session: Session, kind: str, payload: dict[str, Any]) -> int:
    """Add a job to the end of the queue, and return its number."""
    job = Job(kind=kind, payload=payload)
    session.add(job)
    session.flush()
    job.log_file = f"logs/job-{job.id}.log"
    raise_revision(session, "jobs")
    return job.id


def get_job(session: Session, job_id: int) -> JobRecord | None:
    """Return one job, or None where there is none of this number."""
    job = session.get(Job, job_id, populate_existing=True)
    return None if job is None else _record(job)


def list_jobs(session: Session, *, kind: str | None = None, limit: int = 50) -> list[JobRecord]:
    """Return the newest jobs first, of one kind or of all."""
    query = select(Job).order_by(Job.id.desc()).limit(limit)
    if kind is not None:
        query = query.where(Job.kind == kind)
    return [_record(job) for job in session.scalars(query)]


def unfinished_jobs(session: Session, kind: str) -> list[JobRecord]:
    """Return the jobs of a kind that run or wait, the oldest first."""
    unfinished = Job.state.in_((JobState.RUNNING, JobState.QUEUED))
    return [_record(job) for job in session.scalars(select(Job).where(Job.kind == kind, unfinished).order_by(Job.id))]


def active_job(session: Session) -> JobRecord | None:
    """Return the job that runs, else the one that is next, else None."""
    running_first = case((Job.state == JobState.RUNNING, 0), else_=1)
    query = select(Job).where(Job.state.in_((JobState.RUNNING, JobState.QUEUED))).order_by(running_first, Job.id)
    job = session.scalars(query.limit(1)).first()
    return None if job is None else _record(job)


def job_to_show(session: Session, kinds: Sequence[str]) -> JobRecord | None:
    """Return the job of these kinds that a person cares for: the running one, else the next one, else the last one."""
    order = case((Job.state == JobState.RUNNING, 0), (Job.state == JobState.QUEUED, 1), else_=2)
    age = case((Job.state == JobState.QUEUED, Job.id), else_=-Job.id)
    job = session.scalars(select(Job).where(Job.kind.in_(kinds)).order_by(order, age).limit(1)).first()
    return None if job is None else _record(job)


def claim_next_job(session: Session) -> JobRecord | None:
    """Let the oldest queued job run, and return it; None where none waits, or another one runs.

    One conditional update decides. Where two workers come through it at once, as they can on PostgreSQL, the index
    `uq_jobs_running` refuses the second.
    """
    waiting, running = aliased(Job), aliased(Job)
    oldest = select(func.min(waiting.id)).where(waiting.state == JobState.QUEUED).scalar_subquery()
    nothing_runs = ~select(running.id).where(running.state == JobState.RUNNING).exists()
    moment = utc_now()
    claim = (
        update(Job)
        .where(Job.id == oldest, Job.state == JobState.QUEUED, nothing_runs)
        .values(state=JobState.RUNNING.value, started_at=moment, heartbeat_at=moment, progress_at=moment)
        .returning(Job.id)
        .execution_options(synchronize_session=False)
    )
    try:
        with session.begin_nested():
            job_id = session.scalar(claim)
    except IntegrityError:
        return None
    if job_id is None:
        return None
    raise_revision(session, "jobs")
    return get_job(session, job_id)


def beat(session: Session, job_id: int) -> bool:
    """Write the sign of life of a job's worker; False where the job shall stop, or runs no more."""
    alive = update(Job).where(Job.id == job_id, Job.state == JobState.RUNNING, ~Job.cancel_requested)
    return _changes(session, alive.values(heartbeat_at=utc_now()))


def report_progress(session: Session, job_id: int, stage: str, progress: float | None) -> bool:
    """Write how far a job has come: `progress` from 0 to 1 within its stage; False where it runs no more."""
    running = update(Job).where(Job.id == job_id, Job.state == JobState.RUNNING)
    return _changes(session, running.values(stage=stage, progress=progress, progress_at=utc_now()))


def request_cancel(session: Session, job_id: int) -> None:
    """Ask for the end of a job: a queued one is cancelled at once, a running one by its worker."""
    queued = update(Job).where(Job.id == job_id, Job.state == JobState.QUEUED)
    running = update(Job).where(Job.id == job_id, Job.state == JobState.RUNNING)
    cancelled = _changes(session, queued.values(state=JobState.CANCELLED.value, finished_at=utc_now()))
    if cancelled or _changes(session, running.values(cancel_requested=True)):
        raise_revision(session, "jobs")


def finish_job(
    session: Session,
    job_id: int,
    state: JobState,
    *,
    result: dict[str, Any] | None = None,
    error: dict[str, Any] | None = None,
) -> bool:
    """End a running job in `state`; False, and nothing done, where it runs no more.

    `error` is a dashboard.messages.Message as JSON.
    """
    running = update(Job).where(Job.id == job_id, Job.state == JobState.RUNNING)
    ended = _changes(session, running.values(state=state.value, result=result, error=error, finished_at=utc_now()))
    if ended:
        raise_revision(session, "jobs")
    return ended


def fail_stale_jobs(session: Session, error: dict[str, Any], *, now: datetime | None = None) -> list[int]:
    """Fail the jobs whose workers are lost, each with `error`, and return their numbers."""
    moment = now or utc_now()
    running = [_record(job) for job in session.scalars(select(Job).where(Job.state == JobState.RUNNING))]
    return [
        job.id for job in running if job.is_stale(moment) and finish_job(session, job.id, JobState.FAILED, error=error)
    ]


def _changes(session: Session, statement: Update) -> bool:
    result = session.execute(statement.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", result).rowcount > 0


def _record(job: Job) -> JobRecord:
    fields = {name: getattr(job, name) for name in JobRecord.__match_args__}
    return JobRecord(**fields | {"state": JobState(job.state)})
