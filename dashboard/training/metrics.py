"""How good predictions are: average precision, precision, recall, F1, calibration, each with an interval.

Everything is reckoned with weights, one a product: all one for the value itself, the counts of a bootstrap draw for its
interval. Draws take whole product groups, since the texts of one product are no independent evidence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from dashboard.training.gold import UNKNOWN

DRAWS = 500
BINS = 10
_QUANTILES = (0.025, 0.975)
_DRAWS_AT_A_TIME = 50

Weights = npt.NDArray[np.float64]
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Said:
    """What one tagger says of the gold products."""

    # (products, labels).
    probabilities: npt.NDArray[np.float32]
    tags: npt.NDArray[np.bool_]


def bootstrap_weights(groups: npt.NDArray[np.int64], seed: int, draws: int = DRAWS) -> Weights:
    """Return weights of the products: (1 + draws, products). The first row is all ones, each other one is a draw."""
    codes, members = np.unique(groups, return_inverse=True)
    drawn = np.random.default_rng(seed).multinomial(len(codes), np.full(len(codes), 1 / len(codes)), draws)
    return np.vstack([np.ones(len(groups)), drawn[:, members]])


def average_precision(scores: npt.NDArray[np.floating], truth: npt.NDArray[np.bool_], weights: Weights) -> Values:
    """Return the average precision for each row of weights; NaN where no positive was drawn.

    It is the mean of the precision at each positive, equal scores being taken together.
    """
    order = np.argsort(-scores, kind="stable")
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    places = np.flatnonzero(truth[order])
    # Of each positive the last place that has its score: a precision is needed there alone.
    last = ends[np.searchsorted(ends, places)]
    positives = weights[:, order[places]]
    seen = np.cumsum(weights[:, order], axis=1)[:, last]
    hits = np.cumsum(positives, axis=1)[:, np.searchsorted(places, last, side="right") - 1]
    return _ratio((positives * _ratio(hits, seen, empty=0)).sum(axis=1), positives.sum(axis=1))


def precision_recall_f1(
    tags: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_], weights: Weights
) -> tuple[Values, Values, Values]:
    """Return precision, recall and F1 for each row of weights; 0 where nothing was tagged."""
    right, tagged, positive = weights @ (tags & truth), weights @ tags, weights @ truth
    return _ratio(right, tagged, empty=0), _ratio(right, positive), _ratio(2 * right, tagged + positive, empty=0)


def calibration_error(
    probabilities: npt.NDArray[np.floating], targets: npt.NDArray[np.int8], weights: Weights
) -> Values:
    """Return the expected calibration error for each row of weights, all capabilities pooled, in ten equal bins."""
    known = targets != UNKNOWN
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    errors, total = np.zeros(len(weights)), weights @ known.sum(axis=1)
    for which in range(BINS):
        here = known & (bins == which)
        errors += np.abs(weights @ (np.where(here, probabilities - (targets == 1), 0).sum(axis=1)))
    return _ratio(errors, total)


def interval(values: Values) -> dict[str, float | None]:
    """Return the value of the first row, and the 95 % interval of the others (percentiles of the bootstrap)."""
    drawn = values[1:][~np.isnan(values[1:])]
    low, high = np.quantile(drawn, _QUANTILES) if len(drawn) else (np.nan, np.nan)
    return {"value": rounded(values[0]), "low": rounded(low), "high": rounded(high)}


@dataclass(frozen=True)
class Measures:
    """Average precision, precision, recall and F1, each a value for each row of weights."""

    average_precision: Values
    precision: Values
    recall: Values
    f1: Values

    def figures(self) -> dict[str, dict[str, float | None]]:
        """Return each measure with its interval, as builtins."""
        return {name: interval(getattr(self, name)) for name in self.__match_args__}

    @classmethod
    def mean(cls, several: Sequence[Self]) -> Self:
        """Return the plain mean of each measure: every capability counts alike, however rare it is."""
        return cls(*(np.mean([getattr(one, name) for one in several], axis=0) for name in cls.__match_args__))


def measure(
    scores: npt.NDArray[np.floating], tags: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_], weights: Weights
) -> Measures:
    """Measure one capability: arrays of (products), weights of (draws, products)."""
    return Measures(average_precision(scores, truth, weights), *precision_recall_f1(tags, truth, weights))


def measure_pooled(said: Said, targets: npt.NDArray[np.int8], weights: Weights) -> Measures:
    """Measure all capabilities as one heap of judgements, so that each judgement counts alike (micro average)."""
    products, labels = np.nonzero(targets != UNKNOWN)
    scores, tags = said.probabilities[products, labels], said.tags[products, labels]
    truth = targets[products, labels] == 1
    # A weight a judgement instead of a product takes memory: some draws at a time.
    parts = [measure(scores, tags, truth, some[:, products]) for some in _slabs(weights)]
    return Measures(*(np.concatenate([getattr(part, name) for part in parts]) for name in Measures.__match_args__))


def evaluate(
    said: Said, targets: npt.NDArray[np.int8], label_set: Sequence[str], weights: Weights
) -> tuple[dict[str, Any], Values]:
    """Return the figures of a tagger as builtins, and its average precisions: (labels, rows of weights)."""
    capabilities, measured = {}, []
    for label, key in enumerate(label_set):
        known = targets[:, label] != UNKNOWN
        truth = targets[known, label] == 1
        own = measure(said.probabilities[known, label], said.tags[known, label], truth, weights[:, known])
        capabilities[key] = {**own.figures(), "support": int(truth.sum()), "products": int(known.sum())}
        measured.append(own)
    macro, micro = Measures.mean(measured), measure_pooled(said, targets, weights)
    counts = {"support": int((targets == 1).sum()), "products": int((targets != UNKNOWN).any(axis=1).sum())}
    summary = {
        "macro": {**macro.figures(), **counts},
        "micro": {**micro.figures(), **counts},
        "mean_average_precision": interval(macro.average_precision),
        "macro_f1": interval(macro.f1),
        "micro_f1": interval(micro.f1),
        "calibration_error": interval(calibration_error(said.probabilities, targets, weights)),
    }
    return {"capabilities": capabilities, **summary}, np.stack([own.average_precision for own in measured])


def macro_f1_of_classes(said: npt.NDArray[np.int64], truth: npt.NDArray[np.int64]) -> float:
    """Return the mean F1 over the classes that `truth` holds, each against the rest."""
    scores = []
    for which in np.unique(truth):
        right = ((said == which) & (truth == which)).sum()
        scores.append(2 * right / ((said == which).sum() + (truth == which).sum()))
    return float(np.mean(scores))


def rounded(value: float) -> float | None:
    """Return a figure as JSON holds it: four decimals, None for NaN."""
    return None if np.isnan(value) else round(float(value), 4)


def _slabs(weights: Weights) -> Iterator[Weights]:
    return (weights[start : start + _DRAWS_AT_A_TIME] for start in range(0, len(weights), _DRAWS_AT_A_TIME))


def _ratio(part: Values, whole: Values, empty: float = np.nan) -> Values:
    ratio: Values = np.divide(part, whole, out=np.full(np.broadcast(part, whole).shape, float(empty)), where=whole > 0)
    return ratio
