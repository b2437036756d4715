"""Bursts of a term by Kleinberg's automaton of two states (2003), on batches, for many terms at once.

In a batch of d products r have the term. At rest each has it with the probability of all batches together; in a burst
with `RATIO` times that. The sequence of states is the cheapest one: what a batch costs is its binomial surprise, and to
begin a burst costs the logarithm of the number of batches.
"""

import numpy as np
import numpy.typing as npt

from dashboard.trends.logit import Floats

RATIO = 2.0
GAMMA = 1.0
_MOST = 0.9999


def burst_states(positives: Floats, totals: Floats) -> npt.NDArray[np.bool_]:
    """Return which batches of each term are in a burst: (terms, batches), for `positives` of `totals` (batches,)."""
    terms, batches = positives.shape
    gains = burst_gains(positives, totals)
    begin = GAMMA * np.log(max(batches, 2))
    rest, burst = np.zeros(terms), np.full(terms, -begin)
    came_from = np.zeros((terms, batches, 2), bool)
    for batch in range(batches):
        if batch:
            came_from[:, batch, 0] = burst > rest
            came_from[:, batch, 1] = burst >= rest - begin
            rest, burst = np.maximum(rest, burst), np.maximum(burst, rest - begin)
        burst = burst + gains[:, batch]
    states = np.zeros((terms, batches), bool)
    states[:, -1] = burst > rest
    for batch in range(batches - 1, 0, -1):
        states[:, batch - 1] = came_from[np.arange(terms), batch, states[:, batch].astype(int)]
    return states


def burst_gains(positives: Floats, totals: Floats) -> Floats:
    """Return by how much the burst's rate explains each batch better than the rate at rest: log likelihood ratios."""
    rest = np.clip(positives.sum(axis=1) / max(totals.sum(), 1), 1e-9, _MOST / RATIO)[:, None]
    gains: Floats = positives * np.log(RATIO) + (totals - positives) * np.log((1 - RATIO * rest) / (1 - rest))
    return gains


def heaviest_burst(states: npt.NDArray[np.bool_], gains: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """Return the first batch and the one after the last of each term's heaviest burst (terms, 2), and its weight.

    A term without a burst has (0, 0) and the weight 0.
    """
    spans, weights = np.zeros((len(states), 2), np.int64), np.zeros(len(states))
    edges = np.diff(np.pad(states.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    owners, starts = np.nonzero(edges == 1)
    _, stops = np.nonzero(edges == -1)
    sums = np.pad(np.cumsum(gains, axis=1), ((0, 0), (1, 0)))
    for owner, start, stop in zip(owners, starts, stops, strict=True):
        weight = sums[owner, stop] - sums[owner, start]
        if weight > weights[owner]:
            weights[owner], spans[owner] = weight, (start, stop)
    return spans, weights
