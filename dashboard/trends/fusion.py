"""New pairs of fields: what came together lately and did not, or far more rarely, before. Pure.

A pair is an industry and a field of application, or two fields of application. It is counted within one source and one
language, since another source names other fields; and judged by an exact test, with a false discovery rate over all.
"""

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.trends.composition import LEAST
from dashboard.trends.sectors import USE, use_keys

#: A pair is judged from this number of launches on, both times together, and named from this number of late ones on.
LEAST_PAIR = 5
#: "Far more rarely" is at most half as often.
FAR = 2.0
#: Of the pairs that are named, so many at most are named by chance, on average.
DISCOVERY_RATE = 0.05

Mask = npt.NDArray[np.bool_]
#: A field of a pair: ("sector", "health") or ("use", "speech").
Field = tuple[str, str]


@dataclass(frozen=True)
class Pair:
    """Two fields within one source and language: launches that have both, of all, before and lately."""

    source: str
    language: str
    fields: tuple[Field, Field]
    #: (launches with both, launches).
    before: tuple[int, int]
    lately: tuple[int, int]
    #: Of the late ones, those that are tagged as cross-domain; None where the label set lacks it.
    cross_domain: int | None
    #: How many times as often both would occur if each field had grown by itself; NaN where one is new, too.
    parts: float
    #: The chance of so many late ones, or more, if the pair were as frequent as before; and adjusted for all pairs.
    p: float
    q: float

    @property
    def ratio(self) -> float:
        """Return how many times as frequent it is now; half a launch is added on both sides."""
        return ((self.lately[0] + 0.5) / (self.lately[1] + 1)) / ((self.before[0] + 0.5) / (self.before[1] + 1))

    @property
    def is_new(self) -> bool:
        """Tell whether it did not occur at all before."""
        return self.before[0] == 0

    @property
    def is_named(self) -> bool:
        """Tell whether it is frequent enough, far more frequent than before, and not so by chance."""
        return self.lately[0] >= LEAST_PAIR and self.ratio >= FAR and self.q <= DISCOVERY_RATE


@dataclass(frozen=True)
class Fusion:
    """The pairs that were judged, those that are named first and the most frequent of them before all."""

    pairs: tuple[Pair, ...]
    #: (source, language) that have enough launches both times, and those that lack them.
    compared: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]

    @property
    def named(self) -> tuple[Pair, ...]:
        """The pairs that came together lately."""
        return tuple(pair for pair in self.pairs if pair.is_named)


def find_fusion(placed: pd.DataFrame, is_late: Mask) -> Fusion:
    """Judge every pair of fields of launches with their fields (dashboard.trends.sectors); `is_late` parts them."""
    strata: dict[Any, Any] = dict(placed.groupby(["source", "language"], observed=True).indices)
    compared: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    pairs: list[Pair] = []
    for stratum, rows in strata.items():
        source, language = str(stratum[0]), str(stratum[1])
        late = is_late[rows]
        enough = min(int(late.sum()), int((~late).sum())) >= LEAST
        (compared if enough else apart).append((source, language))
        if enough:
            pairs += _stratum_pairs(placed.iloc[rows], late, source, language)
    adjusted = _adjust([pair.p for pair in pairs])
    judged = [replace(pair, q=q) for pair, q in zip(pairs, adjusted, strict=True)]
    judged.sort(key=lambda pair: (not pair.is_named, -pair.lately[0] if pair.is_named else pair.p))
    return Fusion(tuple(judged), tuple(compared), tuple(apart))


def _stratum_pairs(launches: pd.DataFrame, late: Mask, source: str, language: str) -> list[Pair]:
    fields = _fields(launches)
    tags = launches["tag_cross_domain"].to_numpy() == 1 if "tag_cross_domain" in launches else None
    sizes = int((~late).sum()), int(late.sum())
    pairs = []
    for (one, own), (other, others) in combinations(fields.items(), 2):
        if one[0] == other[0] == "sector":
            continue  # A launch has one industry.
        both = own & others
        before, lately = int((both & ~late).sum()), int((both & late).sum())
        if before + lately < LEAST_PAIR:
            continue
        pairs.append(
            Pair(
                source=source,
                language=language,
                fields=(one, other),
                before=(before, sizes[0]),
                lately=(lately, sizes[1]),
                cross_domain=None if tags is None else int((both & late & tags).sum()),
                parts=_growth(own, late) * _growth(others, late),
                p=_chance(before, lately, sizes),
                q=1.0,
            )
        )
    return pairs


def _fields(launches: pd.DataFrame) -> dict[Field, Mask]:
    """Return who has each field: the industries that occur, unknown left out, and the fields of application."""
    codes, keys = launches["sector"].cat.codes.to_numpy(), launches["sector"].cat.categories
    sectors: dict[Field, Mask] = {("sector", keys[code]): codes == code for code in np.unique(codes) if keys[code]}
    return sectors | {(USE, key): launches[f"{USE}_{key}"].to_numpy() for key in use_keys(launches)}


def _growth(own: Mask, late: Mask) -> float:
    before, lately = float(own[~late].mean()), float(own[late].mean())
    return lately / before if before else float("nan")


def _chance(before: int, lately: int, sizes: tuple[int, int]) -> float:
    """Return the chance of `lately` or more of the pair's launches being late ones, by a binomial test."""
    from scipy.special import bdtrc  # It takes a moment, and most pages do without.

    return float(bdtrc(lately - 1, before + lately, sizes[1] / sum(sizes))) if lately else 1.0


def _adjust(chances: list[float]) -> list[float]:
    """Return the chances adjusted for their number, after Benjamini and Hochberg (1995).

    >>> [round(q, 3) for q in _adjust([0.01, 0.04, 0.03])]
    [0.03, 0.04, 0.04]
    """
    values = np.array(chances, float)
    order = np.argsort(values)
    scaled = values[order] * len(values) / np.arange(1, len(values) + 1)
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return [float(q) for q in adjusted.clip(max=1.0)]
