"""Views of Trends that a person saved under a name."""

from datetime import datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, now


class SavedView(Base):
    """One saved view: where it is, and what its numbers were."""

    __tablename__ = "views"
    # A number is never given twice: an address that names a deleted view must not open another one.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    # The page's address after "?": filters, view and mark.
    address: Mapped[str] = mapped_column(Text)
    # dashboard.saved_views.Snapshot as JSON.
    numbers: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(default=now)
