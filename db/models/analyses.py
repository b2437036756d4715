"""What was reckoned from the store by a job, kept for the revision of data and model that it was reckoned from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, now


class Analysis(Base):
    """One analysis: of a kind, from one state of the store."""

    __tablename__ = "analyses"
    __table_args__ = (Index(None, "kind", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # "terms", "wording" or "outlook".
    kind: Mapped[str]
    # The model whose tags were counted; None where none was active. No foreign key: a model may be deleted.
    model_id: Mapped[int | None]
    # The counter of each subject that was read, as it stood then.
    revisions: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)


class Forecast(Base):
    """One forecast as it was made. Never changed; it is scored by what came."""

    __tablename__ = "forecasts"
    __table_args__ = (Index(None, "source", "language", "capability"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # The model whose tags the shares were counted from; None where they came from labels alone.
    model_id: Mapped[int | None]
    source: Mapped[str]
    language: Mapped[str]
    capability: Mapped[str]
    # "month", "quarter" or "year", and the first day of the last period that was known.
    by: Mapped[str]
    known_to: Mapped[date]
    # dashboard.trends.forecast.Forecast as JSON.
    result: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(default=now)
