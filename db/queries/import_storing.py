"""Store an import: what is known already of its launches, and what one short transaction writes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import Select, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from db.models import Import, ImportProduct, Label, Product, ProductChange, Refusal, now

Key = tuple[str, str]
#: What a file may change of a product that is there.
PRODUCT_FIELDS = (
    *("name", "tagline", "description", "launched_on", "launched_precision", "url", "language", "country"),
    *("industry", "application_fields", "keywords", "votes", "text_as_of"),
)
#: What follows from those fields.
DERIVED_FIELDS = ("product_group", "says_ai", "text_hash")
_TOGETHER = ({"launched_on", "launched_precision"}, {"tagline", "description", "language", "text_as_of"})
# A statement may carry 32,766 values on SQLite.
_VALUES_A_STATEMENT = 10_000
_PRODUCTS = cast("Table", Product.__table__)

T = TypeVar("T")


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

    #: Columns of new products: PRODUCT_FIELDS, DERIVED_FIELDS, source, external_id.
    new: list[dict[str, Any]] = field(default_factory=list)
    updates: list[ProductUpdate] = field(default_factory=list)
    #: Numbers of the products of which the file says nothing new.
    unchanged: list[int] = field(default_factory=list)
    #: Columns of new labels, each with the `key` of its product in place of its number.
    labels: list[dict[str, Any]] = field(default_factory=list)


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
    """Return the newest label that an import gave: {(product, capability): (value, lane, text hash, probability)}."""
    found: dict[tuple[int, str], tuple[Any, ...]] = {}
    said = (Label.value, Label.lane, Label.text_hash, Label.inclusion_probability)
    for some in _batches(product_ids):
        query = select(Label.product_id, Label.capability, *said).order_by(Label.id)
        for product_id, capability, *values in session.execute(
            query.where(Label.origin == "import", Label.product_id.in_(some))
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
    moment = stored.created_at
    stamps = {"import_id": stored.id, "created_at": moment, "updated_at": moment}
    _insert(session, Product, [columns | stamps for columns in batch.new])
    update_products(session, batch.updates, {"updated_at": moment})
    added = _keys_of(session, stored.id)
    _insert(session, ImportProduct, _effects(stored.id, added, batch))
    _insert(session, Label, _labels(session, stored.id, added, batch.labels))
    _insert(session, Refusal, [{"import_id": stored.id, **refusal} for refusal in refusals])
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


def _effects(import_id: int, added: Mapping[Key, int], batch: ImportBatch) -> list[dict[str, Any]]:
    def effect(product_id: int, name: str, before: dict[str, Any] | None = None) -> dict[str, Any]:
        return {"import_id": import_id, "product_id": product_id, "effect": name, "before": before}

    return [
        *(effect(product_id, "new") for product_id in added.values()),
        *(effect(change.product_id, "updated", change.before) for change in batch.updates),
        *(effect(product_id, "unchanged") for product_id in batch.unchanged),
    ]


def _labels(
    session: Session, import_id: int, added: Mapping[Key, int], labels: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    known = {label["key"] for label in labels} - set(added)
    ids = dict(added) | {key: product["id"] for key, product in find_products(session, known).items()}
    stamps = {"import_id": import_id, "created_at": now(), "annotator": "import", "origin": "import", "assisted": False}
    return [
        {name: value for name, value in label.items() if name != "key"} | stamps | {"product_id": ids[label["key"]]}
        for label in labels
    ]


def _keys_of(session: Session, import_id: int) -> dict[Key, int]:
    query = select(Product.source, Product.external_id, Product.id).where(Product.import_id == import_id)
    return {(source, external_id): product_id for source, external_id, product_id in session.execute(query)}


def _insert(session: Session, model: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    # The table itself, not the mapped class: that costs half the time, and the lock is held meanwhile.
    if rows:
        session.connection().execute(insert(cast("Table", model.__table__)), rows)


def _batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _VALUES_A_STATEMENT):
        yield values[start : start + _VALUES_A_STATEMENT]
