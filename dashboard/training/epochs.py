"""What is measured of a network after each epoch. Pure NumPy: the figures of an epoch need no TensorFlow."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.training.gold import UNKNOWN
from dashboard.training.metrics import average_precision, precision_recall_f1


@dataclass(frozen=True)
class LabelFigures:
    """How well a network tells one label on held-out texts; None where these hold no positive or no negative."""

    average_precision: float | None
    # At probability 0.5, the sigmoid of logit 0: thresholds are chosen when all folds are done, and not before.
    f1: float | None


@dataclass(frozen=True)
class HeldOut:
    """A network on the texts that it has not learned from."""

    # Of the tags, as in training; None where it is no number.
    loss: float | None
    # In the order of the label set.
    labels: tuple[LabelFigures, ...]

    @property
    def mean_average_precision(self) -> float | None:
        """Return the mean over the labels that could be measured; None where none could."""
        values = [label.average_precision for label in self.labels if label.average_precision is not None]
        return float(np.mean(values)) if values else None


@dataclass(frozen=True)
class EpochFigures:
    """One epoch of one network."""

    epoch: int
    # Of the tags, in training: with dropout, and averaged over the epoch's steps.
    loss: float
    # Of learning; the measuring afterwards does not count.
    seconds: float
    # How many texts it learned from.
    texts: int
    # None where nothing is held out.
    held_out: HeldOut | None
    # Epochs that come after this one as things stand (dashboard.training.patience).
    left: int


def label_figures(logits: npt.NDArray[np.floating], targets: npt.NDArray[np.int8]) -> tuple[LabelFigures, ...]:
    """Return the figures of each label: `logits` and `targets` are (texts, labels), targets 1, 0 or UNKNOWN.

    >>> label_figures(np.array([[2.0], [1.0], [-1.0]]), np.array([[1], [0], [0]], np.int8))
    (LabelFigures(average_precision=1.0, f1=0.6666666666666666),)
    """
    return tuple(_figures(logits[:, label], targets[:, label]) for label in range(targets.shape[1]))


def _figures(logits: npt.NDArray[np.floating], targets: npt.NDArray[np.int8]) -> LabelFigures:
    known = targets != UNKNOWN
    scores, truth = logits[known], targets[known] == 1
    if not 0 < truth.sum() < len(truth):
        return LabelFigures(None, None)
    once = np.ones((1, len(truth)))
    _, _, f1 = precision_recall_f1(scores >= 0, truth, once)
    return LabelFigures(float(average_precision(scores, truth, once)[0]), float(f1[0]))
