"""Corrections: a person's word on a product's fields, kept with what stood there before."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.models import Product, ProductChange, now
from db.queries.revisions import raise_revision

CORRECTABLE = (
    "name",
    "tagline",
    "description",
    "launched_on",
    "launched_precision",
    "url",
    "country",
    "industry",
    "application_fields",
    "keywords",
)


def correct_product(
    session: Session, product_id: int, values: Mapping[str, Any], *, derived: Mapping[str, Any], by: str
) -> list[str]:
    """Set fields of a product, remember each one that changes, and return their names.

    `values` holds fields of CORRECTABLE. `derived` holds the columns that follow from the product's texts, such as
    text_hash; they leave no trace in the history. A number that no product has raises LookupError.
    """
    product = session.get(Product, product_id)
    if product is None:
        raise LookupError(product_id)
    changed = [field for field in CORRECTABLE if field in values and getattr(product, field) != values[field]]
    if not changed:
        return []
    moment = now()
    for field in changed:
        old, new = as_text(getattr(product, field)), as_text(values[field])
        change = ProductChange(product_id=product_id, field=field, old=old, new=new, changed_by=by, changed_at=moment)
        session.add(change)
        setattr(product, field, values[field])
    for column, value in derived.items():
        setattr(product, column, value)
    product.updated_at = moment
    raise_revision(session, "products")
    return changed


def as_text(value: str | date | list[str] | None) -> str:
    """Return a field's value as the history keeps it.

    >>> as_text(["fintech", "saas"]), as_text(date(2024, 3, 5)), as_text(None)
    ('fintech, saas', '2024-03-05', '')
    """
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, list) else str(value)
