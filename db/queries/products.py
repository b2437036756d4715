"""Products: find, count, list, delete. One of them with all that is known of it: db.queries.product_detail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd
from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session

from db.models import ImportProduct, Product, Tag
from db.queries.labels import NO, YES, holding_labels
from db.queries.revisions import raise_revision
from db.queries.training import ModelRecord, active_model

TagOrigin = Literal["gold", "model"]
LIST_COLUMNS = ["id", "name", "tagline", "launched_on", "launched_precision", "source", "language", "votes", "url"]
SEARCHED = (Product.name, Product.tagline, Product.description)
# A statement may carry 32,766 values on SQLite.
IDS_A_STATEMENT = 10_000


@dataclass(frozen=True)
class ProductFilter:
    """Which products to list. None, or an empty text, asks for nothing."""

    # Each of its words must occur in the name, the tagline or the description.
    text: str = ""
    source: str | None = None
    language: str | None = None
    # A capability that the product has: by its gold label where it has one, else by the active model's tag.
    capability: str | None = None
    # With `capability`: only where the tag comes from there.
    origin: TagOrigin | None = None
    # Both included. A product without a date is outside of every period.
    date_from: date | None = None
    date_to: date | None = None
    has_date: bool | None = None
    # Products that this import brought, changed or found unchanged.
    import_id: int | None = None


@dataclass(frozen=True)
class ProductFacets:
    """What there is to choose from."""

    products: int
    undated: int
    # {source: products}, the largest first; so too the languages.
    sources: dict[str, int]
    languages: dict[str, int]
    first_date: date | None
    last_date: date | None


def count_products(session: Session, chosen: ProductFilter) -> int:
    """Return how many products a filter leaves."""
    return session.scalar(_filtered(session, chosen, func.count())) or 0


def list_products(session: Session, chosen: ProductFilter, *, limit: int, offset: int = 0) -> pd.DataFrame:
    """Return the products that a filter leaves, newest first, those without a date last.

    Columns: LIST_COLUMNS; `gold` and `model`, lists of capability keys: those that the gold labels give, and those that
    the active model gives where no gold label speaks of the capability.
    """
    columns = [getattr(Product, name) for name in LIST_COLUMNS]
    query = _filtered(session, chosen, *columns)
    newest_first = query.order_by(Product.launched_on.desc().nulls_last(), Product.id.desc())
    frame = pd.DataFrame(session.execute(newest_first.limit(limit).offset(offset)).all(), columns=LIST_COLUMNS)
    frame["votes"] = frame["votes"].astype("Int64")
    ids = [int(product_id) for product_id in frame["id"]]
    gold = _gold_values(session, ids)
    tagged = _tagged_keys(session, ids)
    frame["gold"] = [[key for key, value in gold.get(i, {}).items() if value == YES] for i in ids]
    frame["model"] = [[key for key in tagged.get(i, []) if key not in gold.get(i, {})] for i in ids]
    return frame


def read_facets(session: Session) -> ProductFacets:
    """Return the sources, languages and dates that products have."""
    dates = func.count(Product.launched_on), func.min(Product.launched_on), func.max(Product.launched_on)
    products, dated, first_date, last_date = session.execute(select(func.count(), *dates).select_from(Product)).one()
    return ProductFacets(
        products=products,
        undated=products - dated,
        sources=_counts(session, Product.source),
        languages=_counts(session, Product.language),
        first_date=first_date,
        last_date=last_date,
    )


def add_product(session: Session, columns: Mapping[str, Any]) -> int:
    """Add a product that no import brings (db.models.Product), and return its number; one of its key may be there."""
    key = Product.source == columns["source"], Product.external_id == columns["external_id"]
    if (known := session.scalar(select(Product.id).where(*key))) is not None:
        return known
    product = Product(**columns)
    session.add(product)
    session.flush()
    raise_revision(session, "products")
    return product.id


def delete_products(session: Session, ids: Sequence[int]) -> int:
    """Delete products with their labels, tags and history, and return how many there were."""
    deleted = 0
    for start in range(0, len(ids), IDS_A_STATEMENT):
        chunk = ids[start : start + IDS_A_STATEMENT]
        # The engines' RETURNING is the count that both of them give alike.
        deleted += len(session.scalars(delete(Product).where(Product.id.in_(chunk)).returning(Product.id)).all())
    if deleted:
        raise_revision(session, "products", "labels", "tags")
    return deleted


def _filtered(session: Session, chosen: ProductFilter, *columns: Any) -> Select[Any]:
    query = select(*columns).select_from(Product).where(*(_contains(word) for word in chosen.text.split()))
    if chosen.source is not None:
        query = query.where(Product.source == chosen.source)
    if chosen.language is not None:
        query = query.where(Product.language == chosen.language)
    if chosen.date_from is not None:
        query = query.where(Product.launched_on >= chosen.date_from)
    if chosen.date_to is not None:
        query = query.where(Product.launched_on <= chosen.date_to)
    if chosen.has_date is not None:
        query = query.where(Product.launched_on.is_not(None) if chosen.has_date else Product.launched_on.is_(None))
    if chosen.import_id is not None:
        touched = select(ImportProduct.product_id).where(ImportProduct.import_id == chosen.import_id)
        query = query.where(Product.id.in_(touched))
    if chosen.capability is not None:
        query = query.where(_has_capability(active_model(session), chosen.capability, chosen.origin))
    return query


def _contains(word: str) -> ColumnElement[bool]:
    # SQLite folds the case of ASCII letters alone; the variants bring École to who types école.
    variants = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    return or_(*(column.icontains(variant, autoescape=True) for column in SEARCHED for variant in sorted(variants)))


def _has_capability(model: ModelRecord | None, key: str, origin: TagOrigin | None) -> ColumnElement[bool]:
    gold = holding_labels().subquery()
    judged = select(gold.c.product_id).where(gold.c.capability == key)
    by_gold = Product.id.in_(judged.where(gold.c.value == YES))
    by_model = Product.id.in_(_tagged(model, key)) & Product.id.not_in(judged.where(gold.c.value.in_([YES, NO])))
    if origin is None:
        return or_(by_gold, by_model)
    return by_gold if origin == "gold" else by_model


def _tagged(model: ModelRecord | None, key: str) -> Select[int]:
    """Products that the model gives a capability, by the text that they have now; none without a model."""
    bit = 1 << model.label_set.index(key) if model and key in model.label_set else 0
    fresh = select(Tag.product_id).join(Product, Product.id == Tag.product_id).where(Tag.text_hash == Product.text_hash)
    return fresh.where(Tag.model_id == (model.id if model else None), Tag.bits.bitwise_and(bit) != 0)


def _gold_values(session: Session, ids: list[int]) -> dict[int, dict[str, str]]:
    """{product: {capability: "yes" or "no"}} by the labels that hold."""
    gold = holding_labels().subquery()
    query = select(gold.c.product_id, gold.c.capability, gold.c.value).where(gold.c.product_id.in_(ids))
    values: dict[int, dict[str, str]] = {}
    for product_id, capability, value in session.execute(query.where(gold.c.value.in_([YES, NO]))):
        if capability != "ai":
            values.setdefault(product_id, {})[capability] = value
    return values


def _tagged_keys(session: Session, ids: list[int]) -> dict[int, list[str]]:
    model = active_model(session)
    if model is None:
        return {}
    query = select(Tag.product_id, Tag.bits).join(Product, Product.id == Tag.product_id)
    fresh = query.where(Tag.model_id == model.id, Tag.text_hash == Product.text_hash, Tag.product_id.in_(ids))
    return {
        product_id: [key for j, key in enumerate(model.label_set) if bits >> j & 1]
        for product_id, bits in session.execute(fresh)
    }


def _counts(session: Session, column: Any) -> dict[str, int]:
    counted = func.count()
    rows = session.execute(select(column, counted).group_by(column).order_by(counted.desc(), column))
    return {row[0]: row[1] for row in rows}
