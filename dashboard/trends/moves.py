"""How the points of a saved view have moved since, and what moved them: data, labels or the model. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from dashboard.trends.series import Point, Trends

#: A move of a share by less is none: it is below what a page shows.
LEAST = 0.0005


@dataclass(frozen=True)
class SavedPoint:
    """One capability in one period as it was when the view was saved."""

    capability: str
    period: str
    tagged: int
    positives: int
    observed: float | None
    # As it was drawn: corrected where something corrected it.
    share: float | None

    @classmethod
    def of(cls, point: Point) -> Self:
        """Return what is kept of a point."""
        return cls(point.capability, point.period, point.tagged, point.positives, point.observed, point.share)

    def to_json(self) -> dict[str, Any]:
        """Return the point as builtins."""
        return asdict(self)


@dataclass(frozen=True)
class Move:
    """A point then and now; None where there was, or is, no share."""

    capability: str
    period: str
    before: float | None
    after: float | None
    # The share as drawn, corrected where something corrects it.
    drawn: tuple[float | None, float | None]

    @property
    def by(self) -> float:
        """How far the share as tagged has moved."""
        return (self.after or 0.0) - (self.before or 0.0)


@dataclass(frozen=True)
class Causes:
    """What a move of a share as tagged is made of; the parts add up to it."""

    data: float
    labels: float
    model: float


def find_moves(before: Iterable[SavedPoint], now: Trends) -> list[Move]:
    """Return the points whose share has moved, appeared or gone, the largest move first."""
    then = {(point.capability, point.period): point for point in before}
    today = {(point.capability, point.period): point for point in now.points}
    moves = []
    for capability, period in dict.fromkeys([*then, *today]):
        old, new = then.get((capability, period)), today.get((capability, period))
        move = Move(
            capability,
            period,
            old.observed if old else None,
            new.observed if new else None,
            (old.share if old else None, new.share if new else None),
        )
        known = [share for share in (move.before, move.after) if share is not None]
        if len(known) == 1 or (known and abs(move.by) >= LEAST):
            moves.append(move)
    return sorted(moves, key=lambda move: -abs(move.by))


def find_causes(move: Move, as_model_was: Trends, as_labels_were: Trends) -> Causes | None:
    """Split a move by counting again; None where a share is not known at one of the steps.

    `as_model_was` is counted today by the model of then, `as_labels_were` by that model and the labels of then: what
    is left between the latter and the saved share is the data's.
    """
    steps = [_share(as_labels_were, move), _share(as_model_was, move)]
    if move.before is None or move.after is None or None in steps:
        return None
    data_only, data_and_labels = (step or 0.0 for step in steps)
    return Causes(data_only - move.before, data_and_labels - data_only, move.after - data_and_labels)


def _share(trends: Trends, move: Move) -> float | None:
    points: Sequence[Point] = trends.series(move.capability)
    return next((point.observed for point in points if point.period == move.period), None)
