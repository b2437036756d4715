"""The frame of a draw: which launches it may choose from, and the strata that they fall into. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from dashboard.messages import RequestError, message
from dashboard.trends import periods
from dashboard.trends.periods import BY, PRECISE_ENOUGH, By

if TYPE_CHECKING:
    import pandas as pd

#: What launches can be told apart by; a period's name stands for the period that a launch is counted in.
STRATA_BY: tuple[str, ...] = ("source", "language", *BY)
_FORMS: dict[By, re.Pattern[str]] = {
    "year": re.compile(r"\d{4}"),
    "quarter": re.compile(r"\d{4}-Q[1-4]", re.IGNORECASE),
    "month": re.compile(r"\d{4}-\d{2}"),
}
#: The period of a launch that has no date, or one too coarse for the period.
UNDATED = "undated"
#: Between the parts of a stratum's name: "yc/en".
JOINT = "/"


@dataclass(frozen=True)
class DrawFrame:
    """A choice of launches. Empty or None chooses all.

    `start` and `end` are days, both inside. `by` leaves out launches whose date is too coarse for such a period, as the
    trends do: what is drawn for a quarter are the very launches that are counted in it.
    """

    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    by: By | None = None

    def holds(self, products: pd.DataFrame) -> npt.NDArray[np.bool_]:
        """Tell which launches belong to the frame.

        `products` has the columns source, language, launched_on (datetime64) and launched_precision.
        """
        keep = np.ones(len(products), bool)
        if self.sources:
            keep &= products["source"].isin(self.sources).to_numpy(bool)
        if self.languages:
            keep &= products["language"].isin(self.languages).to_numpy(bool)
        # No date is neither before nor after a day: a launch without one falls out of every period.
        if self.start:
            keep &= (products["launched_on"] >= np.datetime64(self.start)).to_numpy(bool)
        if self.end:
            keep &= (products["launched_on"] <= np.datetime64(self.end)).to_numpy(bool)
        return keep & _is_placed(products, self.by) if self.by else keep

    def to_json(self) -> dict[str, Any]:
        """Return the frame as builtins."""
        return {
            "sources": list(self.sources),
            "languages": list(self.languages),
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "by": self.by,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the frame that `to_json` gave `data` for."""
        start, end = (date.fromisoformat(data[name]) if data[name] else None for name in ("start", "end"))
        return cls(tuple(data["sources"]), tuple(data["languages"]), start, end, data["by"])


def period_frame(period: str, by: By, sources: tuple[str, ...] = (), languages: tuple[str, ...] = ()) -> DrawFrame:
    """Return the frame of the launches that trends count in one period.

    >>> period_frame("2026-Q3", "quarter").end
    datetime.date(2026, 9, 30)
    """
    number = periods.ordinal(periods.parse_day(period), by)
    return DrawFrame(sources, languages, periods.first_day(number, by), periods.last_day(number, by), by)


def named_frame(period: str, sources: tuple[str, ...] = (), languages: tuple[str, ...] = ()) -> DrawFrame:
    """Return the frame of a period by its name alone: 2024, 2024-Q2 or 2024-05. Raise RequestError for another name."""
    periods.parse_day(period)
    by: By | None = next((by for by, form in _FORMS.items() if form.fullmatch(period.strip())), None)
    if by is None:
        raise RequestError(
            message(
                "{period!r} is no year, quarter or month. A draw takes whole periods. Write 2024, 2024-Q2 or 2024-05.",
                period=period,
            )
        )
    return period_frame(period.strip(), by, sources, languages)


def strata_names(products: pd.DataFrame, strata_by: Sequence[str]) -> npt.NDArray[np.object_]:
    """Return the name of each launch's stratum, "yc/en" for one; all have the same, "", where nothing divides them."""
    names = np.full(len(products), "", dtype=object)
    for place, what in enumerate(strata_by):
        part = _periods(products, what) if what in BY else products[what].astype(str).to_numpy(object)
        names = names + JOINT + part if place else part
    return names


def _is_placed(products: pd.DataFrame, by: By) -> npt.NDArray[np.bool_]:
    fine = products["launched_precision"].isin(PRECISE_ENOUGH[by]) & products["launched_on"].notna()
    return fine.to_numpy(bool)


def _periods(products: pd.DataFrame, by: By) -> npt.NDArray[np.object_]:
    names = np.full(len(products), UNDATED, dtype=object)
    placed = _is_placed(products, by)
    numbers, places = np.unique(periods.ordinals(products.loc[placed, "launched_on"], by), return_inverse=True)
    names[placed] = np.array([periods.label(int(number), by) for number in numbers], dtype=object)[places]
    return names
