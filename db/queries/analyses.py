"""Analyses: what jobs have reckoned, each for the state of the store that it was reckoned from; and forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import Analysis, Forecast, Product
from db.queries.revisions import Subject, raise_revision, read_revisions

if TYPE_CHECKING:
    import pandas as pd

#: What an analysis reads. When one of these changes, it is stale.
SUBJECTS: tuple[Subject, ...] = ("products", "labels", "tags", "model")
#: Analyses of a kind that are kept: the newest, and some to look back at.
KEPT = 3
TEXT_COLUMNS = ["id", "product_group", "name", "tagline", "description"]


@dataclass(frozen=True)
class AnalysisRecord:
    """An analysis. Fields as in db.models.Analysis."""

    kind: str
    model_id: int | None
    revisions: dict[str, Any]
    result: dict[str, Any]
    created_at: datetime


@dataclass(frozen=True)
class ForecastRecord:
    """A forecast as it was made. Fields as in db.models.Forecast."""

    id: int
    model_id: int | None
    source: str
    language: str
    capability: str
    by: str
    known_to: date
    result: dict[str, Any]
    made_at: datetime


def data_revisions(session: Session) -> dict[str, int]:
    """Return the counter of each subject that an analysis reads."""
    counters = read_revisions(session)
    return {subject: counters[subject] for subject in SUBJECTS}


def add_analysis(
    session: Session, kind: str, model_id: int | None, revisions: dict[str, int], result: dict[str, Any]
) -> None:
    """Store an analysis; of its kind the oldest go."""
    session.add(Analysis(kind=kind, model_id=model_id, revisions=revisions, result=result))
    session.flush()
    newest = select(Analysis.id).where(Analysis.kind == kind).order_by(Analysis.id.desc()).limit(KEPT)
    kept = list(session.scalars(newest))
    session.execute(delete(Analysis).where(Analysis.kind == kind, Analysis.id.not_in(kept)))
    # Readers see it as they see the end of its job.
    raise_revision(session, "jobs")


def latest_analysis(session: Session, kind: str) -> AnalysisRecord | None:
    """Return the analysis of the store as it stands now, else the newest one, else None."""
    found = list(session.scalars(select(Analysis).where(Analysis.kind == kind).order_by(Analysis.id.desc())))
    present = data_revisions(session)
    chosen = next((one for one in found if one.revisions == present), found[0] if found else None)
    return None if chosen is None else _record(AnalysisRecord, chosen)


def add_forecasts(session: Session, forecasts: Sequence[dict[str, Any]]) -> int:
    """Store forecasts (fields of db.models.Forecast without id and moment) that were not made alike before.

    Return how many were new.
    """
    names = ("model_id", "source", "language", "capability", "by", "known_to", "result")
    there = [{name: getattr(one, name) for name in names} for one in session.scalars(select(Forecast))]
    new = [one for one in forecasts if one not in there]
    session.add_all(Forecast(**one) for one in new)
    return len(new)


def list_forecasts(session: Session, source: str, language: str) -> list[ForecastRecord]:
    """Return the forecasts of one source and language, the newest first."""
    query = select(Forecast).where(Forecast.source == source, Forecast.language == language)
    return [_record(ForecastRecord, one) for one in session.scalars(query.order_by(Forecast.id.desc()))]


def texts_frame(session: Session) -> pd.DataFrame:
    """Return the texts of all products in the order of their ids: TEXT_COLUMNS."""
    import pandas as pd

    columns = [getattr(Product, name) for name in TEXT_COLUMNS]
    rows = session.connection().execute(select(*columns).order_by(Product.id)).all()
    return pd.DataFrame(rows, columns=TEXT_COLUMNS)


def _record(kind: Any, row: Any) -> Any:
    return kind(**{name: getattr(row, name) for name in kind.__match_args__})
