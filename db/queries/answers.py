"""Answers of the Label page: each stored once, with its labels, and taken back whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from db.models import Answer, Draw, DrawMember, Label, Lease, Product, Revision, now
from db.queries.draws import AUDIT, advance_draw
from db.queries.labels import PERSON
from db.queries.revisions import raise_revision

LABELLED, UNSURE, SKIPPED = "labelled", "unsure", "skipped"
OUTCOMES = (LABELLED, UNSURE, SKIPPED)
LEARNING = "learning"


@dataclass(frozen=True)
class NewAnswer:
    """One answer as it reached the server. Fields as in db.models.Answer."""

    client: str
    sequence: int
    product_id: int
    annotator: str
    # The draw that the product was asked for; None in the learning lane.
    draw_id: int | None
    outcome: str
    assisted: bool
    text_hash: str
    # {capability, or "primary": value} as in Label; empty where it was skipped.
    values: Mapping[str, str]
    given_at: datetime


def lock_labelling(session: Session) -> None:
    """Let one transaction at a time store answers and give out products.

    On SQLite every writer is alone anyway; elsewhere the row of the revision is what the others wait for.
    """
    session.execute(select(Revision.counter).where(Revision.subject == "labels").with_for_update()).all()


def store_answer(session: Session, given: NewAnswer) -> bool:
    """Store an answer and its labels, and let the product go; False where it was stored before.

    The labels join the audit lane where the product is a member of an audit's draw, and the learning lane otherwise,
    whatever was claimed: a second look is drawn from what is judged, not from all. A product that is gone raises
    LookupError.
    """
    lock_labelling(session)
    if session.scalar(_of(given.client, given.sequence)) is not None:
        return False
    if session.get(Product, given.product_id) is None:
        raise LookupError(given.product_id)
    kind, probability = _drawn(session, given)
    answer = Answer(
        client=given.client,
        sequence=given.sequence,
        product_id=given.product_id,
        annotator=given.annotator,
        lane=AUDIT if kind == AUDIT else LEARNING,
        draw_id=None if kind is None else given.draw_id,
        outcome=given.outcome,
        assisted=given.assisted,
        text_hash=given.text_hash,
        created_at=given.given_at,
    )
    session.add(answer)
    session.flush()
    estimates = probability if kind == AUDIT else None
    session.add_all(_label(answer, key, value, estimates) for key, value in given.values.items())
    session.execute(delete(Lease).where(Lease.product_id == given.product_id, Lease.holder == given.client))
    _move_on(session, answer.draw_id)
    return True


def withdraw_answer(session: Session, client: str, sequence: int) -> int | None:
    """Take an answer back with its labels, and return the product; None where there is nothing to take back (any more).

    The answer stays, marked: its message, sent once more, must not bring it to life.
    """
    lock_labelling(session)
    answer = session.scalar(_of(client, sequence).where(Answer.withdrawn_at.is_(None)))
    if answer is None:
        return None
    answer.withdrawn_at = now()
    session.execute(delete(Label).where(Label.answer_id == answer.id))
    _move_on(session, answer.draw_id)
    return answer.product_id


def count_answers(session: Session, draw_id: int | None = None) -> dict[str, int]:
    """Count the products that were answered, {outcome: products}, by their newest answer that was not taken back.

    Of a draw, or, without one, of the learning lane.
    """
    of_no_draw = (Answer.lane == LEARNING) & Answer.draw_id.is_(None)
    own = Answer.draw_id == draw_id if draw_id is not None else of_no_draw
    newest = select(func.max(Answer.id)).where(own, Answer.withdrawn_at.is_(None)).group_by(Answer.product_id)
    counts = (
        select(Answer.outcome, func.count().label("products")).where(Answer.id.in_(newest)).group_by(Answer.outcome)
    )
    return {row.outcome: row.products for row in session.execute(counts)}


def _of(client: str, sequence: int) -> Select[Answer]:
    return select(Answer).where(Answer.client == client, Answer.sequence == sequence)


def _drawn(session: Session, given: NewAnswer) -> tuple[str | None, float | None]:
    """Return the kind of the draw that the product is a member of, and its probability; None twice where it is none."""
    own = DrawMember.draw_id == given.draw_id, DrawMember.product_id == given.product_id
    query = select(Draw.kind, DrawMember.inclusion_probability).join(DrawMember, DrawMember.draw_id == Draw.id)
    row = session.execute(query.where(*own)).first()
    return (row.kind, row.inclusion_probability) if row else (None, None)


def _label(answer: Answer, key: str, value: str, probability: float | None) -> Label:
    return Label(
        product_id=answer.product_id,
        capability=key,
        value=value,
        annotator=answer.annotator,
        origin=PERSON,
        lane=answer.lane,
        assisted=answer.assisted,
        text_hash=answer.text_hash,
        inclusion_probability=probability,
        draw_id=answer.draw_id,
        answer_id=answer.id,
        created_at=answer.created_at,
    )


def _move_on(session: Session, draw_id: int | None) -> None:
    session.flush()
    if draw_id is not None:
        advance_draw(session, draw_id)
    raise_revision(session, "labels")
