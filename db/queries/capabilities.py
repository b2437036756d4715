"""The label set as stored."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Capability


@dataclass(frozen=True)
class CapabilityRecord:
    """One label of the set. Fields as in db.models.Capability."""

    key: str
    position: int
    title_en: str
    title_zh: str
    definition_en: str
    definition_zh: str
    color: str


def list_capabilities(session: Session) -> list[CapabilityRecord]:
    """Return the label set in its order."""
    rows = session.scalars(select(Capability).order_by(Capability.position))
    return [CapabilityRecord(**{name: getattr(row, name) for name in CapabilityRecord.__match_args__}) for row in rows]


def add_missing_capabilities(session: Session, records: Iterable[CapabilityRecord]) -> None:
    """Add those of `records` that the store lacks; what a person has changed stays as it is."""
    known = set(session.scalars(select(Capability.key)))
    session.add_all(Capability(**asdict(record)) for record in records if record.key not in known)
