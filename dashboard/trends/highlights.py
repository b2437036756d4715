"""What the Overview shows of trends: for each capability its last change and a spark line."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from dashboard.trends.notes import SourceChange, source_change
from dashboard.trends.series import Point, Trends

#: Finished periods that a spark line shows.
SPARK = 12


@dataclass(frozen=True)
class Highlight:
    """One capability in its last finished period and in the finished one before it, and its shares up to then."""

    last: Point
    before: Point
    shares: tuple[float, ...]

    @property
    def points(self) -> float:
        """Return the change in percentage points."""
        return 100 * ((self.last.observed or 0.0) - (self.before.observed or 0.0))


@dataclass(frozen=True)
class Highlights:
    """The highlights of the capabilities that have one, in their order, and where the leading source changes."""

    of: dict[str, Highlight]
    source_change: SourceChange | None

    def to_json(self) -> dict[str, Any]:
        """Return the highlights as builtins."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the highlights that `to_json` gave `data` for."""
        change = data["source_change"]
        return cls(
            of={
                key: Highlight(Point(**one["last"]), Point(**one["before"]), tuple(one["shares"]))
                for key, one in data["of"].items()
            },
            source_change=SourceChange(**change) if change else None,
        )


def find_highlights(trends: Trends) -> Highlights:
    """Return what the Overview shows; a capability with fewer than two finished periods is left out.

    A period without launches has no share: the finished one before it stands in, and is named.
    """
    found = {}
    for key in trends.capabilities:
        finished = [point for point in trends.series(key) if point.observed is not None and not point.unfinished]
        if len(finished) > 1:
            shares = tuple(point.observed or 0.0 for point in finished[-SPARK:])
            found[key] = Highlight(last=finished[-1], before=finished[-2], shares=shares)
    return Highlights(of=found, source_change=source_change(trends))
