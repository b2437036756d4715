"""Hold what a file brings against the store: what is new, what changes, what stays. Nothing is written yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from dashboard.importing.changes import changed_fields, derived_columns, new_product
from dashboard.importing.launch import Launch
from db.queries.import_storing import (
    ImportBatch,
    Key,
    NewLabel,
    ProductUpdate,
    corrected_fields,
    find_products,
    imported_labels,
)
from db.queries.revisions import read_revisions


@dataclass(frozen=True)
class ImportPlan:
    """What one import would write to the store as it stood at a revision."""

    batch: ImportBatch
    #: Counter of "products" that the plan was made at; imported labels change only along with it.
    revision: int
    #: Fields that stay as a person has corrected them, though the file says otherwise.
    kept_corrections: int


def plan_import(session: Session, launches: Mapping[Key, Launch], lane: str, origin: str) -> ImportPlan:
    """Compare the launches of a file with the store that `session` sees. Its labels get `lane` and `origin`."""
    revision = products_revision(session)
    stored = find_products(session, launches)
    ids = [product["id"] for product in stored.values()]
    corrected = corrected_fields(session, ids)
    batch = ImportBatch()
    kept = 0
    for key, launch in launches.items():
        product = stored.get(key)
        if product is None:
            batch.new.append(new_product(launch))
            continue
        changes = changed_fields(product, launch)
        kept_here = corrected.get(product["id"], set()) & set(changes)
        allowed = {name: value for name, value in changes.items() if name not in kept_here}
        kept += len(kept_here)
        if allowed:
            batch.updates.append(_update(product, allowed))
        else:
            batch.unchanged.append(product["id"])
    batch.labels.extend(_new_labels(session, launches.values(), stored, batch, lane, origin))
    return ImportPlan(batch, revision, kept)


def products_revision(session: Session) -> int:
    """Return how often products have changed so far."""
    return read_revisions(session)["products"]


def _update(product: Mapping[str, Any], changes: Mapping[str, Any]) -> ProductUpdate:
    derived = derived_columns(product["source"], {**product, **changes})
    before = {name: _as_json(product[name]) for name in changes}
    return ProductUpdate(product["id"], before, {**changes, **derived})


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _new_labels(
    session: Session,
    launches: Iterable[Launch],
    stored: Mapping[Key, Mapping[str, Any]],
    batch: ImportBatch,
    lane: str,
    origin: str,
) -> Iterable[NewLabel]:
    """Yield the labels that the store has not, or has otherwise, from an import or the catalogue."""
    labelled = [launch for launch in launches if launch.labels]
    if not labelled:
        return
    ids = {launch.key: stored[launch.key]["id"] for launch in labelled if launch.key in stored}
    known = imported_labels(session, list(ids.values()))
    hashes = {product["id"]: product["text_hash"] for product in stored.values()}
    hashes |= {change.product_id: change.after["text_hash"] for change in batch.updates}
    brought = {(product.source, product.external_id): product.text_hash for product in batch.new}
    for launch in labelled:
        product_id = ids.get(launch.key)
        text_hash = brought[launch.key] if product_id is None else hashes[product_id]
        for label in launch.labels:
            new = NewLabel(
                launch.key,
                label.capability,
                label.value,
                lane,
                label.text_hash or text_hash,
                label.inclusion_probability,
                origin,
            )
            said = (new.value, new.lane, new.text_hash, new.inclusion_probability)
            if product_id is None or known.get((product_id, label.capability)) != said:
                yield new
