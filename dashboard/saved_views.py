"""Saved views of Trends: what is kept of one, and how its numbers have moved since."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Self

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.messages import RequestError
from dashboard.trends.corrected import correct, has_audit, with_estimates
from dashboard.trends.counts import count_trends
from dashboard.trends.moves import Causes, Move, SavedPoint, find_causes, find_moves
from dashboard.trends.query import TrendQuery
from dashboard.trends.series import Trends
from db.queries.labels import holding_labels_frame
from db.queries.training import active_model
from db.queries.trends import launches_frame
from db.queries.views import ViewRecord, count_tagged

#: Moves that are split into their causes and shown; the others are counted.
MOST_MOVES = 12


@dataclass(frozen=True)
class Snapshot:
    """The numbers of a view, and the state of the store that they were counted from."""

    query: TrendQuery
    points: tuple[SavedPoint, ...]
    products: int
    labels: int
    model: int | None

    def to_json(self) -> dict[str, Any]:
        """Return the snapshot as builtins."""
        query = asdict(self.query) | {
            name: day.isoformat() if day else None
            for name, day in (("start", self.query.start), ("end", self.query.end))
        }
        counts = {"products": self.products, "labels": self.labels, "model": self.model}
        return {"query": query, "points": [point.to_json() for point in self.points], **counts}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return the snapshot that `to_json` gave `data` for."""
        asked = data["query"]
        names = ("sources", "languages", "capabilities")
        query = TrendQuery(
            by=asked["by"],
            start=date.fromisoformat(asked["start"]) if asked["start"] else None,
            end=date.fromisoformat(asked["end"]) if asked["end"] else None,
            **{name: tuple(asked[name]) for name in names},
        )
        points = tuple(SavedPoint(**point) for point in data["points"])
        return cls(query, points, data["products"], data["labels"], data["model"])


@dataclass(frozen=True)
class Change:
    """How a view's numbers have moved since it was saved."""

    before: Snapshot
    products: int
    labels: int
    model: int | None
    # All points that moved, the largest first; and the causes of the first MOST_MOVES, None where nobody can tell.
    moves: tuple[Move, ...]
    causes: tuple[Causes | None, ...]
    # Products of today that the model of then has not tagged: what they bring counts as the model's.
    untagged_then: int
    # The model of then has tags no more, or there was none: data and model can't be told apart.
    model_gone: bool


def take_snapshot(session: Session, launches: pd.DataFrame, query: TrendQuery, trends: Trends) -> Snapshot:
    """Return what is kept of a view of trends that were counted from these launches."""
    model = active_model(session)
    return Snapshot(
        query=TrendQuery(trends.by, query.sources, query.languages, query.capabilities, query.start, query.end),
        points=tuple(SavedPoint.of(point) for point in _estimated(launches, query, trends).points),
        products=len(launches),
        labels=len(holding_labels_frame(session)),
        model=model.id if model else None,
    )


def find_change(session: Session, view: ViewRecord, launches: pd.DataFrame) -> Change:
    """Return how a view has moved. `launches` are all launches as they are now.

    Raises RequestError where a source, a language or a capability of then is not there any more. Where something moved,
    the launches are counted again by the model of then, and by that model and the labels of then: each takes as long
    as reading them from the store.
    """
    before, model = Snapshot.from_json(view.numbers), active_model(session)
    moves = find_moves(before.points, _estimated(launches, before.query, count_trends(launches, before.query)))
    tagged_then = count_tagged(session, before.model) if before.model else 0
    gone = not tagged_then and (before.model is not None or model is not None)
    causes: Sequence[Causes | None] = [None] * len(moves[:MOST_MOVES])
    if moves and not gone:
        causes = _causes(session, before, view.saved_at, moves[:MOST_MOVES])
    return Change(
        before=before,
        products=len(launches),
        labels=len(holding_labels_frame(session)),
        model=model.id if model else None,
        moves=tuple(moves),
        causes=tuple(causes),
        untagged_then=0 if model is None or before.model in (None, model.id) else max(0, len(launches) - tagged_then),
        model_gone=gone,
    )


def _estimated(launches: pd.DataFrame, query: TrendQuery, trends: Trends) -> Trends:
    """Return the trends with the corrected shares, where something corrects them."""
    return with_estimates(trends, correct(launches, query, trends)) if has_audit(launches, query, trends) else trends


def _causes(session: Session, before: Snapshot, moment: datetime, moves: Sequence[Move]) -> list[Causes | None]:
    try:
        as_model_was = count_trends(launches_frame(session, before.model), before.query)
        as_labels_were = count_trends(launches_frame(session, before.model, labels_until=moment), before.query)
    except RequestError:  # A source or a capability of then is not there any more.
        return [None] * len(moves)
    return [find_causes(move, as_model_was, as_labels_were) for move in moves]
