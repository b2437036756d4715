"""One product with all that is known of it: labels, tags, imports, corrections."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Import, ImportProduct, Label, Product, ProductChange, Tag
from db.queries.labels import holding_labels
from db.queries.tags import STORED
from db.queries.training import active_model


@dataclass(frozen=True)
class ProductRecord:
    """A launch. Fields as in db.models.Product."""

    id: int
    source: str
    external_id: str
    product_group: str
    name: str
    tagline: str
    description: str
    launched_on: date | None
    launched_precision: str
    url: str
    language: str
    country: str
    industry: str
    application_fields: list[str]
    keywords: list[str]
    votes: int | None
    says_ai: bool
    text_hash: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class GivenLabel:
    """A gold judgement that somebody gave. Fields as in db.models.Label."""

    capability: str
    value: str
    annotator: str
    origin: str
    lane: str
    created_at: datetime
    # It is the one of several judgements of this capability that holds.
    holds: bool
    # The text has changed since it was read for this judgement.
    outdated: bool


@dataclass(frozen=True)
class GivenTag:
    """What the active model says of one capability."""

    capability: str
    probability: float
    threshold: float
    tagged: bool
    # The text has changed since it was tagged.
    outdated: bool


@dataclass(frozen=True)
class SeenInImport:
    """What one import did to the product: `effect` is "new", "updated" or "unchanged"."""

    import_id: int
    file_name: str
    effect: str
    created_at: datetime
    undone: bool


@dataclass(frozen=True)
class Change:
    """One field as a person corrected it. Fields as in db.models.ProductChange."""

    field: str
    old: str
    new: str
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True)
class ProductDetail:
    """A product and its past. Labels, imports and changes stand newest first, tags in the model's own order."""

    product: ProductRecord
    labels: list[GivenLabel]
    tags: list[GivenTag]
    # The capability that the active model holds for the main one.
    primary: str | None
    imports: list[SeenInImport]
    changes: list[Change]


def get_product(session: Session, product_id: int) -> ProductDetail | None:
    """Return one product with all that is known of it, or None where there is none of this number."""
    row = session.get(Product, product_id)
    if row is None:
        return None
    product = ProductRecord(**{name: getattr(row, name) for name in ProductRecord.__match_args__})
    tags, primary = _tags(session, product)
    return ProductDetail(
        product=product,
        labels=_labels(session, product),
        tags=tags,
        primary=primary,
        imports=_imports(session, product_id),
        changes=_changes(session, product_id),
    )


def _labels(session: Session, product: ProductRecord) -> list[GivenLabel]:
    holding = holding_labels("id").subquery()
    ids = set(session.scalars(select(holding.c.id).where(holding.c.product_id == product.id)))
    rows = session.scalars(
        select(Label).where(Label.product_id == product.id).order_by(Label.created_at.desc(), Label.id.desc())
    )
    own = [name for name in GivenLabel.__match_args__ if name not in ("holds", "outdated")]
    return [
        GivenLabel(
            **{name: getattr(row, name) for name in own},
            holds=row.id in ids,
            outdated=row.text_hash != product.text_hash,
        )
        for row in rows
    ]


def _tags(session: Session, product: ProductRecord) -> tuple[list[GivenTag], str | None]:
    model = active_model(session)
    row = session.get(Tag, (model.id, product.id)) if model else None
    if model is None or row is None:
        return [], None
    probabilities = np.frombuffer(row.probabilities, dtype=STORED)
    tags = [
        GivenTag(
            capability=key,
            probability=float(probabilities[j]),
            threshold=float(model.thresholds[key]),
            tagged=bool(row.bits >> j & 1),
            outdated=row.text_hash != product.text_hash,
        )
        for j, key in enumerate(model.label_set)
    ]
    return tags, None if row.primary is None else model.label_set[row.primary]


def _imports(session: Session, product_id: int) -> list[SeenInImport]:
    rows = session.execute(
        select(Import.id, Import.file_name, ImportProduct.effect, Import.created_at, Import.undone_at)
        .join(ImportProduct, ImportProduct.import_id == Import.id)
        .where(ImportProduct.product_id == product_id)
        .order_by(Import.id.desc())
    )
    return [SeenInImport(number, name, effect, at, undone is not None) for number, name, effect, at, undone in rows]


def _changes(session: Session, product_id: int) -> list[Change]:
    columns = [getattr(ProductChange, name) for name in Change.__match_args__]
    of_product = select(*columns).where(ProductChange.product_id == product_id)
    newest_first = of_product.order_by(ProductChange.changed_at.desc(), ProductChange.id.desc())
    return [Change(*row) for row in session.execute(newest_first)]
