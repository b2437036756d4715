"""Whether probabilities mean what they say: of 100 texts given about 70 %, how many have the capability."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from dashboard.training.metrics import BINS

#: In a set of reliabilities: all capabilities pooled.
ALL = "all"
_Z = 1.96


@dataclass(frozen=True)
class Bin:
    """The texts whose probability lies in one tenth: from `tenth` / 10 up to the next one."""

    tenth: int
    count: int
    # The mean probability that they were given, and the share of them that has the capability.
    said: float
    held: float

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of `held` by Wilson's method, which stays inside 0 and 1 for few texts too."""
        n, p = self.count, self.held
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        reach = _Z * (p * (1 - p) / n + _Z**2 / (4 * n**2)) ** 0.5 / (1 + _Z**2 / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)


@dataclass(frozen=True)
class Reliability:
    """The bins that hold a text, from the lowest up."""

    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """How many judgements there are."""
        return sum(one.count for one in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error: the mean distance of what was said from what held, a text counting once."""
        return sum(one.count * abs(one.said - one.held) for one in self.bins) / max(self.count, 1)

    def to_json(self) -> list[dict[str, Any]]:
        """Return builtins, as a model's metrics hold them."""
        return [asdict(one) for one in self.bins]

    @classmethod
    def from_json(cls, data: Sequence[dict[str, Any]]) -> Self:
        """Return what `to_json` gave `data` for."""
        return cls(tuple(Bin(**one) for one in data))


def reliability(probabilities: npt.NDArray[np.floating], truth: npt.NDArray[np.bool_]) -> Reliability:
    """Sort judgements, (n) each, into ten equal bins by their probability.

    >>> reliability(np.array([0.72, 0.78]), np.array([True, False])).bins
    (Bin(tenth=7, count=2, said=0.75, held=0.5),)
    """
    tenths = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return Reliability(
        tuple(_bin(int(tenth), probabilities[tenths == tenth], truth[tenths == tenth]) for tenth in np.unique(tenths))
    )


def _bin(tenth: int, probabilities: npt.NDArray[np.floating], truth: npt.NDArray[np.bool_]) -> Bin:
    return Bin(tenth, len(truth), round(float(probabilities.mean()), 4), round(float(truth.mean()), 4))


def reliabilities(
    probabilities: npt.NDArray[np.floating],
    known: npt.NDArray[np.bool_],
    truth: npt.NDArray[np.bool_],
    label_set: Sequence[str],
) -> dict[str, Reliability]:
    """Return the reliability of each capability and of ALL; arrays of (products, labels), of which `known` count."""
    each = {
        key: reliability(probabilities[known[:, label], label], truth[known[:, label], label])
        for label, key in enumerate(label_set)
    }
    return {ALL: reliability(probabilities[known], truth[known])} | each
