"""Random draws as stored: what they can choose from, who was drawn, and how far each draw has come.

The members of a draw have their turn in a random order. A label that was there before the draw counts in the audit from
its product's turn on, not sooner: in a draw that is labelled in part, products that were labelled already would be too
many, and those were mostly chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from db.models import Answer, Capability, Draw, DrawMember, Label, Product
from db.queries.labels import NO, YES, holding_labels
from db.queries.revisions import raise_revision

if TYPE_CHECKING:
    import pandas as pd

FRAME_COLUMNS = ["id", "source", "external_id", "language", "launched_on", "launched_precision"]
AUDIT, REPEAT = "audit", "repeat"
#: What has become of a member. Labelled for the draw; labelled before, and reused; answered, and not told yes or no;
#: passed over; not answered yet.
LABELLED, REUSED, UNSURE, SKIPPED, LEFT = "labelled", "reused", "unsure", "skipped", "left"
STATES = (LABELLED, REUSED, UNSURE, SKIPPED, LEFT)
# A statement may carry 32,766 values on SQLite.
_IDS_A_STATEMENT = 10_000
_COPIED = (
    "product_id",
    "capability",
    "value",
    "annotator",
    "origin",
    "assisted",
    "text_hash",
    "import_id",
    "created_at",
)


@dataclass(frozen=True)
class DrawRecord:
    """One draw. Fields as in db.models.Draw."""

    id: int
    kind: str
    frame: dict[str, Any]
    strata: list[dict[str, Any]]
    seed: int
    size: int
    drawn_by: str
    drawn_at: datetime
    reached: int


@dataclass(frozen=True)
class MemberRow:
    """One drawn product, in the order of turns. Fields as in db.models.DrawMember."""

    product_id: int
    position: int
    stratum: int
    inclusion_probability: float


@dataclass(frozen=True)
class MemberState:
    """A member, what has become of it (one of STATES), and whether its label is of a text that has changed since."""

    product_id: int
    position: int
    stratum: int
    state: str
    stale: bool = False


@dataclass(frozen=True)
class StratumState:
    """How far a draw has come in one stratum: a count for each of STATES."""

    name: str
    products: int
    drawn: int
    counts: dict[str, int] = field(default_factory=dict)
    # Labelled or reused, but on a text that has changed since: no estimate may use it.
    stale: int = 0

    @property
    def told(self) -> int:
        """Return how many are told yes or no."""
        return self.counts.get(LABELLED, 0) + self.counts.get(REUSED, 0)


def products_to_draw(session: Session) -> pd.DataFrame:
    """Return every product with what a frame and its strata go by; columns FRAME_COLUMNS, in the order of ids."""
    import pandas as pd  # It takes half a second, and the first page does without.

    rows = session.connection().execute(
        select(*(getattr(Product, name) for name in FRAME_COLUMNS)).order_by(Product.id)
    )
    frame = pd.DataFrame(rows.all(), columns=FRAME_COLUMNS)
    frame["launched_on"] = pd.to_datetime(frame["launched_on"]).astype("datetime64[s]")
    return frame


def add_draw(
    session: Session,
    members: Sequence[MemberRow],
    *,
    kind: str,
    frame: dict[str, Any],
    strata: list[dict[str, Any]],
    seed: int,
    drawn_by: str,
) -> int:
    """Store a draw with its members, and return its number."""
    draw = Draw(kind=kind, frame=frame, strata=strata, seed=seed, size=len(members), drawn_by=drawn_by)
    session.add(draw)
    session.flush()
    rows = [{"draw_id": draw.id} | {name: getattr(one, name) for name in MemberRow.__match_args__} for one in members]
    if rows:
        session.execute(insert(DrawMember), rows)
    raise_revision(session, "labels")
    return draw.id


def list_draws(session: Session, kind: str = AUDIT) -> list[DrawRecord]:
    """Return the draws of a kind, newest first."""
    rows = session.scalars(select(Draw).where(Draw.kind == kind).order_by(Draw.id.desc()))
    return [_record(row) for row in rows]


def get_draw(session: Session, draw_id: int) -> DrawRecord:
    """Return one draw; a number that no draw has raises LookupError."""
    row = session.get(Draw, draw_id)
    if row is None:
        raise LookupError(draw_id)
    return _record(row)


def draw_of_seed(session: Session, seed: int, kind: str = AUDIT) -> int | None:
    """Return the draw of a kind that a seed has made, or None."""
    return session.scalar(select(func.min(Draw.id)).where(Draw.seed == seed, Draw.kind == kind))


def member_states(session: Session, draw_id: int) -> list[MemberState]:
    """Return the members of a draw in the order of their turns, and what has become of each."""
    members = select(DrawMember.product_id, DrawMember.position, DrawMember.stratum, Product.text_hash)
    members = members.join(Product, Product.id == DrawMember.product_id).where(DrawMember.draw_id == draw_id)
    answered = _answers(session, draw_id)
    reused = select(Label.product_id, Label.text_hash).where(Label.draw_id == draw_id, Label.answer_id.is_(None))
    copied = {row.product_id: row.text_hash for row in session.execute(reused)}
    states = []
    for product_id, position, stratum, now in session.execute(members.order_by(DrawMember.position)):
        state, read = answered.get(product_id) or (
            (REUSED, copied[product_id]) if product_id in copied else (LEFT, now)
        )
        states.append(MemberState(product_id, position, stratum, state, stale=read != now))
    return states


def count_states(draw: DrawRecord, states: Iterable[MemberState]) -> list[StratumState]:
    """Return how far a draw has come, stratum by stratum, in the order in which it stores them."""
    own: list[list[MemberState]] = [[] for _ in draw.strata]
    for state in states:
        own[state.stratum].append(state)
    return [
        StratumState(
            stratum["name"],
            stratum["products"],
            stratum["drawn"],
            dict(Counter(one.state for one in members)),
            sum(one.stale and one.state in (LABELLED, REUSED) for one in members),
        )
        for stratum, members in zip(draw.strata, own, strict=True)
    ]


def advance_draw(session: Session, draw_id: int) -> int:
    """Move a draw on to the first member that still has to be answered, and return how many have had their turn.

    A product that was labelled before, on the text that it has now, for every capability and without the model's
    opinion on the screen, is not asked for again: at its turn its labels join the audit lane, as they were given. In a
    draw for a second look every member is asked for: that it was labelled before is why it is there.
    """
    reached, reused = _turns(session, draw_id)
    columns = (DrawMember.product_id, DrawMember.inclusion_probability)
    drawn = session.execute(select(*columns).where(DrawMember.draw_id == draw_id))
    probability = {row.product_id: row.inclusion_probability for row in drawn}
    rows = [
        label | {"lane": AUDIT, "draw_id": draw_id, "inclusion_probability": probability[product_id]}
        for product_id, labels in reused.items()
        for label in labels
    ]
    if rows:
        session.execute(insert(Label), rows)
        raise_revision(session, "labels")
    session.execute(update(Draw).where(Draw.id == draw_id).values(reached=reached))
    return reached


def _record(row: Draw) -> DrawRecord:
    return DrawRecord(**{name: getattr(row, name) for name in DrawRecord.__match_args__})


def _turns(session: Session, draw_id: int) -> tuple[int, dict[int, list[dict[str, Any]]]]:
    """Return how many members have had their turn, and the labels that join the audit with it, by product."""
    states = member_states(session, draw_id)
    is_repeat = session.scalar(select(Draw.kind).where(Draw.id == draw_id)) == REPEAT
    left = [] if is_repeat else [one.product_id for one in states if one.state == LEFT]
    before = _labels_from_before(session, left)
    reused: dict[int, list[dict[str, Any]]] = {}
    for state in states:
        if state.state == LEFT:
            if state.product_id not in before:
                return state.position, reused
            reused[state.product_id] = before[state.product_id]
    return len(states), reused


def _answers(session: Session, draw_id: int) -> dict[int, tuple[str, str]]:
    """Return the newest answer to each member that was not taken back: its outcome, and the hash of what was read."""
    query = select(Answer.product_id, Answer.outcome, Answer.text_hash).order_by(Answer.id)
    rows = session.execute(query.where(Answer.draw_id == draw_id, Answer.withdrawn_at.is_(None)))
    return {product_id: (outcome, text_hash) for product_id, outcome, text_hash in rows}


def _labels_from_before(session: Session, product_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the labels of the products that need no new judgement, as columns of Label."""
    keys = set(session.scalars(select(Capability.key)))
    holding = holding_labels("id").subquery()
    query = select(*(getattr(Label, name) for name in _COPIED)).join(holding, holding.c.id == Label.id)
    query = query.join(Product, Product.id == Label.product_id)
    query = query.where(Label.text_hash == Product.text_hash, Label.assisted.is_(False), Label.value.in_([YES, NO]))
    query = query.where(Label.capability.in_(keys))
    found: dict[int, list[dict[str, Any]]] = {}
    for start in range(0, len(product_ids), _IDS_A_STATEMENT):
        some = product_ids[start : start + _IDS_A_STATEMENT]
        for row in session.execute(query.where(Label.product_id.in_(some))).mappings():
            found.setdefault(row["product_id"], []).append(dict(row))
    return {product_id: labels for product_id, labels in found.items() if len(labels) == len(keys)}
