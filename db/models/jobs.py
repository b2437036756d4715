"""Jobs: work longer than a second, done by the worker process."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, now


class JobState(StrEnum):
    """The states of a job: queued -> running -> succeeded | failed | cancelled."""

    #: Written by a page or the command line; no worker has taken it yet.
    QUEUED = "queued"
    #: A worker has claimed it and beats.
    RUNNING = "running"
    #: It came to its end; `result` holds what it returned.
    SUCCEEDED = "succeeded"
    #: It ended by an error, or its worker was lost; `error` says which.
    FAILED = "failed"
    #: A person stopped it.
    CANCELLED = "cancelled"

    @property
    def is_finished(self) -> bool:
        """Tell whether the job will change no more."""
        return self in (JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED)


class Job(Base):
    """One piece of work and how far it has come. At most one runs at a time."""

    __tablename__ = "jobs"
    __table_args__ = (
        # The database itself keeps two workers from running two jobs, whatever they believe.
        Index(
            "uq_jobs_running",
            "state",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # "import", "undo", "labels", "train", "tag", "curve" or "analyse".
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default=JobState.QUEUED.value)
    # A word of the job's own list of stages; empty until it is claimed.
    stage: Mapped[str] = mapped_column(default="")
    # 0 to 1 within the stage; None where it can't be told.
    progress: Mapped[float | None]
    # Last sign of life of the worker, and last time that stage or progress moved.
    heartbeat_at: Mapped[datetime | None]
    progress_at: Mapped[datetime | None]
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    # What the job returned, and why it failed (a dashboard.messages.Message as JSON).
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    log_file: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
