"""Settings that a person changes in the app, and the revision counters."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Setting(Base):
    """One remembered choice."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class Revision(Base):
    """How often a subject has changed. Part of every cache key, since writers live in other processes."""

    __tablename__ = "revisions"

    subject: Mapped[str] = mapped_column(primary_key=True)
    counter: Mapped[int] = mapped_column(default=0)
