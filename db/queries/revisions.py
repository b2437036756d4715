"""Revision counters: how a cache in one process learns of a writer in another."""

from typing import Literal, cast, get_args

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.models import Revision

Subject = Literal["products", "labels", "tags", "model", "jobs", "settings"]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)


def raise_revision(session: Session, *subjects: Subject) -> None:
    """Count one more change of each subject, in the writer's own transaction.

    The rows are there from the first migration on; sorted, so that two writers take the row locks in one order.
    """
    for subject in sorted(subjects):
        session.execute(update(Revision).where(Revision.subject == subject).values(counter=Revision.counter + 1))


def read_revisions(session: Session) -> dict[Subject, int]:
    """Return the counter of every subject; a subject that never changed stands at 0."""
    rows = session.execute(select(Revision.subject, Revision.counter))
    return {cast("Subject", subject): counter for subject, counter in rows}
