"""Alembic's entry: run on the connection that db.migrate hands over, in its transaction."""

from typing import Literal

from alembic import context

from db.models import Base
from db.models.base import UtcDateTime


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our moment type as the plain type it is stored as: a migration must not change with the models."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
context.run_migrations()
