"""The counts of trends, as charts, notes and files read them. Nothing heavy is imported here: the Overview needs it."""

from dataclasses import dataclass
from datetime import date

from dashboard.trends.periods import By


@dataclass(frozen=True)
class PeriodCount:
    """The launches of one period, whatever they offer."""

    period: str
    products: int
    #: (source, launches), for every source of the choice in one order.
    by_source: tuple[tuple[str, int], ...]
    #: Sources whose own last date lies inside this period: more of it may be to come.
    unfinished: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """One capability in one period. `observed` is positives over tagged, None where nothing is tagged."""

    capability: str
    period: str
    products: int
    #: The denominator: launches that a gold label or the active model has judged.
    tagged: int
    positives: int
    observed: float | None
    unfinished: bool
    #: The share corrected for the tagger's mistakes and the ends of its band, None where nothing corrects it.
    estimate: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def share(self) -> float | None:
        """The share that is drawn: the corrected one where there is one."""
        return self.observed if self.estimate is None else self.estimate


@dataclass(frozen=True)
class LeftOut:
    """What is in no period or in no share, each reason by itself."""

    #: Launches without a date.
    no_date: int
    #: (precision, launches) dated too coarsely for the period.
    too_coarse: tuple[tuple[str, int], ...]
    #: (capability, launches) counted in a period and not yet tagged.
    untagged: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Trends:
    """The counts of one query. Every period from the first to the last is there, empty ones included."""

    by: By
    periods: tuple[PeriodCount, ...]
    #: Capability by capability, each over all periods.
    points: tuple[Point, ...]
    left_out: LeftOut
    #: (source, last day that its dates vouch for).
    last_days: tuple[tuple[str, date], ...]

    def series(self, capability: str) -> tuple[Point, ...]:
        """Return one capability's points, oldest first."""
        return tuple(point for point in self.points if point.capability == capability)

    @property
    def capabilities(self) -> tuple[str, ...]:
        """The capabilities counted, in the order of the label set."""
        return tuple(dict.fromkeys(point.capability for point in self.points))

    @property
    def is_tagged(self) -> bool:
        """Tell whether any share is known."""
        return any(point.tagged for point in self.points)

    @property
    def is_corrected(self) -> bool:
        """Tell whether any share is corrected for the tagger's mistakes."""
        return any(point.estimate is not None for point in self.points)
