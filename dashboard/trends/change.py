"""The last change of a share: the last finished period against the one before it."""

from dataclasses import dataclass

from dashboard.trends.counts import Point


@dataclass(frozen=True)
class Change:
    """Two neighbouring values of a series. `points` is their difference in percentage points."""

    last: Point
    before: Point

    @property
    def points(self) -> float:
        """The change in percentage points."""
        return 100 * ((self.last.observed or 0.0) - (self.before.observed or 0.0))


def finished_points(series: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the points that have a share and are finished."""
    return tuple(point for point in series if point.observed is not None and not point.unfinished)


def last_change(series: tuple[Point, ...]) -> Change | None:
    """Return the last change of a series, or None where fewer than two finished periods have a share.

    A period without launches has no share; the one before it stands in, and the Change names both.
    """
    finished = finished_points(series)
    return Change(last=finished[-1], before=finished[-2]) if len(finished) > 1 else None
