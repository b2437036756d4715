"""How the points of trends move from one model to another. Pure."""

from dataclasses import dataclass

from dashboard.trends.periods import By
from dashboard.trends.series import Trends

#: Tagged products from which on a period speaks for itself.
MANY = 100


@dataclass(frozen=True)
class Move:
    """One capability in one period under two models; a share is None where nothing is tagged."""

    period: str
    first: float | None
    second: float | None
    # Launches behind the two shares.
    tagged: tuple[int, int]
    unfinished: bool

    @property
    def points(self) -> float | None:
        """Return by how many percentage points the share moves, or None where one of the two is not known."""
        return None if self.first is None or self.second is None else 100 * (self.second - self.first)


@dataclass(frozen=True)
class Shift:
    """The moves of every capability that both models know, over the periods that both have."""

    by: By
    moves: dict[str, tuple[Move, ...]]

    def largest(self, capability: str) -> Move | None:
        """Return the finished period whose share moves most; None where no share moves or is known.

        Periods with few products move most by mere chance: they are asked only where there are no others.
        """
        moved = [move for move in self.moves[capability] if move.points and not move.unfinished]
        many = [move for move in moved if min(move.tagged) >= MANY]
        return max(many or moved, key=lambda move: abs(move.points or 0.0), default=None)

    def overall(self, capability: str) -> tuple[float, float] | None:
        """Return the share over all periods together under each model; None where one has tagged nothing."""
        moves = self.moves[capability]
        first, second = (sum(move.tagged[place] for move in moves) for place in (0, 1))
        if not first or not second:
            return None
        before = sum((move.first or 0.0) * move.tagged[0] for move in moves)
        after = sum((move.second or 0.0) * move.tagged[1] for move in moves)
        return before / first, after / second


def trend_shift(first: Trends, second: Trends) -> Shift:
    """Set the trends of one query under two models side by side; they count the same launches by the same period."""
    moves = {}
    for key in first.capabilities:
        after = {point.period: point for point in second.series(key)}
        pairs = [(point, after[point.period]) for point in first.series(key) if point.period in after]
        moves[key] = tuple(
            Move(own.period, own.observed, other.observed, (own.tagged, other.tagged), own.unfinished)
            for own, other in pairs
        )
    return Shift(first.by, {key: found for key, found in moves.items() if found})
