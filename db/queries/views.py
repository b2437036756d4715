"""Saved views of Trends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from db.models import Product, SavedView, Tag


@dataclass(frozen=True)
class ViewRecord:
    """A saved view. Fields as in db.models.SavedView."""

    id: int
    name: str
    address: str
    numbers: dict[str, Any]
    saved_at: datetime


def save_view(session: Session, name: str, address: str, numbers: dict[str, Any]) -> int:
    """Save a view, and return its number. Two may have one name: their days tell them apart."""
    view = SavedView(name=name, address=address, numbers=numbers)
    session.add(view)
    session.flush()
    return view.id


def list_views(session: Session) -> list[ViewRecord]:
    """Return the saved views, newest first."""
    return [_record(row) for row in session.scalars(select(SavedView).order_by(SavedView.id.desc()))]


def get_view(session: Session, view_id: int) -> ViewRecord | None:
    """Return one saved view, or None where there is none of this number."""
    row = session.get(SavedView, view_id)
    return None if row is None else _record(row)


def rename_view(session: Session, view_id: int, name: str) -> None:
    """Give a saved view another name; its address and numbers stay."""
    session.execute(update(SavedView).where(SavedView.id == view_id).values(name=name))


def delete_view(session: Session, view_id: int) -> None:
    """Delete a saved view."""
    session.execute(delete(SavedView).where(SavedView.id == view_id))


def count_tagged(session: Session, model_id: int) -> int:
    """Return how many products a model has tagged as they are now; 0 once its tags are dropped."""
    tagged = select(func.count()).select_from(Tag).join(Product, Product.id == Tag.product_id)
    return session.scalar(tagged.where(Tag.model_id == model_id, Tag.text_hash == Product.text_hash)) or 0


def _record(row: SavedView) -> ViewRecord:
    return ViewRecord(**{name: getattr(row, name) for name in ViewRecord.__match_args__})
