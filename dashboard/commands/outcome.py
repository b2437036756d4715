"""What a command returns to the command line."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """The result of a command: `data` is what --json prints, `lines` what a person reads instead."""

    data: dict[str, Any]
    lines: list[str] = field(default_factory=list)
