"""How often the tagger is wrong, from audit labels: draws of its true and its false positive rate."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

#: Proposals for each draw that is kept.
PROPOSALS = 2


@dataclass(frozen=True)
class Rates:
    """Draws of a stratum's error rates, ordered by the share that they make of what is tagged (draws,)."""

    # Of the products that have the capability, the share that the tagger finds.
    true_positive: npt.NDArray[np.float64]
    # Of those that lack it, the share that it tags all the same.
    false_positive: npt.NDArray[np.float64]


def draw_rates(
    audit: npt.NDArray[np.float64],
    rate: float,
    draws: int,
    rng: np.random.Generator,
    frame: npt.NDArray[np.float64] | None = None,
    *,
    uniform_share: bool = True,
) -> Rates:
    """Draw both rates from their posterior, given an audit's true positives, false negatives, false positives and
    true negatives, under uniform priors; a tagger that finds fewer than it invents is left out as impossible.

    `rate` is the share tagged that orders the draws. `frame` holds how many products of those that the audit was drawn
    from are tagged, and how many there are: what the rates make of them must then agree with how many products of the
    audit itself have the capability, which tells more of the rates than right and wrong tags do. `uniform_share`
    weights rates for shares that are kept only between 0 and 1, so that these have a uniform prior.
    """
    hits, misses, inventions, rejections = audit
    found = rng.beta(hits + 1, misses + 1, PROPOSALS * draws)
    invented = rng.beta(inventions + 1, rejections + 1, PROPOSALS * draws)
    apart = found - invented
    possible = apart > 0
    # The share's uniform prior, seen from the rate of tags: the rates' distance is the Jacobian.
    weights = np.where(possible, 1 / np.where(possible & uniform_share, apart, 1), 0.0)
    if frame is not None:
        agreeing = weights * _agreement(found, invented, hits + misses, inventions + rejections, frame, rng)
        weights = agreeing if agreeing.any() else weights
    kept = _resampled(weights, draws, rng)
    order = np.argsort((rate - invented[kept]) / apart[kept], kind="stable")
    return Rates(found[kept][order], invented[kept][order])


def effective_counts(right: npt.NDArray[np.bool_], weights: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return how many products with and without a property unequal weights amount to (Kish, Survey Sampling, 1965).

    The weighted share is kept; the size becomes what an equally weighted draw of the same precision would have.

    >>> effective_counts(np.array([True, False]), np.array([2.0, 2.0]))
    (1.0, 1.0)
    >>> effective_counts(np.array([True, False, False]), np.array([4.0, 1.0, 1.0]))
    (1.3333333333333333, 0.6666666666666666)
    """
    if not len(weights):
        return 0.0, 0.0
    size = weights.sum() ** 2 / (weights**2).sum()
    share = weights[right].sum() / weights.sum()
    return float(size * share), float(size * (1 - share))


def _agreement(
    found: npt.NDArray[np.float64],
    invented: npt.NDArray[np.float64],
    positives: float,
    negatives: float,
    frame: npt.NDArray[np.float64],
    rng: np.random.Generator,
) -> npt.NDArray[np.float64]:
    """Return how well each pair of rates explains the audit's own balance, as a likelihood up to a factor."""
    tagged = rng.beta(frame[0] + 1, frame[1] - frame[0] + 1, len(found))
    possible = (tagged > invented) & (tagged < found)
    share = (tagged - invented)[possible] / (found - invented)[possible]
    logs = positives * np.log(np.clip(share, 1e-9, 1)) + negatives * np.log(np.clip(1 - share, 1e-9, 1))
    likelihood = np.zeros(len(found))
    likelihood[possible] = np.exp(logs - logs.max(initial=-np.inf)) if len(logs) else 0.0
    return likelihood


def _resampled(weights: npt.NDArray[np.float64], draws: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return places, each as often as its weight says: systematic resampling."""
    total = np.cumsum(weights)
    places = np.searchsorted(total, (np.arange(draws) + rng.random()) / draws * total[-1], side="right")
    kept: npt.NDArray[np.int64] = np.minimum(places, len(weights) - 1)
    return kept
