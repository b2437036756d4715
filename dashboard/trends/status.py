"""Is a share rising? Four states that exclude each other, each with its probability, from the draws behind a band."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.messages import mark
from dashboard.trends.periods import PER_YEAR, By
from dashboard.trends.series import Point

FAST, RISING, STEADY, FALLING = "rising fast", "rising", "steady", "falling"
#: The states by their names, in the order of growth, highest first.
STATES = {FAST: mark("rising fast"), RISING: mark("rising"), STEADY: mark("steady"), FALLING: mark("falling")}


@dataclass(frozen=True)
class StatusRule:
    """What the words mean. Growth is the share in the last periods over that in as many before them."""

    #: Rising fast from here on.
    fast: float = 1.5
    #: Rising from here on, up to `fast`.
    rising: float = 1.1
    #: Falling down from here; between this and `rising` a share is steady.
    falling: float = 0.9
    #: How many periods on either side; None for a year's, or half of what there is.
    span: int | None = None
    #: A word is said where its probability is this in two periods running.
    sure: float = 0.8

    def __post_init__(self) -> None:
        if not 0 < self.falling < self.rising < self.fast:
            raise ValueError("The thresholds must grow: falling under rising under rising fast, and all over 0.")


@dataclass(frozen=True)
class Status:
    """What can be said of one capability at the last finished period."""

    #: One of STATES; None where none is probable enough.
    state: str | None
    #: (state, probability) at the last finished period, in the order of STATES.
    now: tuple[tuple[str, float], ...]
    #: The same one period earlier; empty where there are too few periods.
    before: tuple[tuple[str, float], ...]
    #: Growth, and the ends of its band.
    ratio: float
    low: float
    high: float
    #: Tagged products of the last periods and of those before.
    products: tuple[int, int]
    #: The first and the last of the last periods, and of those before.
    later: tuple[str, str]
    earlier: tuple[str, str]
    span: int

    @property
    def likeliest(self) -> tuple[str, float]:
        """Return the state of the highest probability, and that."""
        return max(self.now, key=lambda pair: pair[1])


def find_status(
    points: Sequence[Point],
    draws: npt.NDArray[np.floating],
    by: By,
    rule: StatusRule,
    *,
    level: float = 0.95,
) -> Status | None:
    """Return the status of one capability, from its points and the draws of its shares (periods, draws).

    Unfinished periods are left out, as more of them may be to come. None where there is nothing to compare.
    """
    weights = np.array([0 if point.unfinished else point.tagged for point in points], dtype=np.float64)
    if not weights.any():
        return None
    end = int(np.flatnonzero(weights)[-1])
    span = _span(end, by, rule)
    growth = _growth(draws, weights, end, span)
    if growth is None:
        return None
    now, earlier = _probabilities(growth, rule), _growth(draws, weights, end - 1, span)
    before = () if earlier is None else _probabilities(earlier, rule)
    tail = (1 - level) / 2
    ratio, low, high = (float(value) for value in np.quantile(growth, [0.5, tail, 1 - tail]))
    last, first = end - span + 1, end - 2 * span + 1
    return Status(
        state=_sure(now, before, rule.sure),
        now=now,
        before=before,
        ratio=ratio,
        low=low,
        high=high,
        products=(int(weights[last : end + 1].sum()), int(weights[first:last].sum())),
        later=(points[last].period, points[end].period),
        earlier=(points[first].period, points[last - 1].period),
        span=span,
    )


def _span(end: int, by: By, rule: StatusRule) -> int:
    """Return how many periods lie on either side: a whole year, so that seasons don't count, where there are enough.

    One more than twice as many are wanted, to look a second time from one period earlier.
    """
    return min(rule.span or PER_YEAR[by], max(end // 2, 1))


def _growth(
    draws: npt.NDArray[np.floating], weights: npt.NDArray[np.float64], end: int, span: int
) -> npt.NDArray[np.float64] | None:
    """Return, draw by draw, the share in `span` periods up to `end` over that in as many before; None where empty."""
    last, first = end - span + 1, end - 2 * span + 1
    if first < 0 or not weights[first:last].any() or not weights[last : end + 1].any():
        return None
    later, earlier = (
        weights[part] @ draws[part] / weights[part].sum() for part in (slice(last, end + 1), slice(first, last))
    )
    # A share of nought can only have grown: less than half a product is taken for half a product.
    ratio: npt.NDArray[np.float64] = later / np.maximum(earlier, 0.5 / weights[first:last].sum())
    return ratio


def _probabilities(growth: npt.NDArray[np.float64], rule: StatusRule) -> tuple[tuple[str, float], ...]:
    at_least = [float((growth >= bound).mean()) for bound in (rule.fast, rule.rising)]
    falling = float((growth <= rule.falling).mean())
    fast, rising = at_least[0], at_least[1] - at_least[0]
    values = (fast, rising, 1 - fast - rising - falling, falling)
    return tuple(zip(STATES, (max(value, 0.0) for value in values), strict=True))


def _sure(now: tuple[tuple[str, float], ...], before: tuple[tuple[str, float], ...], sure: float) -> str | None:
    said = {state for state, probability in now if probability >= sure}
    again = {state for state, probability in before if probability >= sure}
    return next(iter(said & again), None)
