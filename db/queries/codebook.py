"""The codebook as stored: what each capability means, and texts that have it and that don't."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from db.models import Capability, CodebookExample, Label, Model
from db.queries.capabilities import CapabilityRecord
from db.queries.revisions import raise_revision
from db.queries.settings import get_setting, set_setting

_GIVEN = "codebook_examples_given"
_WORDS = ("title_en", "title_zh", "definition_en", "definition_zh", "color")


@dataclass(frozen=True)
class NewExample:
    """An example to add. Fields as in db.models.CodebookExample."""

    capability: str
    text: str
    holds: bool
    note: str
    origin: str
    product_id: int | None = None


@dataclass(frozen=True)
class StoredExample(NewExample):
    """An example of the codebook."""

    id: int = 0


def list_examples(session: Session, capability: str) -> list[StoredExample]:
    """Return the examples of a capability, in the order in which they came."""
    rows = session.scalars(
        select(CodebookExample).where(CodebookExample.capability == capability).order_by(CodebookExample.id)
    )
    return [StoredExample(**{name: getattr(row, name) for name in StoredExample.__match_args__}) for row in rows]


def add_examples(session: Session, examples: Iterable[NewExample]) -> None:
    """Add examples at the end."""
    session.add_all(CodebookExample(**asdict(example)) for example in examples)
    raise_revision(session, "settings")


def remove_example(session: Session, example_id: int) -> None:
    """Remove an example; nothing happens where it is gone."""
    session.execute(delete(CodebookExample).where(CodebookExample.id == example_id))
    raise_revision(session, "settings")


def are_examples_given(session: Session) -> bool:
    """Tell whether this store was given its first examples: a person may have removed them all since."""
    return bool(get_setting(session, _GIVEN, False))


def give_examples(session: Session, examples: Iterable[NewExample]) -> None:
    """Give a store its first examples, once."""
    if not are_examples_given(session):
        add_examples(session, examples)
        set_setting(session, _GIVEN, True)


def change_capability(session: Session, record: CapabilityRecord) -> None:
    """Set titles, definitions and colour of a capability; its key and its place stay. LookupError where it is gone."""
    row = session.get(Capability, record.key)
    if row is None:
        raise LookupError(record.key)
    session.execute(
        update(Capability).where(Capability.key == record.key).values({name: getattr(record, name) for name in _WORDS})
    )
    raise_revision(session, "settings")


def add_capability(session: Session, record: CapabilityRecord) -> None:
    """Add a capability at the end of the label set; `record.position` counts for nothing."""
    last = session.scalar(select(func.max(Capability.position)))
    position = 0 if last is None else last + 1
    session.add(Capability(**{**asdict(record), "position": position}))
    # What is read by the label set has a column more from now on.
    raise_revision(session, "labels", "settings")


def remove_capability(session: Session, key: str) -> None:
    """Remove a capability with its examples. The caller sees that no label and no model names it."""
    session.execute(delete(CodebookExample).where(CodebookExample.capability == key))
    session.execute(delete(Capability).where(Capability.key == key))
    raise_revision(session, "labels", "settings")


def uses_of(session: Session, key: str) -> tuple[int, int]:
    """Return how many judgements are of a capability, or name it as the primary one; and how many models know it."""
    of_it = (Label.capability == key) | ((Label.capability == "primary") & (Label.value == key))
    labels = session.scalar(select(func.count()).select_from(Label).where(of_it)) or 0
    models = sum(key in label_set for label_set in session.scalars(select(Model.label_set)))
    return labels, models
