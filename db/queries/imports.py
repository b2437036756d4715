"""Imports: the record of each, and what it refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Import, Refusal

if TYPE_CHECKING:
    import pandas as pd

REFUSAL_COLUMNS = ["line", "column", "value", "reason"]


@dataclass(frozen=True)
class ImportRecord:
    """One import. Fields as in db.models.Import."""

    id: int
    job_id: int | None
    file_name: str
    file_hash: str
    source: str
    lane: str
    mapping: dict[str, Any]
    options: dict[str, Any]
    read: int
    new: int
    updated: int
    unchanged: int
    refused: int
    labels: int
    notes: dict[str, Any]
    seconds: float
    created_at: datetime
    undone_at: datetime | None


def list_imports(session: Session) -> list[ImportRecord]:
    """Return every import, the newest first, those that were undone included."""
    return [_record(row) for row in session.scalars(select(Import).order_by(Import.id.desc()))]


def get_import(session: Session, import_id: int) -> ImportRecord | None:
    """Return one import, or None where there is none of that number."""
    row = session.get(Import, import_id)
    return None if row is None else _record(row)


def refusals_frame(session: Session, import_id: int) -> pd.DataFrame:
    """Return what an import refused, in the order of the file.

    Columns: line, column, value, reason (a dashboard.messages.Message as JSON).
    """
    # pandas takes half a second to import, and the worker that imports a file does without it.
    import pandas as pd

    columns = [getattr(Refusal, name) for name in REFUSAL_COLUMNS]
    rows = session.execute(select(*columns).where(Refusal.import_id == import_id).order_by(Refusal.line, Refusal.id))
    return pd.DataFrame(rows.all(), columns=REFUSAL_COLUMNS)


def _record(row: Import) -> ImportRecord:
    return ImportRecord(**{name: getattr(row, name) for name in ImportRecord.__match_args__})
