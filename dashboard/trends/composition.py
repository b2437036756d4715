"""Is a change real? How much of it lies within groups, and how much in which groups there are. Pure.

The groups that both periods have are split after Kitagawa (1955, "Components of a difference between two rates"); those
that only one of the two has are set apart, as firms that enter and leave are by Melitz and Polanec (2015). The parts
add up to the change.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from dashboard.trends.grouped import Counts, GroupedCounts, shares

#: Fewer tagged launches in a period say little of a group's share: it is not compared, and its line has no mark there.
LEAST = 30
#: From this part of the change on, what lies within the groups is most of it.
MOST = 0.5
LEVEL, DRAWS = 0.95, 2000

Floats = npt.NDArray[np.float64]


class Verdict(StrEnum):
    """What can be said of a change; each excludes the others."""

    NOTHING = "nothing"  # One of the periods has no tagged launch.
    NO_COMMON = "no_common"  # No group is in both periods: nobody can tell.
    UNCLEAR = "unclear"  # Neither the change nor its part within the groups is told from nought.
    WITHIN = "within"  # At least half of a clear change lies within the groups.
    MIX = "mix"  # Most of a clear change comes from which groups there are.
    TURNS = "turns"  # Within the groups the share moves clearly the other way.
    HIDDEN = "hidden"  # The groups change clearly, the whole does not.


@dataclass(frozen=True)
class Part:
    """A difference of shares, and its band of LEVEL. 0.05 are five percentage points."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Tell whether the band lies to one side of nought."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class GroupChange:
    """One group in both periods: launches tagged, its share of them all, and the capability's share in it."""

    key: str
    tagged: tuple[int, int]
    weights: tuple[float, float]
    #: NaN where the group has no tagged launch in that period.
    rates: tuple[float, float]
    is_common: bool


@dataclass(frozen=True)
class Split:
    """The parts of a change; they add up to it."""

    #: The common groups' own shares changed, their mix held at the mean of the two periods.
    within: Part
    #: The mix of the common groups changed, their shares held at the mean.
    mix: Part
    #: Groups that the first period alone has: what their going adds.
    gone: Part
    #: Groups that the second period alone has: what their coming adds.
    new: Part


@dataclass(frozen=True)
class Composition:
    """The change of one capability's share between two periods, and what it is made of."""

    capability: str
    group: str
    first: str
    second: str
    groups: tuple[GroupChange, ...]
    #: The share in each period, all groups together; NaN where nothing is tagged.
    rates: tuple[float, float]
    change: Part | None
    split: Split | None
    verdict: Verdict

    @property
    def common(self) -> tuple[GroupChange, ...]:
        """The groups that both periods have."""
        return tuple(one for one in self.groups if one.is_common)

    def cover(self, place: int) -> float:
        """Return the part of a period's tagged launches that lies in common groups."""
        return float(sum(one.weights[place] for one in self.common))


def split_change(
    counts: GroupedCounts, first: str, second: str, *, least: int = LEAST, draws: int = DRAWS, seed: int = 0
) -> Composition:
    """Split the change of a share between two periods into what lies within groups and what lies in their mix.

    Bands hold for chance alone, as tagged: the shares of groups by a beta posterior, their mix by a Bayesian bootstrap.
    """
    columns = [counts.place(first), counts.place(second)]
    positives, tagged = counts.positives[:, columns], counts.tagged[:, columns]
    here = tagged.sum(axis=1) > 0
    positives, tagged = positives[here], tagged[here]
    common = tagged.min(axis=1, initial=np.iinfo(np.int64).max) >= least
    keys = [key for key, is_here in zip(counts.keys, here, strict=True) if is_here]
    pooled = shares(positives.sum(axis=0), tagged.sum(axis=0))
    change, split = None, None
    if tagged.sum(axis=0).all():
        exact = _parts(*_exact(positives, tagged), common)
        drawn = _parts(*_draw(positives, tagged, draws, np.random.default_rng(seed)), common)
        change = _band(exact[0], drawn[0])
        if common.any():
            split = Split(*(_band(value, band) for value, band in zip(exact[1:], drawn[1:], strict=True)))
    return Composition(
        capability=counts.capability,
        group=counts.group,
        first=first,
        second=second,
        groups=_groups(keys, positives, tagged, common),
        rates=(float(pooled[0]), float(pooled[1])),
        change=change,
        split=split,
        verdict=_judge(change, split),
    )


def same_mix(counts: GroupedCounts, composition: Composition) -> Floats:
    """Return the share of each period if the common groups had the mean mix of the two periods (periods,).

    Between the two periods this line moves by exactly the part within the groups. NaN where a common group has fewer
    than LEAST tagged launches, and everywhere where no group is common.
    """
    rows = [counts.keys.index(one.key) for one in composition.common]
    if not rows:
        return np.full(len(counts.periods), np.nan)
    weights = np.array([one.weights for one in composition.common])
    mean = (weights / weights.sum(axis=0)).mean(axis=1)
    rates = np.where(counts.tagged[rows] >= LEAST, counts.by_group()[rows], np.nan)
    line: Floats = mean @ rates
    return line


def _groups(
    keys: list[str], positives: Counts, tagged: Counts, common: npt.NDArray[np.bool_]
) -> tuple[GroupChange, ...]:
    rates, weights = shares(positives, tagged), shares(tagged, np.broadcast_to(tagged.sum(axis=0), tagged.shape))
    return tuple(
        GroupChange(
            key=key,
            tagged=(int(tagged[row, 0]), int(tagged[row, 1])),
            weights=(float(weights[row, 0]), float(weights[row, 1])),
            rates=(float(rates[row, 0]), float(rates[row, 1])),
            is_common=bool(common[row]),
        )
        for row, key in enumerate(keys)
    )


def _exact(positives: Counts, tagged: Counts) -> tuple[Floats, Floats]:
    """Return shares and weights as (1, groups, 2), the share being nought where its weight is."""
    rates = np.nan_to_num(shares(positives, tagged))
    return rates[None], (tagged / tagged.sum(axis=0))[None]


def _draw(positives: Counts, tagged: Counts, draws: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Draw shares and weights (draws, groups, 2) as chance could have given them.

    A share of nought or of all gets half a launch on the other side, for its band would have no width otherwise; the
    other shares get no prior, which with many small groups would pull the whole towards a half.
    """
    size = (draws, *tagged.shape)
    there = tagged > 0
    rates = random.beta(np.maximum(positives, 0.5), np.maximum(tagged - positives, 0.5), size=size)
    weights = random.gamma(np.where(there, tagged, 1), size=size) * there
    return rates, weights / weights.sum(axis=1, keepdims=True)


def _parts(rates: Floats, weights: Floats, common: npt.NDArray[np.bool_]) -> tuple[Floats, ...]:
    """Return the change and its parts within, mix, gone and new, each (draws,); parts are NaN without common groups."""
    pooled = (rates * weights).sum(axis=1)
    change = pooled[:, 1] - pooled[:, 0]
    if not common.any():
        return change, *(np.full(len(change), np.nan) for _ in range(4))
    cover = weights[:, common].sum(axis=1)
    mix = weights[:, common] / cover[:, None]
    own = rates[:, common]
    within = (mix.mean(axis=2) * (own[:, :, 1] - own[:, :, 0])).sum(axis=1)
    mixed = (own.mean(axis=2) * (mix[:, :, 1] - mix[:, :, 0])).sum(axis=1)
    # What the groups without a counterpart move the whole by, away from the common ones: (rest - common) * weight.
    apart = pooled - (own * mix).sum(axis=1)
    return change, within, mixed, -apart[:, 0], apart[:, 1]


def _band(exact: Floats, drawn: Floats) -> Part:
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Part(float(exact[0]), float(low), float(high))


def _judge(change: Part | None, split: Split | None) -> Verdict:
    if change is None:
        return Verdict.NOTHING
    if split is None:
        return Verdict.NO_COMMON
    within = split.within
    if not change.is_clear:
        return Verdict.HIDDEN if within.is_clear else Verdict.UNCLEAR
    if within.is_clear and within.value * change.value < 0:
        return Verdict.TURNS
    most = within.is_clear and within.value / change.value >= MOST
    return Verdict.WITHIN if most else Verdict.MIX
