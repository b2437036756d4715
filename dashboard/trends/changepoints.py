"""Change points: periods from which on a share stands at another level than its drift would have brought it to.

A series is rival to itself: a steady rise or fall (a line on the logit; a constant is one of slope nought) against the
same with a step. The step that raises the binomial likelihood most is found by its score statistic (Rao 1948), and
judged by what the largest one is in series drawn from the drift alone, with as much more than binomial spread as the
series itself shows (the unknown place of a step makes chi-squared tables too lenient: Andrews 1993). A step that
passes joins the rival, and the next one is looked for: binary segmentation, whose first test alone decides whether a
series without a step is called one with. A step must also fit better than a smooth bend does (a square and a cube of
time, as many free numbers as the place and the height of a step): the S of an adoption is no break.
"""

from dataclasses import dataclass

import numpy as np

from dashboard.trends.logit import Floats, expit, fit_logit, information, logit, simulate_counts

#: Periods on either side of a step: what lasts no longer is an outlier.
LEAST_SIDE = 3
#: Fewer periods tell no step from a drift.
LEAST_PERIODS = 8
MOST_CHANGES = 3
#: A step is placed within the periods that hold this much of its likelihood.
PLACED = 0.8


@dataclass(frozen=True)
class Change:
    """One step. Places are those of the arrays that were given."""

    #: The first period of the new level, and the first and last that it may as well be.
    place: int
    earliest: int
    latest: int
    p_value: float
    #: Fitted share in that period without this step, and with it.
    without: float
    share: float


@dataclass(frozen=True)
class ChangePoints:
    """What was found in one series."""

    changes: tuple[Change, ...]
    #: The fitted share of each period: drift and steps.
    fitted: tuple[float, ...]
    #: How many times the binomial variance the periods spread around it; at least 1.
    dispersion: float
    #: False where there are too few periods to look at.
    is_judged: bool = True


@dataclass(frozen=True)
class _Scan:
    """The score of each candidate step in each of some series: (series, candidates), and the spread (series,)."""

    scores: Floats
    dispersion: Floats

    @property
    def largest(self) -> Floats:
        """Return the largest score of each series, in units of its own spread."""
        top: Floats = self.scores.max(axis=1) / self.dispersion
        return top


def find_changes(
    positives: Floats,
    totals: Floats,
    *,
    times: Floats | None = None,
    level: float = 0.05,
    draws: int = 999,
    seed: int = 0,
) -> ChangePoints:
    """Find the steps of a share, `positives` of `totals` (periods,) at `times` (0, 1, 2 … where not given).

    A series that only drifts is called one with a step with a probability of `level`. Raise ValueError for a period
    without products: leave it out, and give the times of the others.
    """
    positives, totals = np.asarray(positives, np.float64), np.asarray(totals, np.float64)
    if (totals <= 0).any():
        raise ValueError("Every period needs products. Leave the empty ones out, and give the times of the others.")
    when = np.arange(len(totals), dtype=np.float64) if times is None else np.asarray(times, np.float64)
    if len(totals) < LEAST_PERIODS:
        return ChangePoints((), (), 1.0, is_judged=False)
    found: list[tuple[int, float]] = []
    rng = np.random.default_rng(seed)
    while len(found) < MOST_CHANGES and (places := _candidates([place for place, _ in found], len(totals))):
        known = [place for place, _ in found]
        place, p_value = _next_step(positives, totals, when, known, places, draws, rng)
        if p_value > level or _bends(positives, totals, when, known, place):
            break
        found.append((place, p_value))
    return _describe(positives, totals, when, dict(found))


def _next_step(
    positives: Floats,
    totals: Floats,
    when: Floats,
    known: list[int],
    places: list[int],
    draws: int,
    rng: np.random.Generator,
) -> tuple[int, float]:
    """Return the place of the best further step, and how often drift and known steps alone would look as stepped."""
    design, steps = _design(when, known), _steps(len(totals), places)
    shares = fit_logit(design, positives[None], totals)
    own = _scan(positives[None], shares, totals, design, steps)
    # By the rival's own spread: where there is a step, that is too much rather than too little.
    freedom = max(len(totals) - design.shape[1], 1)
    spread = max(float(_misfit(positives, totals * shares[0], totals)) / freedom, 1.0)
    drawn = simulate_counts(shares[0], totals, spread, draws, rng)
    null = _scan(drawn, fit_logit(design, drawn, totals), totals, design, steps)
    p_value = (1 + int((null.largest >= own.largest[0]).sum())) / (draws + 1)
    return places[int(own.scores[0].argmax())], p_value


def _scan(positives: Floats, shares: Floats, totals: Floats, design: Floats, steps: Floats) -> _Scan:
    """Return the score statistic of each step: what one Newton step would add to twice the log likelihood."""
    variances = totals * shares * (1 - shares)
    rest = positives - totals * shares
    inside = information(design, variances)
    across = np.tensordot(variances, design[:, :, None] * steps[:, None, :], axes=1)
    explained = (across * np.linalg.solve(inside, across)).sum(axis=1)
    scores = (rest @ steps) ** 2 / np.maximum(variances @ steps**2 - explained, 1e-9)
    freedom = max(len(totals) - design.shape[1] - 1, 1)
    spread = (_misfit(positives, totals * shares, totals) - scores.max(axis=1)) / freedom
    return _Scan(scores, np.maximum(spread, 1.0))


def _bends(positives: Floats, totals: Floats, when: Floats, known: list[int], place: int) -> bool:
    """Tell whether a smooth bend fits at least as well as a step at `place` does."""
    design = _design(when, known)
    time = design[:, 1]
    bend, step = np.column_stack([time**2, time**3]), _steps(len(totals), [place])
    misfits = [
        _misfit(positives, totals * fit_logit(np.column_stack([design, more]), positives[None], totals)[0], totals)
        for more in (bend, step)
    ]
    return bool(misfits[0] <= misfits[1])


def _misfit(positives: Floats, expected: Floats, totals: Floats) -> Floats:
    """Return Pearson's chi-squared over the last axis."""
    misfit: Floats = ((positives - expected) ** 2 / np.maximum(expected * (1 - expected / totals), 1e-9)).sum(axis=-1)
    return misfit


def _describe(positives: Floats, totals: Floats, when: Floats, p_values: dict[int, float]) -> ChangePoints:
    known = sorted(p_values)
    design = _design(when, known)
    fitted = fit_logit(design, positives[None], totals)
    spread = _misfit(positives, totals * fitted[0], totals) / max(len(totals) - design.shape[1], 1)
    changes = tuple(_change(positives, totals, when, known, place, p_values[place]) for place in known)
    return ChangePoints(changes, tuple(fitted[0].tolist()), max(float(spread), 1.0))


def _change(positives: Floats, totals: Floats, when: Floats, known: list[int], place: int, p_value: float) -> Change:
    """Describe one step, the others given: its size, and where else it may lie."""
    others = [other for other in known if other != place]
    places = _candidates(others, len(totals))
    design = _design(when, others)
    scan = _scan(
        positives[None], fit_logit(design, positives[None], totals), totals, design, _steps(len(totals), places)
    )
    earliest, latest = _likely(places, scan.scores[0] / scan.dispersion[0], place)
    share, without = _share_with_and_without(positives, totals, when, known, place)
    return Change(place, earliest, latest, p_value, without, share)


def _likely(places: list[int], scores: Floats, place: int) -> tuple[int, int]:
    """Return the first and the last of the fewest places around `place` that hold PLACED of the likelihood."""
    weights = np.exp((scores - scores.max()) / 2)
    weights /= weights.sum()
    low = high = places.index(place)
    while weights[low : high + 1].sum() < PLACED:
        left = weights[low - 1] if low > 0 else -1.0
        right = weights[high + 1] if high + 1 < len(places) else -1.0
        low, high = (low - 1, high) if left >= right else (low, high + 1)
    return places[low], places[high]


def _share_with_and_without(
    positives: Floats, totals: Floats, when: Floats, known: list[int], place: int
) -> tuple[float, float]:
    """Return the fitted share in the period of a step, and what it would be had this step not come."""
    design = _design(when, known)
    column = 2 + known.index(place)
    fitted = fit_logit(design, positives[None], totals)[0]
    odds = logit(fitted)
    weights = np.linalg.lstsq(design, odds, rcond=None)[0]
    without = odds[place] - weights[column] * design[place, column]
    return float(fitted[place]), float(expit(without))


def _design(when: Floats, known: list[int]) -> Floats:
    """Return the columns of a constant, of a drift, and of each known step."""
    middle, half = (when[-1] + when[0]) / 2, max((when[-1] - when[0]) / 2, 1e-9)
    return np.column_stack([np.ones(len(when)), (when - middle) / half, _steps(len(when), known)])


def _steps(periods: int, places: list[int]) -> Floats:
    """Return a column for each place: 1 from there on, 0 before."""
    return (np.arange(periods)[:, None] >= np.array(places, np.int64)[None, :]).astype(np.float64)


def _candidates(known: list[int], periods: int) -> list[int]:
    edges = [0, *known, periods]
    return [place for place in range(periods) if all(abs(place - edge) >= LEAST_SIDE for edge in edges)]
