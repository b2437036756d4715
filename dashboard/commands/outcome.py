"""What a command returns to the command line."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """The result of a command: `data` is what --json prints, `lines` what a person reads instead.

    `status` is the exit status: 1 where the command did its work and what it found is not well.
    """

    data: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    status: int = 0
