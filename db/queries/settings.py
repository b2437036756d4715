"""Remembered choices."""

from typing import Any

from sqlalchemy.orm import Session

from db.models import Setting
from db.queries.revisions import raise_revision


def get_setting(session: Session, key: str, default: Any = None) -> Any:
    """Return a remembered choice, or `default` where none was made."""
    setting = session.get(Setting, key)
    return default if setting is None else setting.value


def set_setting(session: Session, key: str, value: Any) -> None:
    """Remember a choice: any JSON value."""
    session.merge(Setting(key=key, value=value))
    raise_revision(session, "settings")
