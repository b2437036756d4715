"""A row that can't be taken, and why."""

from dataclasses import dataclass

from dashboard.messages import Message

SHOWN_LENGTH = 80


@dataclass(frozen=True)
class Refused:
    """One row of a file that is not taken; the rest of the file is."""

    #: Number of the line in the file where the row begins, the header being line 1.
    line: int
    column: str
    #: What stands there, shortened.
    value: str
    reason: Message


class RefusedCellError(Exception):
    """A cell that makes its row untakeable. Caught where the row is known."""

    def __init__(self, field: str, value: str, reason: Message) -> None:
        super().__init__(reason.text())
        self.field = field
        self.value = value
        self.reason = reason


def shorten(value: str) -> str:
    """Return `value` at a length that a report can show.

    >>> shorten("ab" * 100)[-5:]
    'abab…'
    """
    return value if len(value) <= SHOWN_LENGTH else value[: SHOWN_LENGTH - 1] + "…"
