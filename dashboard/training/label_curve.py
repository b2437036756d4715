"""How the quality grows with the number of labels: is more labelling worth it? Pure."""

from dataclasses import asdict, dataclass
from math import log2
from typing import Any, Self

import numpy as np

from dashboard.messages import Message, message

#: Shares of the labelled products that networks learn from, and how many draws of each: the smaller, the chancier.
DRAWS = {0.2: 3, 0.4: 3, 0.6: 2, 0.8: 2, 1.0: 2}
#: A network learns from so many products at least; a share that leaves fewer is left out.
LEAST = 30
#: Fewer points than this are no curve.
LEAST_POINTS = 3
#: The shares by which the curve is said to go on.
_GOING_ON = 0.5


@dataclass(frozen=True)
class CurvePoint:
    """One share of the labels: the figures of its draws, one value a draw."""

    share: float
    # Products that a network learned from, on average over the folds and draws.
    products: float
    mean_average_precision: tuple[float, ...]
    # Average precision of each capability, in the order of the label set.
    capabilities: dict[str, tuple[float, ...]]

    @property
    def mean(self) -> float:
        """Return the mean of the draws."""
        return float(np.mean(self.mean_average_precision))


@dataclass(frozen=True)
class LabelCurve:
    """A curve as its job leaves it: points by growing share, all measured on the same held-out products."""

    data_hash: str
    seed: int
    folds: int
    # Labelled products in all, each of them held out once.
    measured_on: int
    points: tuple[CurvePoint, ...]

    @property
    def spread(self) -> float:
        """Return how far draws of one size lie apart by chance: the pooled standard deviation; 0 for single draws."""
        own = [np.asarray(point.mean_average_precision) for point in self.points]
        freedom = sum(len(values) - 1 for values in own)
        squares = sum(float(((values - values.mean()) ** 2).sum()) for values in own)
        return (squares / freedom) ** 0.5 if freedom else 0.0

    @property
    def last_doubling(self) -> float:
        """Return what the last doubling of the labels has gained: the end less the curve at half of its labels."""
        sizes = [log2(point.products) for point in self.points]
        means = [point.mean for point in self.points]
        return means[-1] - float(np.interp(sizes[-1] - 1, sizes, means))

    @property
    def next_doubling(self) -> float:
        """Return what twice as many labels would gain if the curve goes on as it does from half of the labels on.

        A line over the logarithm of their number, by least squares. Curves flatten, so it is rather too much.
        """
        late = [point for point in self.points if point.share >= _GOING_ON] or list(self.points)
        slope = np.polyfit([log2(point.products) for point in late], [point.mean for point in late], 1)[0]
        return max(0.0, float(slope))

    def to_json(self) -> dict[str, Any]:
        """Return the curve as the builtins that a job's result holds."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the curve that `to_json` gave `data` for; a job's result holds more."""
        points = [
            CurvePoint(
                share=point["share"],
                products=point["products"],
                mean_average_precision=tuple(point["mean_average_precision"]),
                capabilities={key: tuple(values) for key, values in point["capabilities"].items()},
            )
            for point in data["points"]
        ]
        return cls(data["data_hash"], data["seed"], data["folds"], data["measured_on"], tuple(points))


def usable_shares(products: int, folds: int) -> list[float]:
    """Return the shares that leave a network enough products to learn from."""
    return [share for share in DRAWS if share * products * (folds - 1) / folds >= LEAST]


def curve_words(curve: LabelCurve) -> list[Message]:
    """Say what the curve says: what labelling has gained, what the last doubling has, and what the next one would."""
    first, last = curve.points[0], curve.points[-1]
    values = {"first": round(first.products), "last": round(last.products), "gain": last.mean - first.mean}
    said = [
        message(
            "From {first:,} to {last:,} labelled products the network gained {gain:+.3f} in mean average precision; "
            "the last doubling gained {doubling:+.3f}. Draws of one size lie {spread:.3f} apart by chance.",
            doubling=curve.last_doubling,
            spread=curve.spread,
            **values,
        )
    ]
    if curve.next_doubling <= curve.spread:
        return [
            *said,
            message(
                "If the curve goes on so, twice as many labels would gain no more than chance does. Rather look at "
                "which capability lags behind, and at labels that may be wrong."
            ),
        ]
    return [
        *said,
        message(
            "If the curve goes on so, twice as many labels would gain about {gain:+.3f}. That is an extrapolation, "
            "and more likely too high than too low, since such curves flatten.",
            gain=curve.next_doubling,
        ),
    ]
