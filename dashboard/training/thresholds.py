"""What another threshold would cost: precision and recall along all thresholds, and at one of them. Pure.

On out-of-fold probabilities. One threshold serves all folds here, so that the figures differ a little from those of
the table, where each fold's threshold was chosen on the other folds.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

#: A line of more points looks no different.
MOST_POINTS = 300

Scores = npt.NDArray[np.floating]
Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class AtThreshold:
    """What a threshold tags, and how much of it is right."""

    threshold: float
    products: int
    positives: int
    tagged: int
    right: int

    @property
    def precision(self) -> float | None:
        """The share of the tagged products that have the capability; None where none is tagged."""
        return self.right / self.tagged if self.tagged else None

    @property
    def recall(self) -> float | None:
        """The share of the products with the capability that are tagged; None where no product has it."""
        return self.right / self.positives if self.positives else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return 2 * self.right / (self.tagged + self.positives) if self.tagged + self.positives else None


@dataclass(frozen=True)
class PrecisionRecall:
    """Precision and recall of ever lower thresholds, equally long."""

    thresholds: tuple[float, ...]
    precision: tuple[float, ...]
    recall: tuple[float, ...]
    # The share of the products that have the capability: the precision of tagging them all.
    base: float


def at_threshold(probabilities: Scores, truth: Truth, threshold: float) -> AtThreshold:
    """Count what a threshold tags; arrays of (products).

    >>> at_threshold(np.array([0.9, 0.6, 0.2]), np.array([True, False, True]), 0.5).precision
    0.5
    """
    tagged = probabilities >= threshold
    return AtThreshold(threshold, len(truth), int(truth.sum()), int(tagged.sum()), int((tagged & truth).sum()))


def precision_recall(probabilities: Scores, truth: Truth, most: int = MOST_POINTS) -> PrecisionRecall:
    """Return the curve, from the threshold that tags the most probable product alone down to the one that tags all."""
    order = np.argsort(-probabilities, kind="stable")
    ranked = probabilities[order]
    # Equal probabilities are tagged together.
    ends = np.flatnonzero(np.append(np.diff(ranked) != 0, True)) if len(ranked) else np.array([], int)
    hits = np.cumsum(truth[order])[ends]
    shown = np.unique(np.linspace(0, len(ends) - 1, min(most, len(ends))).round().astype(int))
    return PrecisionRecall(
        thresholds=tuple(ranked[ends][shown].astype(float).tolist()),
        precision=tuple((hits[shown] / (ends[shown] + 1)).tolist()),
        recall=tuple((hits[shown] / max(int(truth.sum()), 1)).tolist()),
        base=float(truth.mean()) if len(truth) else 0.0,
    )
