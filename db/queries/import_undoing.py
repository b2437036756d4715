"""Take an import back: what it alone brought goes, what it changed goes back, field by field.

What each import found before it changed a field is a chain. To undo an import takes its link out: the next import that
speaks of the field inherits what was there before, and only where none does is the product itself set back. So imports
may be undone in any order, and when all are, everything stands as if there had been none.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from sqlalchemy import Select, Table, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from db.models import Import, ImportProduct, Label, Product, now
from db.queries.import_storing import ProductUpdate, corrected_fields, find_products_by_id, update_products

#: Gives the columns that follow from a product's source and fields.
Derive = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]

_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("tagline", "description", "url", "country", "industry"), ""),
    **dict.fromkeys(("launched_on", "votes", "text_as_of")),
    "launched_precision": "none",
    "application_fields": [],
    "keywords": [],
}
_DATES = ("launched_on", "text_as_of")
# The fields of a file that speak of a field of the product, where it is not the one of the same name alone.
_TEXTS = ("tagline", "description", "text")
_SPEAK_OF = {
    "tagline": ("tagline", "text"),
    "description": ("description", "text"),
    "text_as_of": _TEXTS,
    "language": ("language", *_TEXTS),
    "launched_precision": ("launched_on",),
}
_LINKS = cast("Table", ImportProduct.__table__)
_LATER = _LINKS.alias("later")
_PRODUCTS = cast("Table", Product.__table__)


@dataclass
class _Link:
    """What one import did to one product."""

    import_id: int
    mapping: Mapping[str, Any]
    effect: str
    before: dict[str, Any]

    def speaks_of(self, name: str) -> bool:
        return name in self.before or any(told in self.mapping for told in _SPEAK_OF.get(name, (name,)))


@dataclass
class _Undo:
    """What has to be written, gathered over all products."""

    #: {product: fields as they were}.
    restored: dict[int, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    #: {(product, import): what that import is now held to have done}.
    links: dict[tuple[int, int], _Link] = field(default_factory=dict)
    #: {product: the import that is now held to have brought it}.
    owners: dict[int, int] = field(default_factory=dict)


def undo_import(session: Session, import_id: int, *, derive: Derive) -> dict[str, int]:
    """Take one import back and return how much went: products `removed` and `restored`, and `labels`.

    A product that a later import speaks of stays, and so does a field that a later import or a person has set or
    affirmed since.
    """
    undone = session.get_one(Import, import_id)
    labels = session.scalar(select(func.count()).where(Label.import_id == import_id)) or 0
    session.execute(delete(Label).where(Label.import_id == import_id))
    removed = _remove_brought_alone(session, import_id)
    undo = _gather(session, undone)
    restored = _restore(session, undo.restored, derive)
    _write_links(session, undo)
    undone.undone_at = now()
    return {"removed": removed, "restored": restored, "labels": labels}


def _remove_brought_alone(session: Session, import_id: int) -> int:
    brought = _links(import_id).where(_LINKS.c.effect == "new").with_only_columns(_LINKS.c.product_id)
    later = _later_links(import_id).with_only_columns(_LATER.c.product_id)
    alone = brought.where(_LINKS.c.product_id.not_in(later))
    return session.connection().execute(delete(_PRODUCTS).where(_PRODUCTS.c.id.in_(alone))).rowcount


def _gather(session: Session, undone: Import) -> _Undo:
    """Find for each field that the import has set who inherits it: a later import, a person, or nobody."""
    undo = _Undo()
    touched = _links(undone.id).where(_LINKS.c.effect.in_(("new", "updated")))
    rows = session.execute(touched.with_only_columns(_LINKS.c.product_id, _LINKS.c.effect, _LINKS.c.before)).all()
    later = _later_of(session, undone.id)
    corrected = corrected_fields(session, [row.product_id for row in rows])
    for product_id, effect, before in rows:
        link = _Link(undone.id, undone.mapping, effect, _before(undone.mapping, effect, before))
        _take_out(undo, product_id, link, later.get(product_id, []), corrected.get(product_id, set()))
    return undo


def _take_out(undo: _Undo, product_id: int, link: _Link, later: list[_Link], corrected: Set[str]) -> None:
    for name, was in link.before.items():
        heir = next((after for after in later if after.speaks_of(name)), None)
        if heir is not None:
            heir.before[name] = was
            heir.effect = "updated" if heir.effect == "unchanged" else heir.effect
            undo.links[product_id, heir.import_id] = heir
        elif name not in corrected:
            undo.restored[product_id][name] = was
    if link.effect == "new" and later:
        owner = later[0]
        owner.effect = "new"
        undo.links[product_id, owner.import_id] = owner
        undo.owners[product_id] = owner.import_id


def _before(mapping: Mapping[str, Any], effect: str, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the fields as the import found them: before a new product there was nothing."""
    if effect != "new":
        return dict(before or {})
    new = _Link(0, mapping, effect, {})
    return {name: was for name, was in _EMPTY.items() if new.speaks_of(name)}


def _later_of(session: Session, import_id: int) -> dict[int, list[_Link]]:
    """Return what later imports did to the products that the import has touched, in their order."""
    touched = _links(import_id).where(_LINKS.c.effect.in_(("new", "updated")))
    query = _later_links(import_id).where(_LATER.c.product_id.in_(touched.with_only_columns(_LINKS.c.product_id)))
    mappings = {row.id: row.mapping for row in session.execute(select(Import.id, Import.mapping))}
    found: defaultdict[int, list[_Link]] = defaultdict(list)
    for row in session.execute(query.order_by(_LATER.c.import_id)):
        link = _Link(row.import_id, mappings[row.import_id], row.effect, dict(row.before or {}))
        found[row.product_id].append(link)
    return found


def _restore(session: Session, restored: Mapping[int, Mapping[str, Any]], derive: Derive) -> int:
    products = find_products_by_id(session, list(restored))
    updates = []
    for product_id, product in products.items():
        fields = {name: _from_json(name, was) for name, was in restored[product_id].items()}
        if any(product[name] != value for name, value in fields.items()):
            after = fields | dict(derive(product["source"], {**product, **fields}))
            updates.append(ProductUpdate(product_id, {}, after))
    update_products(session, updates, {"updated_at": now()})
    return len(updates)


def _write_links(session: Session, undo: _Undo) -> None:
    links = [
        {
            "of_import": link.import_id,
            "of_product": product_id,
            "effect": link.effect,
            "before": None if link.effect == "new" else link.before,
        }
        for (product_id, _import_id), link in undo.links.items()
    ]
    of_link = (_LINKS.c.import_id == bindparam("of_import")) & (_LINKS.c.product_id == bindparam("of_product"))
    if links:
        session.connection().execute(update(_LINKS).where(of_link), links)
    owners = [{"of_product": product_id, "import_id": owner} for product_id, owner in undo.owners.items()]
    if owners:
        session.connection().execute(update(_PRODUCTS).where(_PRODUCTS.c.id == bindparam("of_product")), owners)


def _links(import_id: int) -> Select[Any]:
    return select(_LINKS).where(_LINKS.c.import_id == import_id)


def _later_links(import_id: int) -> Select[Any]:
    """Return the query of what later imports did that were not undone themselves."""
    standing = select(Import.id).where(Import.id > import_id, Import.undone_at.is_(None))
    return select(_LATER).where(_LATER.c.import_id.in_(standing))


def _from_json(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DATES and value is not None else value
