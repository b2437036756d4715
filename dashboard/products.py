"""Correct or add a product by hand: check what was typed, and derive what follows from it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.importing.changes import derived_columns
from dashboard.importing.dates import BATCH_DAYS, DateError, parse_date
from dashboard.importing.keys import bounded, normalise_name
from dashboard.importing.values import read_list
from dashboard.messages import RequestError, message
from dashboard.tagging.text import detect_language, product_text
from db.engine import Store
from db.queries.corrections import correct_product
from db.queries.product_detail import ProductRecord, get_product
from db.queries.products import add_product

#: What a form of corrections asks for, each as a text. `launched_on` says the date and its precision at once.
FORM_FIELDS = (
    "name",
    "tagline",
    "description",
    "launched_on",
    "url",
    "country",
    "industry",
    "application_fields",
    "keywords",
)
#: The source of products that a person typed in.
OWN_SOURCE = "own"
_LISTS = ("application_fields", "keywords")


def correct(store: Store, product_id: int, typed: Mapping[str, str], *, by: str) -> list[str]:
    """Set fields of a product to what a person typed, and return the names of those that changed.

    `typed` holds only the fields that the person touched, so that a change of another field meanwhile stays. Raises
    RequestError for what can't be taken, or where the product is gone; nothing is changed then.
    """
    person = by.strip()
    if not person:
        raise RequestError(message("The correction has no name under it. The history says who changed what. Add it."))
    values = read_typed(typed)
    with store.write() as session:
        detail = get_product(session, product_id)
        if detail is None:
            raise RequestError(
                message("Product {number} is not there any more. It was deleted meanwhile.", number=product_id)
            )
        derived = derive_columns(detail.product, values)
        return correct_product(session, product_id, values, derived=derived, by=person)


def add_own(store: Store, name: str, text: str) -> int:
    """Add a text as a product of the source OWN_SOURCE, without a date, and return its number.

    The same name and text again are the same product. Raise RequestError where either is empty.
    """
    name, text = (part.replace("\0", "").strip() for part in (name, text))
    if not name or not text:
        raise RequestError(message("The product has no name or no text. A product has both. Type what is missing."))
    fields = {"name": name, "tagline": "", "description": text, "url": ""}
    derived = derived_columns(OWN_SOURCE, fields)
    own = {
        "source": OWN_SOURCE,
        "external_id": bounded(f"{normalise_name(name)}@{derived['text_hash']}"),
        "language": _detected(fields),
    }
    with store.write() as session:
        return add_product(session, fields | derived | own)


def read_typed(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return typed texts as columns of a product.

    >>> read_typed({"keywords": "ai, b2b", "launched_on": "2024-03"})["launched_precision"]
    'month'
    """
    values: dict[str, Any] = {}
    for field, text in typed.items():
        if field == "launched_on":
            values |= _read_date(text)
        else:
            values[field] = read_list(text) if field in _LISTS else text.replace("\0", "").strip()
    if values.get("name") == "":
        raise RequestError(message("The name is empty. Every product has one. Type it."))
    return values


def derive_columns(product: ProductRecord, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that follow from a product's texts and address once `values` are set."""
    before = {field: getattr(product, field) for field in ("name", "tagline", "description", "url")}
    after = before | {field: value for field, value in values.items() if field in before}
    derived = derived_columns(product.source, after)
    # A language that a file has named, whatever the script says, stays.
    if product.language == _detected(before):
        derived["language"] = _detected(after)
    return derived


def written(product: ProductRecord) -> dict[str, str]:
    """Return the fields of FORM_FIELDS as a person would type them: `read_typed` gives the same product back."""
    texts = {field: getattr(product, field) for field in FORM_FIELDS}
    lists = {field: ", ".join(texts[field]) for field in _LISTS}
    return texts | lists | {"launched_on": written_date(product.launched_on, product.launched_precision)}


def written_date(day: date | None, precision: str) -> str:
    """Return a date in the form that says its precision.

    >>> written_date(date(2024, 3, 20), "season"), written_date(date(2024, 3, 1), "month"), written_date(None, "none")
    ('W24', '2024-03', '')
    """
    if day is None:
        return ""
    if precision == "season":
        letters = {month_and_day: batch for batch, month_and_day in reversed(BATCH_DAYS.items())}
        return f"{letters[day.month, day.day]}{day:%y}" if (day.month, day.day) in letters else day.isoformat()
    return {"day": day.isoformat(), "month": f"{day:%Y-%m}"}.get(precision, f"{day:%Y}")


def _detected(fields: Mapping[str, str]) -> str:
    return detect_language(product_text(fields["name"], fields["tagline"], fields["description"]))


def _read_date(text: str) -> dict[str, Any]:
    try:
        day, precision = parse_date(text)
    except DateError as error:
        raise RequestError(error.said) from error
    return {"launched_on": day, "launched_precision": precision}
