"""What a handler is given: its payload, the store, and a way to say how far it has come."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from db.engine import Store
from db.models import JobState
from db.queries.jobs import finish_job, report_progress

#: Progress is for eyes: five times a second is often enough, and each time is a write transaction.
REPORT_SECONDS = 0.2

log = logging.getLogger(__name__)


class JobStopped(Exception):  # noqa: N818 - it is no error: somebody wanted it
    """The job runs no more: it was stopped, or given up for lost. Whatever is open must be rolled back."""


def _tell_nobody(_stage: str) -> None:
    pass


@dataclass
class JobContext:
    """One running job, as its handler sees it."""

    store: Store
    job_id: int
    payload: dict[str, Any]
    # Told of each stage as it begins.
    on_stage: Callable[[str], None] = field(default=_tell_nobody, kw_only=True)
    _stage: str = field(default="", init=False)
    _reported_at: float = field(default=0.0, init=False)

    def report(self, stage: str, progress: float | None = None) -> None:
        """Say where the job stands: a word of its stages, and 0 to 1 within it (None where it can't be told).

        Call it outside of any write transaction, as often as is handy. Raise JobStopped if the job runs no more.
        """
        moment = time.monotonic()
        if stage == self._stage and progress != 1 and moment - self._reported_at < REPORT_SECONDS:
            return
        try:
            with self.store.write() as session:
                running = report_progress(session, self.job_id, stage, progress)
        except OperationalError as error:
            log.warning("The store is busy; this report of progress is left out: %s", error)
            return
        if not running:
            raise JobStopped
        if stage != self._stage:
            self.on_stage(stage)
        self._stage, self._reported_at = stage, moment

    def finish(self, session: Session, result: dict[str, Any]) -> None:
        """Mark the job as succeeded in the handler's own last transaction: its work and its state are stored as one.

        Raise JobStopped, so that the transaction is rolled back, if the job runs no more.
        """
        if not finish_job(session, self.job_id, JobState.SUCCEEDED, result=result):
            raise JobStopped
