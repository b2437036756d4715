"""Judgements that were given independently of each other, and the settled ones that end a disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Answer, Draw, DrawMember, Label, Product
from db.queries.draws import REPEAT
from db.queries.labels import NO, SETTLED, YES, holding_labels
from db.queries.revisions import raise_revision

if TYPE_CHECKING:
    import pandas as pd

INDEPENDENT_COLUMNS = [
    "product_id",
    "product_group",
    "capability",
    "annotator",
    "value",
    "text_hash",
    "created_at",
    "repeated",
]


@dataclass(frozen=True)
class Settled:
    """A settled judgement of one capability, with what its product says: it may serve as an example."""

    product_id: int
    name: str
    tagline: str
    description: str
    holds: bool


def independent_judgements(session: Session) -> pd.DataFrame:
    """Return the newest judgement of each annotator on each product and capability; columns INDEPENDENT_COLUMNS.

    Left out are those that were given with the model's opinion on the screen, and those that settle a disagreement:
    neither is independent. `repeated`: the product was given to this annotator at random, for a second look.
    """
    import pandas as pd  # It takes half a second, and the first page does without.

    newest = func.row_number().over(
        partition_by=[Label.product_id, Label.capability, Label.annotator],
        order_by=(Label.created_at.desc(), Label.id.desc()),
    )
    repeated = func.coalesce(Draw.kind, "") == REPEAT
    columns = [*(getattr(Label, name) for name in ("product_id", "capability", "annotator", "value", "text_hash"))]
    ranked = (
        select(*columns, Label.created_at, repeated.label("repeated"), newest.label("place"))
        .outerjoin(Draw, Draw.id == Label.draw_id)
        .where(Label.assisted.is_(False), Label.origin != SETTLED)
        .subquery()
    )
    query = (
        select(*(Product.product_group if name == "product_group" else ranked.c[name] for name in INDEPENDENT_COLUMNS))
        .join(Product, Product.id == ranked.c.product_id)
        .where(ranked.c.place == 1)
        .order_by(ranked.c.product_id, ranked.c.capability, ranked.c.annotator)
    )
    return pd.DataFrame(session.execute(query).all(), columns=INDEPENDENT_COLUMNS).astype({"repeated": bool})


def settled_judgements(session: Session) -> set[tuple[int, str]]:
    """Return what was settled of the text that its product has now: {(product, capability)}."""
    query = select(Label.product_id, Label.capability).join(Product, Product.id == Label.product_id)
    rows = session.execute(query.where(Label.origin == SETTLED, Label.text_hash == Product.text_hash))
    return {(row.product_id, row.capability) for row in rows}


def settle(session: Session, product_id: int, capability: str, value: str, *, annotator: str, text_hash: str) -> int:
    """Add the judgement that ends a disagreement, and return its number. What was said before stays beside it.

    It holds against every other one (db.queries.labels). A product that was drawn for the audit stays in it: the
    settled judgement takes over lane, draw and probability, as nobody was shown the model's opinion. `text_hash` says
    which text was read. A number that no product has raises LookupError.
    """
    if session.get(Product, product_id) is None:
        raise LookupError(product_id)
    drawn = _drawn(session, product_id, capability)
    label = Label(
        product_id=product_id,
        capability=capability,
        value=value,
        annotator=annotator,
        origin=SETTLED,
        lane=drawn.lane if drawn else "learning",
        draw_id=drawn.draw_id if drawn else None,
        inclusion_probability=drawn.inclusion_probability if drawn else None,
        text_hash=text_hash,
    )
    session.add(label)
    session.flush()
    raise_revision(session, "labels")
    return label.id


def _drawn(session: Session, product_id: int, capability: str) -> Label | None:
    """Return the newest judgement of a product that was given for the audit."""
    own = Label.product_id == product_id, Label.capability == capability, Label.lane == "audit"
    query = select(Label).where(*own, Label.assisted.is_(False))
    return session.scalars(query.order_by(Label.created_at.desc(), Label.id.desc()).limit(1)).first()


def judged_by_others(session: Session, annotator: str) -> list[int]:
    """Return the products that somebody else has told yes or no by the text that they have now, in the order of ids.

    Left out is what `annotator` has judged or passed over, and what waits in an earlier draw for a second look by the
    same person.
    """
    told = select(Label.product_id).join(Product, Product.id == Label.product_id)
    told = told.where(Label.annotator != annotator, Label.value.in_([YES, NO]), Label.text_hash == Product.text_hash)
    own = select(Label.product_id).where(Label.annotator == annotator)
    answered = select(Answer.product_id).where(Answer.annotator == annotator, Answer.withdrawn_at.is_(None))
    waiting = select(DrawMember.product_id).where(DrawMember.draw_id.in_(repeats_of(session, annotator)))
    taken = own.union(answered, waiting)
    return list(session.scalars(told.where(Label.product_id.not_in(taken)).distinct().order_by(Label.product_id)))


def repeats_of(session: Session, annotator: str) -> list[int]:
    """Return the draws for a second look by one person, the newest first."""
    rows = session.execute(select(Draw.id, Draw.frame).where(Draw.kind == REPEAT).order_by(Draw.id.desc()))
    return [draw_id for draw_id, frame in rows if frame.get("annotator") == annotator]


def settled_products(session: Session, capability: str) -> list[Settled]:
    """Return the products of which a capability was settled by the text that they have now, the newest first."""
    ids = [product_id for product_id, key in settled_judgements(session) if key == capability]
    held = holding_labels("created_at").subquery()
    columns = [Product.id, Product.name, Product.tagline, Product.description, held.c.value]
    query = select(*columns).join(held, (held.c.product_id == Product.id) & (held.c.capability == capability))
    rows = session.execute(query.where(Product.id.in_(ids)).order_by(held.c.created_at.desc(), Product.id))
    return [Settled(number, name, tagline, text, value == YES) for number, name, tagline, text, value in rows]
