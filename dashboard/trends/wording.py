"""How much of a capability's rise goes with the word AI, and how much with what the texts say that products do. Pure.

Each text is tagged twice by one model: as it is, and without its words of AI (dashboard.tagging.masking). The share of
the second tags is what the described functions alone would have; what the words add is the difference.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from dashboard.trends.periods import PER_YEAR, By, ordinal, parse_day

#: Half of the width of a 95 % band, in standard errors.
_BAND = 1.959964

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Part:
    """A change in share with its 95 % band, all from -1 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Wording:
    """One capability: its products in each period under both readings, and its change from first span to last."""

    capability: str
    #: With the capability as tagged, and with the words masked.
    tagged: tuple[int, ...]
    masked: tuple[int, ...]
    #: The change as tagged; what of it is there with the words masked, too; and the rest. The two parts add up.
    change: Part
    deeds: Part
    words: Part


@dataclass(frozen=True)
class WordingReport:
    """One source and language."""

    source: str
    language: str
    by: By
    periods: tuple[str, ...]
    totals: tuple[int, ...]
    #: Products whose text has a word of AI.
    saying: tuple[int, ...]
    #: First and last period of the two spans that are compared.
    first: tuple[str, str]
    last: tuple[str, str]
    capabilities: tuple[Wording, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as the builtins that a JSON column holds."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the report that `to_json` gave `data` for."""
        names = ("periods", "totals", "saying", "first", "last")
        capabilities = tuple(
            Wording(
                one["capability"],
                tuple(one["tagged"]),
                tuple(one["masked"]),
                *(Part(**one[name]) for name in ("change", "deeds", "words")),
            )
            for one in data["capabilities"]
        )
        return cls(**data | {name: tuple(data[name]) for name in names} | {"capabilities": capabilities})


def spans(periods: Sequence[str], by: By) -> tuple[slice, slice]:
    """Return the first and the last year of some periods; their halves where there are less than two years.

    >>> spans(["2024-Q1", "2024-Q2", "2024-Q3"], "quarter")
    (slice(0, 1, None), slice(2, 3, None))
    """
    numbers = [ordinal(parse_day(period), by) for period in periods]
    year = min(PER_YEAR[by], (numbers[-1] - numbers[0] + 1) // 2)
    early = sum(number < numbers[0] + year for number in numbers)
    late = sum(number > numbers[-1] - year for number in numbers)
    return slice(0, early), slice(len(numbers) - late, len(numbers))


def compare_wording(
    capability: str,
    tagged: Bools,
    masked: Bools,
    period: npt.NDArray[np.int64],
    periods: int,
    compared: Sequence[slice],
) -> Wording:
    """Split a capability's change between two spans of periods; arrays hold a product each (products,)."""
    early, late = ((period >= span.start) & (period < span.stop) for span in compared)
    both = tagged.astype(np.float64), masked.astype(np.float64)
    return Wording(
        capability=capability,
        tagged=_count(period[tagged], periods),
        masked=_count(period[masked], periods),
        change=_change(both[0], early, late),
        deeds=_change(both[1], early, late),
        words=_change(both[0] - both[1], early, late),
    )


def _change(values: npt.NDArray[np.float64], early: Bools, late: Bools) -> Part:
    """Return the change of a mean over products, with the band that independent products give it."""
    value = float(values[late].mean() - values[early].mean())
    error = float(np.sqrt(sum(values[part].var() / part.sum() for part in (early, late))))
    return Part(value, value - _BAND * error, value + _BAND * error)


def _count(period: npt.NDArray[np.int64], periods: int) -> tuple[int, ...]:
    return tuple(np.bincount(period, minlength=periods).tolist())
