"""Queues: which products an annotator is asked for next, and why.

A queue is anything with these few properties: the audit's, the learning lane's, or a second look at what is judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session

from dashboard.messages import Message
from db.engine import Store
from db.queries.answers import LABELLED, LEARNING, SKIPPED, UNSURE, count_answers
from db.queries.draws import AUDIT, LEFT, REPEAT, REUSED, DrawRecord, list_draws, member_states
from db.queries.labelling import ProductText, model_guesses, product_texts, without_judgement
from db.queries.leases import FIRST, SECOND, take_leases
from db.queries.training import active_model

#: How many products a tab holds, so that the next one is there without a round trip.
HELD = 12


@dataclass(frozen=True)
class Candidate:
    """A product to ask for. `reason` says why this one; a value called "capability" is a capability's key."""

    product_id: int
    reason: Message | None = None


@dataclass(frozen=True)
class Progress:
    """How far a queue has come, in products. `left` is None where there is no end."""

    done: int
    unsure: int
    skipped: int
    left: int | None = None
    # Labelled before, and taken over as they were.
    reused: int = 0


class Queue(Protocol):
    """Yields the next products, and says where their labels belong."""

    @property
    def name(self) -> str:
        """A name that no other queue has: a tab drops what it holds when it changes."""

    @property
    def lane(self) -> str:
        """The lane of the labels: "audit" or "learning"."""

    @property
    def draw_id(self) -> int | None:
        """The draw that the products are members of."""

    @property
    def scope(self) -> str:
        """The scope of the leases (db.queries.leases): within one, a product lies on one screen at a time."""

    def candidates(self, session: Session) -> Iterable[Candidate]:
        """Return the products that still wait for an answer, the next first."""

    def progress(self, session: Session) -> Progress:
        """Count what was answered, and what is left."""


@dataclass(frozen=True)
class AuditQueue:
    """The members of a draw that have no answer yet, in the random order of the draw."""

    draw: DrawRecord
    lane: str = AUDIT
    scope: str = FIRST

    @property
    def name(self) -> str:
        """The draw's own name."""
        return f"{AUDIT}:{self.draw.id}"

    @property
    def draw_id(self) -> int | None:
        """The draw."""
        return self.draw.id

    def candidates(self, session: Session) -> Iterable[Candidate]:
        """Return the members that are left, by position."""
        return [Candidate(one.product_id) for one in member_states(session, self.draw.id) if one.state == LEFT]

    def progress(self, session: Session) -> Progress:
        """Count the members by what has become of them."""
        states = [one.state for one in member_states(session, self.draw.id)]
        return Progress(*(states.count(state) for state in (LABELLED, UNSURE, SKIPPED, LEFT, REUSED)))


@dataclass(frozen=True)
class RepeatQueue(AuditQueue):
    """The members of a draw for somebody's second look that have no answer yet: asked for as if nobody had judged."""

    lane: str = LEARNING
    scope: str = SECOND

    @property
    def name(self) -> str:
        """The draw's own name."""
        return f"{REPEAT}:{self.draw.id}"


@dataclass(frozen=True)
class LearningQueue:
    """Products in the order of their use to the model (dashboard.labelling.learning), while nobody has judged them."""

    order: Sequence[Candidate]
    name: str = LEARNING
    lane: str = LEARNING
    draw_id: int | None = None
    scope: str = FIRST

    def candidates(self, session: Session) -> Iterable[Candidate]:
        """Return those that nobody has judged or passed over meanwhile."""
        waiting = without_judgement(session, [one.product_id for one in self.order])
        return [one for one in self.order if one.product_id in waiting]

    def progress(self, session: Session) -> Progress:
        """Count the answers of the lane; there is always more to learn."""
        counts = count_answers(session)
        return Progress(*(counts.get(outcome, 0) for outcome in (LABELLED, UNSURE, SKIPPED)))


@dataclass(frozen=True)
class Item:
    """A product that a tab holds: its text, why it is asked for, and what the model gives it ({capability: p})."""

    text: ProductText
    reason: Message | None
    guess: dict[str, float]


@dataclass(frozen=True)
class Served:
    """What a tab holds of a queue, and how far the queue has come."""

    items: tuple[Item, ...]
    progress: Progress


def open_draw(session: Session) -> DrawRecord | None:
    """Return the newest draw that still has products to ask for, else the newest; None before the first."""
    draws = list_draws(session)
    return next((draw for draw in draws if _is_open(session, draw)), draws[0] if draws else None)


def _is_open(session: Session, draw: DrawRecord) -> bool:
    # A product that was deleted takes its place in the draw along: then the last turn is never reached.
    return draw.reached < draw.size and any(one.state == LEFT for one in member_states(session, draw.id))


def open_repeat(session: Session, annotator: str) -> DrawRecord | None:
    """Return the oldest draw for a second look by somebody that still has products to ask for, or None."""
    own = [draw for draw in list_draws(session, REPEAT) if draw.frame.get("annotator") == annotator]
    return next((draw for draw in reversed(own) if _is_open(session, draw)), None)


def serve(store: Store, queue: Queue, holder: str, *, count: int = HELD) -> Served:
    """Give a tab the next products of a queue, for as long as a lease lasts. What it holds already, it keeps.

    The model's opinion comes along in the learning lane alone: what is drawn, for the audit or for a second look, is
    judged without it, before and after, for a label that was mended because the model contradicts it would make the
    model look better, and two people who see one opinion are no two opinions.
    """
    with store.write() as session:
        waiting = {one.product_id: one for one in queue.candidates(session)}
        ids = take_leases(session, holder, waiting, count, scope=queue.scope)
        model = active_model(session) if queue.draw_id is None else None
        guesses = model_guesses(session, model, ids) if model else {}
        texts = product_texts(session, ids)
        progress = queue.progress(session)
    items = (Item(text, waiting[text.id].reason, guesses.get(text.id, {})) for text in texts)
    return Served(tuple(items), progress)
