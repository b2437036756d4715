"""Imports: what a file brought, what it changed, and which of its rows were refused."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, now


class Import(Base):
    """One file that was stored. A row exists only when everything in it was stored."""

    __tablename__ = "imports"
    # A number is never given twice: `undo 7` must not take back another import than the one it meant.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"), index=True)
    file_name: Mapped[str] = mapped_column(Text)
    file_hash: Mapped[str]
    source: Mapped[str]
    # "audit" or "learning": the lane of the gold labels that the file holds.
    lane: Mapped[str]
    # {field: column of the file}; which fields the file speaks of decides what an undo may take back.
    mapping: Mapped[dict[str, Any]]
    # How the file was read: recipe, encoding, delimiter, order of day and month.
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    read: Mapped[int]
    new: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[int]
    labels: Mapped[int]
    # Counts of what was mended on the way: rows merged into one launch, cells cut, NUL bytes dropped …
    notes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seconds: Mapped[float]
    created_at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None]


class ImportProduct(Base):
    """What one import did to one product. `before` holds the changed fields as they were, for an undo."""

    __tablename__ = "import_products"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True, index=True)
    # "new", "updated" or "unchanged".
    effect: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Refusal(Base):
    """One row of a file that could not be taken, and why."""

    __tablename__ = "refusals"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), index=True)
    line: Mapped[int]
    column: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    # A dashboard.messages.Message as JSON, so that a page can show it in either language.
    reason: Mapped[dict[str, Any]]
