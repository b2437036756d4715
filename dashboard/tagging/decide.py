"""From a network's logits to what is said of a product: probabilities, tags and the primary capability."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
#: In an array of primary capabilities: none holds.
NO_PRIMARY = -1
#: What a logit of the head for the primary weighs against the logarithm of a probability; chosen on the catalogue.
HEAD_WEIGHT = 0.25


@dataclass(frozen=True)
class Decision:
    """How the logits of each capability become a probability, and from which one on the capability holds."""

    # One number a capability each: probability = sigmoid(slope * logit + intercept).
    slopes: npt.NDArray[np.float64]
    intercepts: npt.NDArray[np.float64]
    thresholds: npt.NDArray[np.float64]

    def probabilities(self, logits: Floats) -> Floats:
        """Return calibrated probabilities: of 100 texts with 0.7, about 70 have the capability."""
        return sigmoid(self.slopes * logits + self.intercepts).astype(np.float32)

    def tags(self, probabilities: Floats) -> npt.NDArray[np.bool_]:
        """Return which capabilities hold."""
        return probabilities >= self.thresholds.astype(np.float32)


def sigmoid(x: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Return 1 / (1 + exp(-x)), without an overflow at either end."""
    half: npt.NDArray[np.float64] = 0.5 * (1 + np.tanh(0.5 * np.asarray(x, np.float64)))
    return half


def choose_primary(
    tags: npt.NDArray[np.bool_], probabilities: Floats, primary_logits: Floats | None
) -> npt.NDArray[np.int64]:
    """Return the index of each product's primary capability, NO_PRIMARY where no capability holds.

    It is one that holds: the most probable one, where the head that learned the primary doesn't outweigh it. Without a
    head (None) it is the most probable one.
    """
    said = np.log(np.maximum(probabilities, np.finfo(np.float32).tiny))
    if primary_logits is not None:
        said += HEAD_WEIGHT * primary_logits[:, : tags.shape[1]]
    best = np.where(tags, said, -np.inf).argmax(axis=1)
    return np.where(tags.any(axis=1), best, NO_PRIMARY)
