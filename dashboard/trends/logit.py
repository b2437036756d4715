"""Binomial regression on the logit, for many series of one length at once."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: Newton's method settles within a few steps; a step is never longer than this on the logit.
STEPS, LONGEST_STEP = 15, 2.0
#: Keeps a series without any positive at a finite, tiny share.
RIDGE = 1e-3
_FARTHEST = 12.0


def fit_logit(design: Floats, positives: Floats, totals: Floats) -> Floats:
    """Return the fitted shares (series, periods) of a regression with the columns of `design` (periods, columns).

    `positives` (series, periods) of `totals` (periods,), by maximum likelihood. Columns should reach from about -1 to
    1; their first one is of ones.
    """
    columns = design.shape[1]
    weights = np.zeros((len(positives), columns))
    start = (positives.sum(axis=1) + 0.5) / (totals.sum() + 1)
    weights[:, 0] = np.log(start / (1 - start))
    for _ in range(STEPS):
        shares = expit(np.clip(weights @ design.T, -_FARTHEST, _FARTHEST))
        slope = (positives - totals * shares) @ design - RIDGE * weights
        bend = information(design, totals * shares * (1 - shares)) + RIDGE * np.eye(columns)
        step = np.linalg.solve(bend, slope[..., None])[..., 0]
        weights += np.clip(step, -LONGEST_STEP, LONGEST_STEP)
    return expit(np.clip(weights @ design.T, -_FARTHEST, _FARTHEST))


def information(design: Floats, variances: Floats) -> Floats:
    """Return the information matrix (series, columns, columns) for `variances` (series, periods) of the counts."""
    products = design[:, :, None] * design[:, None, :]
    return np.tensordot(variances, products, axes=1)


def expit(x: Floats) -> Floats:
    """Return the share of a logit, without an overflow at either end.

    >>> float(expit(np.array(0.0)))
    0.5
    """
    half: Floats = 0.5 * (1 + np.tanh(0.5 * x))
    return half


def logit(share: Floats) -> Floats:
    """Return log(share / (1 - share)).

    >>> float(logit(np.array(0.5)))
    0.0
    """
    odds: Floats = np.log(share / (1 - share))
    return odds


def simulate_counts(shares: Floats, totals: Floats, dispersion: float, draws: int, rng: np.random.Generator) -> Floats:
    """Draw counts (draws, periods) whose variance is `dispersion` times the binomial one, as beta-binomial ones have.

    A period of one product has no more than the binomial variance.
    """
    shape = (draws, len(totals))
    spread = np.clip((dispersion - 1) / np.maximum(totals - 1, 1), 0, 0.95)
    if dispersion > 1:
        rest = (1 - spread) / np.maximum(spread, 1e-9)
        shares = rng.beta(np.maximum(shares * rest, 1e-9), np.maximum((1 - shares) * rest, 1e-9), shape)
    return rng.binomial(totals.astype(np.int64), shares, shape).astype(np.float64)
