"""A mark of a chart: one capability in one period, and how an address names it."""

from dataclasses import dataclass
from typing import Self

#: Stands for every product of a period, whatever it offers.
ALL = "all"


@dataclass(frozen=True)
class Mark:
    """One capability, or ALL, in one period."""

    capability: str
    period: str

    def address(self) -> str:
        """Return the mark as an address holds it.

        >>> Mark("automation", "2024-Q3").address()
        'automation@2024-Q3'
        """
        return f"{self.capability}@{self.period}"

    @classmethod
    def from_address(cls, text: str | None) -> Self | None:
        """Return the mark that an address names, or None where it names none."""
        capability, at, period = (text or "").rpartition("@")
        return cls(capability, period) if at and capability and period else None
