"""What an annotator is shown of a product, and which products wait for a first label."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Answer, Capability, CodebookExample, Label, Product, Tag
from db.queries.answers import LEARNING, SKIPPED
from db.queries.tags import STORED
from db.queries.training import ModelRecord


@dataclass(frozen=True)
class ProductText:
    """A product as an annotator reads it. Fields as in db.models.Product."""

    id: int
    name: str
    tagline: str
    description: str
    url: str
    source: str
    language: str
    launched_on: date | None
    launched_precision: str
    text_hash: str


def product_texts(session: Session, product_ids: Sequence[int]) -> list[ProductText]:
    """Return some products in the order asked for; those that are gone are left out."""
    columns = [getattr(Product, name) for name in ProductText.__match_args__]
    rows = session.execute(select(*columns).where(Product.id.in_(product_ids)))
    found = {row[0]: ProductText(*row) for row in rows}
    return [found[product_id] for product_id in product_ids if product_id in found]


def model_guesses(session: Session, model: ModelRecord, product_ids: Sequence[int]) -> dict[int, dict[str, float]]:
    """Return {product: {capability: probability}}, as a model gives them by the text that the products have now."""
    query = select(Tag.product_id, Tag.probabilities).join(Product, Product.id == Tag.product_id)
    query = query.where(Tag.model_id == model.id, Tag.text_hash == Product.text_hash, Tag.product_id.in_(product_ids))
    return {
        product_id: dict(zip(model.label_set, np.frombuffer(stored, STORED).astype(float).tolist(), strict=True))
        for product_id, stored in session.execute(query)
    }


def without_judgement(session: Session, product_ids: Sequence[int]) -> set[int]:
    """Return those of the products that nobody has judged, and nobody has passed over in the learning lane."""
    judged = select(Label.product_id).where(Label.product_id.in_(product_ids))
    passed = select(Answer.product_id).where(
        Answer.product_id.in_(product_ids), Answer.lane == LEARNING, Answer.withdrawn_at.is_(None)
    )
    return set(product_ids) - set(session.scalars(judged)) - set(session.scalars(passed))


def unjudged_products(session: Session, limit: int) -> list[int]:
    """Return products that nobody has judged, in an order that has nothing to do with what they are."""
    query = select(Product.id).where(Product.id.not_in(select(Label.product_id)))
    return list(session.scalars(query.order_by(Product.text_hash, Product.id).limit(limit)))


def count_judged(session: Session) -> int:
    """Return how many products were judged, or passed over on the Label page."""
    judged = session.scalar(select(func.count(Label.product_id.distinct()))) or 0
    passed = select(func.count()).where(Answer.outcome == SKIPPED, Answer.withdrawn_at.is_(None))
    return judged + (session.scalar(passed) or 0)


def capability_keys(session: Session) -> list[str]:
    """Return the keys of the label set in its order."""
    return list(session.scalars(select(Capability.key).order_by(Capability.position)))


@dataclass(frozen=True)
class Example:
    """A text that the codebook holds up. Fields as in db.models.CodebookExample."""

    text: str
    holds: bool
    note: str
    origin: str


def examples_by_capability(session: Session) -> dict[str, list[Example]]:
    """Return the codebook's examples of each capability, the newest first."""
    shown: dict[str, list[Example]] = {}
    for row in session.scalars(select(CodebookExample).order_by(CodebookExample.id.desc())):
        shown.setdefault(row.capability, []).append(Example(row.text, row.holds, row.note, row.origin))
    return shown
