"""A copy of the store in one file, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from db.engine import Store, copy_to_file, open_copy, replace_by_file
from db.migrate import current_revision
from db.models import Job, JobState, Label, Model, Product, Revision, now
from db.queries.revisions import read_revisions


@dataclass(frozen=True)
class Contents:
    """What a store holds, and the folders under the home folder that it speaks of."""

    migration: str
    products: int
    labels: int
    models: int
    folders: list[str]


def save_copy(store: Store, file: Path) -> Contents:
    """Copy a SQLite store into a new file, and return what the copy holds. Other processes go on working meanwhile."""
    copy_to_file(store, file)
    with open_copy(file) as copy:
        return contents_of(copy)


def contents_of(store: Store) -> Contents:
    """Count what a store holds."""
    with store.read() as session:
        return Contents(
            migration=current_revision(store.engine) or "",
            products=_count(session, Product),
            labels=_count(session, Label),
            models=_count(session, Model),
            folders=sorted(session.scalars(select(Model.folder))),
        )


def make_ready(file: Path, unfinished: dict[str, Any], moved: Mapping[str, str]) -> Contents:
    """Prepare a copy to take a store's place, and return what it then holds.

    Its tables are brought up to date; jobs that waited or ran when it was taken are failed with the error
    `unfinished`, for a restore must start nothing; and the folders in `moved` get their new names.
    """
    with open_copy(file) as copy:
        with copy.write() as session:
            open_jobs = update(Job).where(Job.state.in_((JobState.QUEUED, JobState.RUNNING)))
            session.execute(open_jobs.values(state=JobState.FAILED.value, error=unfinished, finished_at=now()))
            for old, new in moved.items():
                session.execute(update(Model).where(Model.folder == old).values(folder=new))
        return contents_of(copy)


def replace_store(store: Store, file: Path) -> None:
    """Let a prepared copy take the place of all that a SQLite store holds: everything, or nothing if it fails.

    Every revision comes out higher than both stores had it, so that no cache takes the new rows for old ones.
    """
    with store.read() as session:
        present = read_revisions(session)
    with open_copy(file) as copy, copy.write() as session:
        for subject, counter in read_revisions(session).items():
            higher = max(counter, present.get(subject, 0)) + 1
            session.execute(update(Revision).where(Revision.subject == subject).values(counter=higher))
    replace_by_file(store, file)


def _count(session: Session, table: type[Product] | type[Label] | type[Model]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
