"""Hold the judgements of a file against those that the store has: which are new. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.importing.refusal import Refused, shorten
from dashboard.labelling.file_rows import FileRow
from dashboard.messages import message
from db.queries.import_storing import Key
from db.queries.label_files import Judgement

AUDIT, LEARNING, CATALOGUE = "audit", "learning", "catalogue"
#: {(draw, product): with which probability it was drawn}.
Drawn = Mapping[tuple[int, int], float]
_Identity = tuple[int, str, str, str, datetime, str, float | None]


@dataclass(frozen=True)
class Product:
    """What a label needs to know of its product."""

    id: int
    text_hash: str


@dataclass
class Merge:
    """What a file brings to the judgements of a store."""

    new: list[Judgement] = field(default_factory=list)
    #: Rows whose judgement is there already.
    unchanged: int = 0
    #: Rows of products that are not there.
    refused: list[Refused] = field(default_factory=list)
    #: Rows that say audit, with neither a draw nor a probability: they join the learning lane.
    not_drawn: int = 0
    #: Rows that joined the audit without a probability: every product of a source counts as equally probable.
    evenly: int = 0


def merge_judgements(
    rows: Iterable[FileRow],
    products: Mapping[Key, Product],
    known: Sequence[Judgement],
    drawn: Drawn,
    *,
    lane: str,
    moment: datetime,
) -> Merge:
    """Return what is new of the rows of a file. `known`: what the store has of its products, the oldest first.

    A judgement is the same where product, capability, value, annotator, time, lane and probability agree: a label that
    an audit reuses stands in both lanes. One without a time is what its annotator says now, the last of the file: it is
    there already where that person's newest judgement says the same. The catalogue comes with every store, each time
    under another date: what it said here it says again.
    """
    rows = _last_without_time(rows)
    there = {_identity(judgement) for judgement in known}
    newest = {(one.product_id, one.capability, one.annotator): one.value for one in known}
    of_catalogue = {(one.product_id, one.capability, one.value) for one in known if one.origin == CATALOGUE}
    merge = Merge()
    for row in rows:
        product = products.get(row.key)
        if product is None:
            merge.refused.append(_unknown(row))
            continue
        judgement = _judgement(row, product, drawn, lane, moment)
        as_said = judgement._replace(lane=row.lane or judgement.lane)
        is_known = _identity(judgement) in there or _identity(as_said) in there
        if row.created_at is None:
            is_known = newest.get((product.id, row.capability, row.annotator)) == row.value
        elif row.origin == CATALOGUE:
            is_known = is_known or (product.id, row.capability, row.value) in of_catalogue
        if is_known:
            merge.unchanged += 1
            continue
        there.add(_identity(judgement))
        merge.new.append(judgement)
        merge.not_drawn += row.lane == AUDIT and judgement.lane == LEARNING
        merge.evenly += judgement.lane == AUDIT and judgement.inclusion_probability is None
    return merge


def _last_without_time(rows: Iterable[FileRow]) -> list[FileRow]:
    kept: dict[tuple[object, ...], FileRow] = {}
    for place, row in enumerate(rows):
        key = (place,) if row.created_at else (row.key, row.capability, row.annotator)
        kept[key] = row
    return list(kept.values())


def _judgement(row: FileRow, product: Product, drawn: Drawn, lane: str, moment: datetime) -> Judgement:
    return Judgement(
        product_id=product.id,
        capability=row.capability,
        value=row.value,
        annotator=row.annotator,
        origin=row.origin,
        lane=_lane(row, lane),
        assisted=row.assisted,
        draw_id=_draw(row, product, drawn),
        inclusion_probability=row.inclusion_probability,
        text_hash=row.text_hash or product.text_hash,
        created_at=row.created_at or moment,
    )


def _draw(row: FileRow, product: Product, drawn: Drawn) -> int | None:
    """Return the draw, where it is one of this store: another store gave the same number to another draw."""
    if row.draw_id is None or row.inclusion_probability is None:
        return None
    is_ours = drawn.get((row.draw_id, product.id)) == row.inclusion_probability
    return row.draw_id if is_ours else None


def _lane(row: FileRow, lane: str) -> str:
    """Only what was drawn at random estimates: the row says in which draw, or a person speaks for the whole file."""
    if row.lane == LEARNING:
        return LEARNING
    names_a_draw = row.inclusion_probability is not None or row.draw_id is not None
    return AUDIT if (row.lane == AUDIT and names_a_draw) or lane == AUDIT else LEARNING


def _identity(one: Judgement) -> _Identity:
    judged = one.product_id, one.capability, one.value, one.annotator, one.created_at
    return *judged, one.lane, one.inclusion_probability


def _unknown(row: FileRow) -> Refused:
    source, external_id = row.key
    said = message(
        "No product {number} of the source {source} is here. A label belongs to a product. Bring its list in first.",
        number=shorten(external_id),
        source=shorten(source),
    )
    return Refused(row.line, "external_id", shorten(external_id), said)
