"""Store an import: what is known already of its launches, and what one short transaction writes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import Select, Table, bindparam, insert, literal, select, update
from sqlalchemy.orm import Session

from db.engine import insert_rows
from db.models import Import, ImportProduct, Label, Product, ProductChange, Refusal

Key = tuple[str, str]
#: What a file may change of a product that is there.
PRODUCT_FIELDS = (
    *("name", "tagline", "description", "launched_on", "launched_precision", "url", "language", "country"),
    *("industry", "application_fields", "keywords", "votes", "text_as_of"),
)
#: Where labels come from that no person gave in the app.
FILE_ORIGINS = ("import", "catalogue")
#: What follows from those fields.
DERIVED_FIELDS = ("product_group", "says_ai", "text_hash")
_TOGETHER = ({"launched_on", "launched_precision"}, {"tagline", "description", "language", "text_as_of"})
# A statement may carry 32,766 values on SQLite.
_VALUES_A_STATEMENT = 10_000
_PRODUCTS = cast("Table", Product.__table__)

T = TypeVar("T")


class NewProduct(NamedTuple):
    """A product that an import brings. Fields as in db.models.Product. (A named tuple: it is written as it is.)"""

    source: str
    external_id: str
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
    text_as_of: date | None
    product_group: str
    says_ai: bool
    text_hash: str


class NewLabel(NamedTuple):
    """A gold judgement that an import adds. Fields as in db.models.Label; a new product has no number yet."""

    key: Key
    capability: str
    value: str
    lane: str
    text_hash: str
    inclusion_probability: float | None
    #: "import" or "catalogue".
    origin: str = "import"


@dataclass(frozen=True)
class ProductUpdate:
    """What an import changes of one product."""

    product_id: int
    #: The changed fields as they were, as JSON holds them: for an undo.
    before: dict[str, Any]
    #: Columns and their new values, derived ones included.
    after: dict[str, Any]


@dataclass(frozen=True)
class ImportBatch:
    """Everything that an import writes of products and labels."""

    new: list[NewProduct] = field(default_factory=list)
    updates: list[ProductUpdate] = field(default_factory=list)
    #: Numbers of the products of which the file says nothing new.
    unchanged: list[int] = field(default_factory=list)
    labels: list[NewLabel] = field(default_factory=list)


def find_products(session: Session, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
    """Return the products of these keys that are there: {key: columns, `id` included}."""
    by_source: defaultdict[str, list[str]] = defaultdict(list)
    for source, external_id in keys:
        by_source[source].append(external_id)
    found: dict[Key, dict[str, Any]] = {}
    for source, external_ids in by_source.items():
        for some in _batches(external_ids):
            query = _select_products().where(Product.source == source, Product.external_id.in_(some))
            found |= {(row["source"], row["external_id"]): dict(row) for row in session.execute(query).mappings()}
    return found


def find_products_by_id(session: Session, product_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the products of these numbers: {number: columns}."""
    found: dict[int, dict[str, Any]] = {}
    for some in _batches(product_ids):
        query = _select_products().where(Product.id.in_(some))
        found |= {row["id"]: dict(row) for row in session.execute(query).mappings()}
    return found


def corrected_fields(session: Session, product_ids: Sequence[int]) -> dict[int, set[str]]:
    """Return the fields that stand as a person has corrected them, of those products of which any was.

    What was judged together stands together: a date and its precision, a tagline and its description.
    """
    corrected: defaultdict[int, set[str]] = defaultdict(set)
    for some in _batches(product_ids):
        query = select(ProductChange.product_id, ProductChange.field).where(ProductChange.product_id.in_(some))
        for product_id, name in session.execute(query):
            corrected[product_id] |= next((group for group in _TOGETHER if name in group), {name})
    return dict(corrected)


def imported_labels(session: Session, product_ids: Sequence[int]) -> dict[tuple[int, str], tuple[Any, ...]]:
    """Return the newest label that a file gave: {(product, capability): (value, lane, text hash, probability)}."""
    found: dict[tuple[int, str], tuple[Any, ...]] = {}
    said = (Label.value, Label.lane, Label.text_hash, Label.inclusion_probability)
    for some in _batches(product_ids):
        query = select(Label.product_id, Label.capability, *said).order_by(Label.id)
        for product_id, capability, *values in session.execute(
            query.where(Label.origin.in_(FILE_ORIGINS), Label.product_id.in_(some))
        ):
            found[product_id, capability] = tuple(values)
    return found


def store_import(
    session: Session, record: Mapping[str, Any], batch: ImportBatch, refusals: Sequence[Mapping[str, Any]]
) -> int:
    """Write an import and all that it brings, and return its number.

    `record` holds the columns of Import but its counts of products and labels, which follow from `batch`.
    """
    stored = Import(
        **record,
        new=len(batch.new),
        updated=len(batch.updates),
        unchanged=len(batch.unchanged),
        refused=len(refusals),
        labels=len(batch.labels),
    )
    session.add(stored)
    session.flush()
    _insert_products(session, stored, batch.new)
    update_products(session, batch.updates, {"updated_at": stored.created_at})
    _insert_links(session, stored.id, batch)
    _insert_labels(session, stored, batch.labels)
    insert_rows(
        session,
        Refusal.__table__,
        ("import_id", "line", "column", "value", "reason"),
        [(stored.id, said["line"], said["column"], said["value"], said["reason"]) for said in refusals],
    )
    return stored.id


def set_seconds(session: Session, import_id: int, seconds: float) -> None:
    """Say how long an import took."""
    session.execute(update(Import).where(Import.id == import_id).values(seconds=seconds))


def update_products(session: Session, updates: Iterable[ProductUpdate], stamps: dict[str, Any]) -> None:
    """Write the updates, those of the same columns in one statement. `stamps` are columns of all of them."""
    by_columns: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for change in updates:
        by_columns[tuple(sorted(change.after))].append({**change.after, **stamps, "of_product": change.product_id})
    for rows in by_columns.values():
        session.connection().execute(update(_PRODUCTS).where(_PRODUCTS.c.id == bindparam("of_product")), rows)


def _select_products() -> Select[Any]:
    return select(*(_PRODUCTS.c[name] for name in ("id", "source", "external_id", *PRODUCT_FIELDS, *DERIVED_FIELDS)))


def _insert_products(session: Session, stored: Import, products: Sequence[NewProduct]) -> None:
    stamps = (stored.id, stored.created_at, stored.created_at)
    names = (*NewProduct._fields, "import_id", "created_at", "updated_at")
    insert_rows(session, Product.__table__, names, [product + stamps for product in products])


def _insert_links(session: Session, import_id: int, batch: ImportBatch) -> None:
    """Write what the import has done to each product; the new ones need not leave the database for it."""
    new = select(literal(import_id), _PRODUCTS.c.id, literal("new")).where(_PRODUCTS.c.import_id == import_id)
    links = cast("Table", ImportProduct.__table__)
    session.execute(insert(links).from_select(["import_id", "product_id", "effect"], new))
    rows = [
        *((import_id, change.product_id, "updated", change.before) for change in batch.updates),
        *((import_id, product_id, "unchanged", None) for product_id in batch.unchanged),
    ]
    insert_rows(session, links, ("import_id", "product_id", "effect", "before"), rows)


def _insert_labels(session: Session, stored: Import, labels: Sequence[NewLabel]) -> None:
    ids = {key: product["id"] for key, product in find_products(session, {label.key for label in labels}).items()}
    names = (*NewLabel._fields[1:], "import_id", "created_at", "annotator", "assisted", "product_id")
    rows = [(*label[1:], stored.id, stored.created_at, label.origin, False, ids[label.key]) for label in labels]
    insert_rows(session, Label.__table__, names, rows)


def _batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _VALUES_A_STATEMENT):
        yield values[start : start + _VALUES_A_STATEMENT]
