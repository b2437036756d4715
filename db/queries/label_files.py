"""Every gold judgement with the key of its product, out of the store and back into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import insert_rows
from db.models import Draw, DrawMember, Import, Label, Product, Refusal
from db.queries.labels import holding_labels
from db.queries.revisions import raise_revision

#: Every column of a judgement that a file carries, beside the key and the name of its product.
JUDGEMENT_COLUMNS = [
    "capability",
    "value",
    "annotator",
    "origin",
    "lane",
    "assisted",
    "draw_id",
    "inclusion_probability",
    "text_hash",
    "created_at",
]
#: `holds`: it counts, of several; `outdated`: the text has changed since it was read.
FILE_COLUMNS = ["source", "external_id", "name", *JUDGEMENT_COLUMNS, "holds", "outdated"]
# A statement may carry 32,766 values on SQLite.
_IDS_A_STATEMENT = 10_000


class Judgement(NamedTuple):
    """A judgement to store. Fields as in db.models.Label. (A named tuple: it is written as it is.)"""

    product_id: int
    capability: str
    value: str
    annotator: str
    origin: str
    lane: str
    assisted: bool
    draw_id: int | None
    inclusion_probability: float | None
    text_hash: str
    created_at: datetime


@dataclass(frozen=True)
class LabelTotals:
    """How many judgements there are, and how many of those that hold were given to an older text."""

    judgements: int
    products: int
    annotators: int
    outdated: int


def judgements_frame(session: Session) -> pd.DataFrame:
    """Return every judgement, in the order in which they came; columns FILE_COLUMNS.

    `created_at` is text in ISO 8601, to the microsecond and in UTC, so that it comes back as the same moment.
    """
    holding = holding_labels("id").subquery()
    own = [getattr(Label, name) for name in JUDGEMENT_COLUMNS]
    holds, outdated = holding.c.id.is_not(None), Label.text_hash != Product.text_hash
    query = (
        select(Product.source, Product.external_id, Product.name, *own, holds, outdated)
        .join(Product, Product.id == Label.product_id)
        .outerjoin(holding, holding.c.id == Label.id)
        .order_by(Label.id)
    )
    frame = pd.DataFrame(session.execute(query).all(), columns=FILE_COLUMNS)
    frame["created_at"] = [moment.isoformat() for moment in frame["created_at"]]
    kinds = {"draw_id": "Int64", "inclusion_probability": "float64"}
    return frame.astype({**kinds, "assisted": bool, "holds": bool, "outdated": bool})


def label_totals(session: Session) -> LabelTotals:
    """Count the judgements, the labelled products, who judged, and what holds of an older text."""
    counts = select(func.count(), func.count(Label.product_id.distinct()), func.count(Label.annotator.distinct()))
    judgements, products, annotators = session.execute(counts.select_from(Label)).one()
    return LabelTotals(judgements, products, annotators, len(outdated_products(session)))


def outdated_products(session: Session) -> list[int]:
    """Return the products of which a judgement holds that was given to an older text, by their ids."""
    holding = holding_labels().subquery()
    query = (
        select(Product.id)
        .join(holding, (holding.c.product_id == Product.id) & (holding.c.text_hash != Product.text_hash))
        .distinct()
        .order_by(Product.id)
    )
    return list(session.scalars(query))


def known_judgements(session: Session, product_ids: Sequence[int]) -> list[Judgement]:
    """Return the judgements of some products, the oldest first."""
    query = select(*(getattr(Label, name) for name in Judgement._fields)).order_by(Label.created_at, Label.id)
    rows = [
        Judgement(*row)
        for start in range(0, len(product_ids), _IDS_A_STATEMENT)
        for row in session.execute(query.where(Label.product_id.in_(product_ids[start : start + _IDS_A_STATEMENT])))
    ]
    return sorted(rows, key=lambda judgement: judgement.created_at)


def drawn_with(session: Session, product_ids: Sequence[int]) -> dict[tuple[int, int], float]:
    """Return with which probability the audit's draws have drawn some products: {(draw, product): probability}."""
    query = select(DrawMember.draw_id, DrawMember.product_id, DrawMember.inclusion_probability)
    query = query.join(Draw, Draw.id == DrawMember.draw_id).where(Draw.kind == "audit")
    return {
        (draw_id, product_id): probability
        for start in range(0, len(product_ids), _IDS_A_STATEMENT)
        for draw_id, product_id, probability in session.execute(
            query.where(DrawMember.product_id.in_(product_ids[start : start + _IDS_A_STATEMENT]))
        )
    }


def store_judgements(
    session: Session,
    record: Mapping[str, Any],
    judgements: Sequence[Judgement],
    refusals: Sequence[Mapping[str, Any]],
) -> int:
    """Write the import of a file of labels and the judgements that it brings, and return its number.

    `record` holds the columns of Import but its counts of products, of labels and of refusals. Undoing the import takes
    these judgements away and nothing else.
    """
    stored = Import(**record, new=0, updated=0, refused=len(refusals), labels=len(judgements))
    session.add(stored)
    session.flush()
    rows = [(*judgement, stored.id) for judgement in judgements]
    insert_rows(session, Label.__table__, (*Judgement._fields, "import_id"), rows)
    names = ("line", "column", "value", "reason")
    refused = [(stored.id, *(said[name] for name in names)) for said in refusals]
    insert_rows(session, Refusal.__table__, ("import_id", *names), refused)
    raise_revision(session, "labels")
    return stored.id
