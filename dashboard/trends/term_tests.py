"""How likely chance alone would make a term rise or burst so: analytic p-values, and a false discovery rate."""

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, ndtr

from dashboard.trends.logit import Floats


def trend_p_values(positives: Floats, totals: Floats) -> Floats:
    """Return the one-sided p-value of a rise (terms,): the Cochran-Armitage test, given how often a term is there.

    Each of a term's products falls into a batch with that batch's part of `totals` (batches,): the sum of their times
    is held against its mean and variance. Products are not put back, so the variance is rather too large.
    """
    times = np.arange(len(totals), dtype=np.float64)
    parts = totals / totals.sum()
    mean = parts @ times
    variance = parts @ (times - mean) ** 2
    every = positives.sum(axis=1)
    moved = positives @ times - every * mean
    p_values: Floats = ndtr(-moved / np.sqrt(np.maximum(every * variance, 1e-12)))
    return p_values


def burst_p_values(positives: Floats, totals: Floats, spans: npt.NDArray[np.int64]) -> Floats:
    """Return the p-value of each term's burst (terms,): 1 where `spans` (terms, 2) is empty.

    The chance that so many of a term's products fall into that time, times the number of all times that might have been
    chosen: valid however the burst was found. The binomial tail is a little too large for draws that are not put back.
    """
    batches = len(totals)
    sums = np.pad(np.cumsum(positives, axis=1), ((0, 0), (1, 0)))
    before = np.r_[0, np.cumsum(totals)]
    rows = np.arange(len(positives))
    inside = sums[rows, spans[:, 1]] - sums[rows, spans[:, 0]]
    part = (before[spans[:, 1]] - before[spans[:, 0]]) / before[-1]
    every = positives.sum(axis=1)
    # The chance of at least so many is a regularised incomplete beta function.
    tail = betainc(np.maximum(inside, 1), every - np.maximum(inside, 1) + 1, np.clip(part, 0, 1))
    p_values: Floats = np.minimum(1.0, tail * batches * (batches + 1) / 2)
    return np.where((spans[:, 1] > spans[:, 0]) & (inside > 0), p_values, 1.0)


def false_discovery_rates(p_values: Floats) -> Floats:
    """Return the least false discovery rate at which each test would be a discovery (Benjamini and Hochberg 1995).

    >>> false_discovery_rates(np.array([0.01, 0.5, 0.02])).tolist()
    [0.03, 0.5, 0.03]
    """
    count = len(p_values)
    order = np.argsort(p_values)[::-1]
    scaled = p_values[order] * count / np.arange(count, 0, -1)
    rates = np.empty(count)
    rates[order] = np.minimum.accumulate(np.minimum(scaled, 1.0))
    return rates
