"""Where a capability is found: its share in each industry or field of application, and what occurs with it. Pure.

A share is held against the one to be expected from the sources and languages of the same launches (indirect
standardisation): else an industry that one source is full of would have that source's capabilities.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.tagging.reliability import wilson
from dashboard.trends.composition import LEAST
from dashboard.trends.launches import capability_keys
from dashboard.trends.sectors import USE, use_keys


@dataclass(frozen=True)
class Cell:
    """One capability in one industry or field, in which `tagged` launches were judged."""

    capability: str
    #: "sector" or "use", and which one.
    kind: str
    key: str
    tagged: int
    positives: int
    #: The share to be expected: each launch counts with the capability's share in all of its source and language.
    expected: float

    @property
    def share(self) -> float:
        """Return the capability's share here; NaN where nothing is tagged."""
        return self.positives / self.tagged if self.tagged else float("nan")

    @property
    def lift(self) -> float:
        """Return how many times the expected share the share is here; NaN where that can't be said."""
        return self.share / self.expected if self.expected else float("nan")

    @property
    def band(self) -> tuple[float, float]:
        """Return the lift's band (95 %): Wilson's of the share, over the expected share taken as it is."""
        if not self.tagged or not self.expected:
            return float("nan"), float("nan")
        low, high = wilson(self.positives, self.tagged)
        return low / self.expected, high / self.expected

    @property
    def is_small(self) -> bool:
        """Tell whether too few launches were judged here."""
        return self.tagged < LEAST

    @property
    def is_clear(self) -> bool:
        """Tell whether the band excludes a lift of one."""
        low, high = self.band
        return not self.is_small and (low > 1 or high < 1)


@dataclass(frozen=True)
class Together:
    """Two capabilities: launches that have both, and how that compares with chance."""

    first: str
    second: str
    #: Launches judged on both, those with each, and with both.
    tagged: int
    positives: tuple[int, int]
    both: int
    #: Launches that would have both if each capability held by chance within a source and language.
    expected: float

    @property
    def lift(self) -> float:
        """Return how many times as often as by chance both occur; NaN where one of them never does."""
        return self.both / self.expected if self.expected else float("nan")

    @property
    def band(self) -> tuple[float, float]:
        """Return the lift's band (95 %): Wilson's of the part of the first's that has both, over the expected part."""
        if not self.expected:
            return float("nan"), float("nan")
        low, high = wilson(self.both, self.positives[0])
        return low * self.positives[0] / self.expected, high * self.positives[0] / self.expected


def count_sectors(placed: pd.DataFrame, capabilities: tuple[str, ...]) -> tuple[Cell, ...]:
    """Count each capability in each industry ("" is unknown), the largest industry first, unknown last."""
    codes, keys = placed["sector"].cat.codes.to_numpy(), list(placed["sector"].cat.categories)
    sizes = np.bincount(codes, minlength=len(keys))
    order = sorted(np.flatnonzero(sizes), key=lambda place: (keys[place] == "", -sizes[place]))
    strata = _strata(placed)
    cells = []
    for capability in capabilities:
        tags = placed[f"tag_{capability}"].to_numpy()
        judged = tags >= 0
        tagged, positives = (np.bincount(codes[tags >= least], minlength=len(keys)) for least in (0, 1))
        sums = np.bincount(codes[judged], weights=_expected(tags, strata)[judged], minlength=len(keys))
        cells += [
            _cell(capability, "sector", keys[place], tagged[place], positives[place], sums[place]) for place in order
        ]
    return tuple(cells)


def count_uses(placed: pd.DataFrame, capabilities: tuple[str, ...]) -> tuple[Cell, ...]:
    """Count each capability in each field of application; a launch may have several, or none."""
    strata = _strata(placed)
    cells = []
    for capability in capabilities:
        tags = placed[f"tag_{capability}"].to_numpy()
        expected = _expected(tags, strata)
        for key in use_keys(placed):
            own = placed[f"{USE}_{key}"].to_numpy() & (tags >= 0)
            cells.append(_cell(capability, USE, key, own.sum(), (tags[own] == 1).sum(), expected[own].sum()))
    return tuple(cells)


def count_together(placed: pd.DataFrame) -> tuple[Together, ...]:
    """Count every pair of capabilities, the most frequent first."""
    strata = _strata(placed)
    pairs = [_pair(placed, strata, *keys) for keys in combinations(capability_keys(placed), 2)]
    return tuple(sorted(pairs, key=lambda pair: -pair.both))


def _pair(placed: pd.DataFrame, strata: npt.NDArray[np.int64], first: str, second: str) -> Together:
    tags = [placed[f"tag_{key}"].to_numpy() for key in (first, second)]
    judged = (tags[0] >= 0) & (tags[1] >= 0)
    one, other, places = tags[0][judged] == 1, tags[1][judged] == 1, strata[judged]
    sizes, ones, others = (
        np.bincount(places[rows], minlength=int(strata.max(initial=0)) + 1)
        for rows in (np.ones(len(places), bool), one, other)
    )
    return Together(
        first,
        second,
        tagged=int(judged.sum()),
        positives=(int(one.sum()), int(other.sum())),
        both=int((one & other).sum()),
        expected=float((ones * others / np.maximum(sizes, 1)).sum()),
    )


def _strata(placed: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return a number for the source and language of each launch."""
    sources, languages = (placed[name].cat.codes.to_numpy(np.int64) for name in ("source", "language"))
    numbers: npt.NDArray[np.int64] = sources * len(placed["language"].cat.categories) + languages
    return numbers


def _expected(tags: npt.NDArray[Any], strata: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return for each launch the share of the capability in all launches of its source and language."""
    tagged, positives = (
        np.bincount(strata[tags >= least], minlength=int(strata.max(initial=0)) + 1) for least in (0, 1)
    )
    shares: npt.NDArray[np.float64] = (positives / np.maximum(tagged, 1))[strata]
    return shares


def _cell(capability: str, kind: str, key: str, tagged: int, positives: int, expected: float) -> Cell:
    share = float(expected / tagged) if tagged else float("nan")
    return Cell(capability, kind, key, int(tagged), int(positives), share)
