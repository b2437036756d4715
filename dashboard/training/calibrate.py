"""Turn out-of-fold logits into calibrated probabilities and thresholds; a part's own come from the other parts.

The parts are the folds of a split by chance, and sub-folds of the newest products in a split by time
(dashboard.training.split).
"""

import numpy as np
import numpy.typing as npt

from dashboard.tagging.decide import Decision, Floats, sigmoid
from dashboard.training.gold import UNKNOWN

_STEPS = 100
_SMALL = 1e-9
# A slope of 0 or less would turn the order of the texts round.
_LEAST_SLOPE = 1e-3

Targets = npt.NDArray[np.int8]


def fit_decision(logits: Floats, targets: Targets) -> Decision:
    """Return a calibration by Platt's method and the threshold of the highest F1, for each capability."""
    labels = targets.shape[1]
    slopes, intercepts, thresholds = np.ones(labels), np.zeros(labels), np.full(labels, 0.5)
    for label in range(labels):
        known = targets[:, label] != UNKNOWN
        own, truth = logits[known, label].astype(np.float64), targets[known, label]
        slopes[label], intercepts[label] = platt(own, truth)
        thresholds[label] = best_threshold(sigmoid(slopes[label] * own + intercepts[label]), truth)
    return Decision(slopes, intercepts, thresholds)


def nested_decisions(
    logits: Floats, targets: Targets, parts: npt.NDArray[np.int64]
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return out-of-fold probabilities and tags, the decision for a part being fitted on the other parts."""
    probabilities, tags = np.empty(logits.shape, np.float32), np.empty(logits.shape, bool)
    for part in np.unique(parts):
        own = parts == part
        decision = fit_decision(logits[~own], targets[~own])
        probabilities[own] = decision.probabilities(logits[own])
        tags[own] = decision.tags(probabilities[own])
    return probabilities, tags


def platt(logits: npt.NDArray[np.float64], truth: Targets) -> tuple[float, float]:
    """Return slope and intercept of the logistic curve through the logits, by Newton's method.

    The targets are drawn in from 0 and 1, as Platt does, so that a few separable texts give no infinite slope.
    """
    positives = int((truth == 1).sum())
    high, low = (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2)
    soft = np.where(truth == 1, high, low)
    design = np.column_stack([logits, np.ones(len(logits))])
    weights = np.array([1.0, 0.0])
    for _ in range(_STEPS):
        p = sigmoid(design @ weights)
        gradient = design.T @ (p - soft)
        hessian = (design * (p * (1 - p))[:, None]).T @ design + _SMALL * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        # A full step can overshoot where the curve is flat.
        weights -= step / max(1.0, float(np.abs(step).max()))
        if np.abs(step).max() < _SMALL:
            break
    return max(float(weights[0]), _LEAST_SLOPE), float(weights[1])


def best_threshold(probabilities: npt.NDArray[np.float64], truth: Targets) -> float:
    """Return the threshold of the highest F1: half-way between two probabilities, so that rounding moves no tag.

    >>> best_threshold(np.array([0.1, 0.4, 0.6, 0.9]), np.array([0, 0, 1, 1], np.int8))
    0.5
    """
    order = np.argsort(-probabilities, kind="stable")
    ranked, hits = probabilities[order], np.cumsum(truth[order] == 1)
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + max(int(hits[-1]), 1))
    # Between equal probabilities there is no place for a threshold.
    ends = np.append(ranked[:-1] > ranked[1:], True)
    best = int(np.argmax(np.where(ends, f1, -1)))
    following = ranked[best + 1] if best + 1 < len(ranked) else 0.0
    return float((ranked[best] + following) / 2)
