"""A forecast of a share, some periods ahead, with bands; and whether it would have been better than no forecast.

The share's logit is a level that wanders and a drift that fades (a damped local linear trend: Harvey 1989; Gardner and
McKenzie 1985), seen through counts of products that spread more or less than binomially. How much each of them moves
is not estimated once: a grid of settings is filtered side by side (Kalman 1960), each weighted by how well it has
foretold the series so far, and the bands are those of the mixture. The backtest makes no use of what came later: the
weights and the states at an origin are those of the data up to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from dashboard.trends.logit import Floats, expit
from dashboard.trends.outlook import Backtest

AHEAD = 4
#: Periods that a forecast needs, and origins that its backtest needs.
LEAST_PERIODS, LEAST_ORIGINS = 12, 6
LEVEL = 0.95
DRAWS = 4000
#: How fast a drift fades: what is left of it from one period to the next.
DAMPED = 0.8
#: The grid: standard deviations of the level's and the drift's moves on the logit, and the spread of the counts.
LEVEL_MOVES = (0.01, 0.03, 0.08, 0.2, 0.4)
DRIFT_MOVES = (0.0, 0.02, 0.06, 0.15)
SPREADS = (1.0, 2.0, 4.0)
_GRID = np.array(list(product(LEVEL_MOVES, DRIFT_MOVES, SPREADS)))


@dataclass(frozen=True)
class _Filtered:
    """The states of every setting after each period: means (periods, settings, 2), covariances (…, 2, 2), weights."""

    means: Floats
    covariances: Floats
    #: Log likelihood up to and including each period: (periods, settings).
    likelihoods: Floats


def forecast_share(positives: Sequence[int], totals: Sequence[int], *, ahead: int = AHEAD, seed: int = 0) -> Floats:
    """Return low, median and high of the observed share in each of the next periods: (ahead, 3).

    The last periods' number of products is taken for the next ones'.
    """
    counts, sizes = np.asarray(positives, np.float64), np.asarray(totals, np.float64)
    return _ahead(_filter(counts, sizes), len(sizes) - 1, sizes, ahead, np.random.default_rng(seed))


def backtest(positives: Sequence[int], totals: Sequence[int], *, seed: int = 0) -> Backtest:
    """Forecast from each origin from period LEAST_PERIODS - LEAST_ORIGINS on, and beside that repeat its last share."""
    counts, sizes = np.asarray(positives, np.float64), np.asarray(totals, np.float64)
    shares, filtered = counts / sizes, _filter(counts, sizes)
    rng = np.random.default_rng(seed)
    origins = range(LEAST_PERIODS - LEAST_ORIGINS - 1, len(sizes) - 1)
    errors, naive, held = [], [], []
    for origin in origins:
        came = shares[origin + 1 : origin + 1 + AHEAD]
        low, middle, high = _ahead(filtered, origin, sizes, len(came), rng).T
        errors += np.abs(middle - came).tolist()
        naive += np.abs(shares[origin] - came).tolist()
        held += ((low <= came) & (came <= high)).tolist()
    if len(origins) < LEAST_ORIGINS:
        return Backtest(len(origins), len(held), None, None, None)
    return Backtest(len(origins), len(held), float(np.mean(errors)), float(np.mean(naive)), float(np.mean(held)))


def _filter(counts: Floats, sizes: Floats) -> _Filtered:
    level, drift, spread = _GRID.T
    seen = np.log((counts + 0.5) / (sizes - counts + 0.5))
    noise = 1 / (counts + 0.5) + 1 / (sizes - counts + 0.5)
    settings = len(_GRID)
    mean = np.zeros((settings, 2))
    mean[:, 0] = seen[0]
    covariance = np.zeros((settings, 2, 2))
    covariance[:, 0, 0], covariance[:, 1, 1] = 4.0, 0.15**2
    move, moves = _transition(level, drift)
    means, covariances, likelihoods, known = [], [], [], np.zeros(settings)
    for period in range(len(seen)):
        if period:
            mean, covariance = mean @ move.T, move @ covariance @ move.T + moves
        surprise = seen[period] - mean[:, 0]
        variance = covariance[:, 0, 0] + spread * noise[period]
        gain = covariance[:, :, 0] / variance[:, None]
        mean = mean + gain * surprise[:, None]
        covariance = covariance - gain[:, :, None] * covariance[:, None, 0, :]
        if period:  # The first one only says where the level is.
            known = known - 0.5 * (np.log(variance) + surprise**2 / variance)
        means.append(mean)
        covariances.append(covariance)
        likelihoods.append(known)
    return _Filtered(np.array(means), np.array(covariances), np.array(likelihoods))


def _transition(level: Floats, drift: Floats) -> tuple[Floats, Floats]:
    """Return how a state moves on, and the covariance of its moves for each setting."""
    moves = np.zeros((len(level), 2, 2))
    moves[:, 0, 0], moves[:, 1, 1] = level**2, drift**2
    return np.array([[1.0, DAMPED], [0.0, DAMPED]]), moves


def _ahead(filtered: _Filtered, origin: int, sizes: Floats, ahead: int, rng: np.random.Generator) -> Floats:
    """Return low, median and high of the observed shares after `origin`, which nothing later has touched."""
    level, drift, spread = _GRID.T
    move, moves = _transition(level, drift)
    mean, covariance = filtered.means[origin], filtered.covariances[origin]
    likelihood = filtered.likelihoods[origin]
    weights = np.exp(likelihood - likelihood.max())
    setting = rng.choice(len(weights), DRAWS, p=weights / weights.sum())
    products = int(np.median(sizes[max(0, origin - AHEAD + 1) : origin + 1]))
    found = []
    for _ in range(ahead):
        mean, covariance = mean @ move.T, move @ covariance @ move.T + moves
        deviation = np.sqrt(covariance[setting, 0, 0])
        shares = np.clip(expit(mean[setting, 0] + deviation * rng.standard_normal(DRAWS)), 1e-6, 1 - 1e-6)
        found.append(_observed(shares, products, spread[setting], rng))
    tails = (1 - LEVEL) / 2
    return np.array([np.quantile(draws, (tails, 0.5, 1 - tails)) for draws in found])


def _observed(shares: Floats, products: int, spread: Floats, rng: np.random.Generator) -> Floats:
    """Draw the shares that so many products would show, with beta-binomial counts."""
    inside = np.clip((spread - 1) / max(products - 1, 1), 1e-6, 0.9)
    rest = (1 - inside) / inside
    drawn: Floats = rng.binomial(products, rng.beta(shares * rest, (1 - shares) * rest)) / products
    return drawn
