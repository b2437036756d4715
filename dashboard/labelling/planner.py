"""How many more audit labels a period needs, so that two shares can be told apart in it. Pure.

Two shares are told apart where the 95 % band of the one leaves the other out in four cases of five (the usual power of
a test): half the band is then at most 1.96 / (1.96 + 0.84) of how far they lie apart. The width with more labels is
that of the very estimator that Trends uses (dashboard.trends.prevalence), given an audit that has grown in its present
proportions. Where strata share a period, the labels go where they narrow its band most: each stratum's audit in
proportion to its part of the period's products times the root of what one label of it is worth (Neyman's allocation,
1934).

The proportions are themselves an estimate. So the reckoning is made again with others that agree as well with the audit
as it is, and the number is told with the range that eight in ten of them span.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.trends.prevalence import PrevalenceSeries, estimate_prevalence

#: The widest band that tells two shares apart, in how far they lie apart: see above.
WIDEST = 2 * 1.96 / (1.96 + 0.84)
#: More labels than anybody gives for one period: beyond it a plan says that it can't be reached.
MOST = 2000
#: Numbers are rounded up to it: a plan is no more exact.
STEP = 5
#: Other proportions that are tried for the range.
REPEATS = 10
# Draws of each estimate: its width is then right to about two in a hundred.
_DRAWS = 2000
# So many times the audit: as good as knowing the error rates.
_KNOWN = 1e4

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """What a period's band rests on, a row a stratum."""

    names: tuple[str, ...]
    # Tagged and all products of the period (strata,).
    positives: Numbers
    totals: Numbers
    # True positives, false negatives, false positives, true negatives (strata, 4).
    audit: Numbers
    # Tagged and all products that the audit was drawn from (strata, 2), where it is known.
    frame: Numbers | None = None


@dataclass(frozen=True)
class Plan:
    """What a period needs. `more` is None where no number of labels is enough."""

    period: str
    products: int
    estimate: float
    low: float
    high: float
    # How far two shares lie apart that are to be told apart.
    apart: float
    # The band's width if the error rates were known: what the number of the period's products alone leaves.
    least: float
    more: int | None
    # The range of `more` that eight in ten other proportions span.
    range: tuple[int, int]
    # Labels of each stratum, by name.
    strata: tuple[tuple[str, int], ...]

    @property
    def width(self) -> float:
        """The width of the band as it is."""
        return self.high - self.low

    @property
    def is_enough(self) -> bool:
        """Tell whether the period needs no more labels."""
        return self.more == 0


def plan_period(period: str, evidence: Evidence, apart: float, *, seed: int = 0) -> Plan:
    """Return how many more audit labels a period needs to tell shares apart that lie `apart` (0 to 1)."""
    now = _estimate(evidence, evidence.audit, seed)
    audit = _filled(evidence.audit)
    more = labels_needed(evidence, audit, apart, seed)
    rng = np.random.default_rng(seed)
    others = [labels_needed(evidence, _other(audit, rng), apart, seed) for _ in range(REPEATS)] if more else [0]
    known = sorted(MOST if other is None else other for other in others)
    tail, own = len(known) // 10, MOST if more is None else more
    return Plan(
        period,
        int(evidence.totals.sum()),
        float(now.estimate[0]),
        float(now.low[0]),
        float(now.high[0]),
        apart,
        band_width(evidence, audit * _KNOWN, seed),
        more,
        (min(known[tail], own), max(known[-1 - tail], own)),
        tuple(zip(evidence.names, _shared_out(evidence, audit, more or 0, seed), strict=True)),
    )


def labels_needed(evidence: Evidence, audit: Numbers, apart: float, seed: int) -> int | None:
    """Return the fewest labels, in steps of STEP, that tell the shares apart; None where MOST are too few."""

    def is_enough(labels: int) -> bool:
        return band_width(evidence, grown(audit, shared_out(labels, worth, sizes)), seed) <= WIDEST * apart

    sizes = audit.sum(axis=1)
    worth = _worth(evidence, audit, seed)
    if band_width(evidence, audit, seed) <= WIDEST * apart:
        return 0
    if not is_enough(MOST):
        return None
    too_few, enough = 0, MOST
    while enough - too_few > STEP:
        middle = (too_few + enough) // (2 * STEP) * STEP
        too_few, enough = (too_few, middle) if is_enough(middle) else (middle, enough)
    return enough


def band_width(evidence: Evidence, audit: Numbers, seed: int) -> float:
    """Return the width of the period's band with an audit."""
    found = _estimate(evidence, audit, seed)
    return float(found.high[0] - found.low[0])


def grown(audit: Numbers, more: Sequence[int]) -> Numbers:
    """Return an audit with more labels in each stratum, in its present proportions.

    >>> grown(np.array([[8.0, 2.0, 1.0, 9.0]]), [20]).tolist()
    [[16.0, 4.0, 2.0, 18.0]]
    """
    sizes = audit.sum(axis=1)
    factors = 1 + np.asarray(more, np.float64) / sizes
    bigger: Numbers = audit * factors[:, None]
    return bigger


def shared_out(labels: int, worth: Numbers, sizes: Numbers) -> list[int]:
    """Share labels out so that the strata's audits come as near to the proportions of `worth` as what is there allows.

    >>> shared_out(30, np.array([2.0, 1.0]), np.array([10.0, 20.0]))
    [30, 0]
    """
    given = np.zeros(len(worth))
    open_ = worth > 0
    while open_.any():
        sought = worth / worth[open_].sum() * (labels + sizes[open_].sum()) - sizes
        if (sought[open_] >= 0).all():
            given[open_] = sought[open_]
            break
        open_ &= sought > 0
    whole = np.floor(given).astype(int)
    if open_.any():
        # What rounding leaves over goes to the largest fractions.
        for place in np.argsort(whole - given, kind="stable")[: labels - int(whole.sum())]:
            whole[place] += 1
    return [int(number) for number in whole]


def _shared_out(evidence: Evidence, audit: Numbers, labels: int, seed: int) -> list[int]:
    return shared_out(labels, _worth(evidence, audit, seed), audit.sum(axis=1))


def _worth(evidence: Evidence, audit: Numbers, seed: int) -> Numbers:
    """Return how large each stratum's audit should be beside the others'."""
    parts = evidence.totals / evidence.totals.sum()
    now, known = (_estimate(evidence, given, seed).strata for given in (audit, audit * _KNOWN))
    spread = np.array([one.draws.var() - best.draws.var() for one, best in zip(now, known, strict=True)])
    worth: Numbers = parts * np.sqrt(np.maximum(spread, 1e-12) * audit.sum(axis=1))
    return worth


def _estimate(evidence: Evidence, audit: Numbers, seed: int) -> PrevalenceSeries:
    cells = evidence.positives[:, None], evidence.totals[:, None]
    return estimate_prevalence(*cells, audit, frame=evidence.frame, draws=_DRAWS, seed=seed)


def _filled(audit: Numbers) -> Numbers:
    """Return an audit in which a stratum without labels has one, in the proportions of the others, else even."""
    every = audit.sum(axis=0)
    pattern = every / every.sum() if every.sum() else np.full(4, 0.25)
    return np.where(audit.sum(axis=1, keepdims=True) > 0, audit, pattern)


def _other(audit: Numbers, rng: np.random.Generator) -> Numbers:
    """Return an audit of the same size in proportions that agree with it as well, under Jeffreys' prior."""
    return np.array([rng.dirichlet(row + 0.5) * row.sum() for row in audit])
