"""A mark of a chart: what it counts, and how an address names it."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote

#: Stands for every product of a period, whatever it offers.
ALL = "all"
#: A condition with this name holds where another capability does; any other names a column of the launches frame.
WITH = "with"


@dataclass(frozen=True)
class Mark:
    """One capability, or ALL, in one period or in those up to `last`, among the launches that meet the conditions.

    Of several values of one column, one is enough.
    """

    capability: str
    period: str
    #: (name, value): WITH and a capability, or a column of categories and one of them.
    conditions: tuple[tuple[str, str], ...] = ()
    #: The last period where there are several, else empty.
    last: str = ""

    def address(self) -> str:
        """Return the mark as an address holds it.

        >>> Mark("automation", "2024-Q3").address()
        'automation@2024-Q3'
        >>> Mark("automation", "2024-Q1", (("source", "my list"),), "2024-Q3").address()
        'automation;source=my%20list@2024-Q1..2024-Q3'
        """
        names = [f";{quote(name, safe='')}={quote(value, safe='')}" for name, value in self.conditions]
        until = f"..{self.last}" if self.last else ""
        return f"{quote(self.capability, safe='@')}{''.join(names)}@{self.period}{until}"

    @classmethod
    def from_address(cls, text: str | None) -> Self | None:
        """Return the mark that an address names, or None where it names none."""
        head, _, periods = (text or "").rpartition("@")
        capability, *conditions = head.split(";")
        pairs = [condition.partition("=") for condition in conditions]
        first, _, last = periods.partition("..")
        if not capability or not first or not all(name and equals for name, equals, _ in pairs):
            return None
        met = tuple((unquote(name), unquote(value)) for name, _, value in pairs)
        return cls(unquote(capability), first, met, last)

    @property
    def until(self) -> str:
        """Return the last of the mark's periods."""
        return self.last or self.period
