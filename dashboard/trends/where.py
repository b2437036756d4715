"""Where a capability is found: its share in each industry or field of application, against its share in all. Pure."""

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
    #: The capability's share in all launches of the choice.
    overall: float

    @property
    def share(self) -> float:
        """Return the capability's share here; NaN where nothing is tagged."""
        return self.positives / self.tagged if self.tagged else float("nan")

    @property
    def lift(self) -> float:
        """Return how many times the overall share the share is here; NaN where that can't be said."""
        return self.share / self.overall if self.overall else float("nan")

    @property
    def band(self) -> tuple[float, float]:
        """Return the lift's band (95 %): Wilson's of the share, over the overall share taken as it is."""
        if not self.tagged or not self.overall:
            return float("nan"), float("nan")
        low, high = wilson(self.positives, self.tagged)
        return low / self.overall, high / self.overall

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

    @property
    def lift(self) -> float:
        """Return how many times as often as by chance both occur; NaN where one of them never does."""
        expected = self.positives[0] * self.positives[1] / self.tagged if self.tagged else 0.0
        return self.both / expected if expected else float("nan")

    @property
    def band(self) -> tuple[float, float]:
        """Return the lift's band (95 %): Wilson's of the second's share among the first's, over its overall share."""
        if not self.positives[0] or not self.positives[1]:
            return float("nan"), float("nan")
        overall = self.positives[1] / self.tagged
        low, high = wilson(self.both, self.positives[0])
        return low / overall, high / overall


def count_sectors(placed: pd.DataFrame, capabilities: tuple[str, ...]) -> tuple[Cell, ...]:
    """Count each capability in each industry ("" is unknown), the largest industry first, unknown last."""
    codes, keys = placed["sector"].cat.codes.to_numpy(), list(placed["sector"].cat.categories)
    sizes = np.bincount(codes, minlength=len(keys))
    order = sorted(np.flatnonzero(sizes), key=lambda place: (keys[place] == "", -sizes[place]))
    cells = []
    for capability in capabilities:
        tags = placed[f"tag_{capability}"].to_numpy()
        tagged = np.bincount(codes[tags >= 0], minlength=len(keys))
        positives = np.bincount(codes[tags == 1], minlength=len(keys))
        overall = _share(tags)
        cells += [
            Cell(capability, "sector", keys[place], int(tagged[place]), int(positives[place]), overall)
            for place in order
        ]
    return tuple(cells)


def count_uses(placed: pd.DataFrame, capabilities: tuple[str, ...]) -> tuple[Cell, ...]:
    """Count each capability in each field of application; a launch may have several, or none."""
    cells = []
    for capability in capabilities:
        tags = placed[f"tag_{capability}"].to_numpy()
        overall = _share(tags)
        for key in use_keys(placed):
            own = tags[placed[f"{USE}_{key}"].to_numpy()]
            cells.append(Cell(capability, USE, key, int((own >= 0).sum()), int((own == 1).sum()), overall))
    return tuple(cells)


def count_together(placed: pd.DataFrame) -> tuple[Together, ...]:
    """Count every pair of capabilities, the most frequent first."""
    pairs = []
    for first, second in combinations(capability_keys(placed), 2):
        one, other = placed[f"tag_{first}"].to_numpy(), placed[f"tag_{second}"].to_numpy()
        judged = (one >= 0) & (other >= 0)
        one, other = one[judged] == 1, other[judged] == 1
        pairs.append(
            Together(first, second, int(judged.sum()), (int(one.sum()), int(other.sum())), int((one & other).sum()))
        )
    return tuple(sorted(pairs, key=lambda pair: -pair.both))


def _share(tags: npt.NDArray[Any]) -> float:
    tagged = int((tags >= 0).sum())
    return float((tags == 1).sum() / tagged) if tagged else float("nan")
