"""What the audit says: judgements of products that were drawn at random, beside what the active model says of them.

Judged is by the labels of the audit lane, the settled ones before all others: a later label in the learning lane was
given to a product that somebody chose, mostly because the model was wrong on it, and must not replace one that was
drawn, nor push its product out of the audit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.models import Draw, DrawMember, Label, Model, OutOfFold, Product, Tag
from db.queries.draws import AUDIT
from db.queries.labels import NO, PERSON, YES

if TYPE_CHECKING:
    import pandas as pd

AUDITED_COLUMNS = ["product_id", "capability", "holds", "tagged"]
MEMBER_COLUMNS = ["product_id", "draw_id", "stratum"]
PRODUCT_COLUMNS = [
    "id",
    "source",
    "external_id",
    "language",
    "launched_on",
    "launched_precision",
    "created_at",
]


def audited_frame(session: Session, model_id: int) -> pd.DataFrame:
    """Return a row a product and capability that the audit tells yes or no and the model has tagged: AUDITED_COLUMNS.

    Only where the text that was judged is the one that the product has now, and the one that was tagged. `tagged` is
    out of fold for what the model has learned from. For other products it is the tag; but not where a launch of the
    same product was labelled when the model was trained: it may have learned from that one.
    """
    import pandas as pd  # It takes half a second, and the first page does without.

    judged = _judgements().subquery()
    label_set = session.scalar(select(Model.label_set).where(Model.id == model_id)) or []
    query = (
        select(judged.c.product_id, judged.c.capability, judged.c.value, OutOfFold.tagged, Tag.bits, _is_new(model_id))
        .join(Product, (Product.id == judged.c.product_id) & (Product.text_hash == judged.c.text_hash))
        .outerjoin(
            OutOfFold,
            (OutOfFold.model_id == model_id)
            & (OutOfFold.product_id == judged.c.product_id)
            & (OutOfFold.capability == judged.c.capability),
        )
        .outerjoin(
            Tag,
            (Tag.model_id == model_id) & (Tag.product_id == Product.id) & (Tag.text_hash == Product.text_hash),
        )
        .where(judged.c.value.in_([YES, NO]), judged.c.capability.in_(label_set))
        .order_by(judged.c.product_id, judged.c.capability)
    )
    places = {key: place for place, key in enumerate(label_set)}
    rows = []
    for product_id, capability, value, unseen, bits, is_new in session.execute(query):
        if unseen is not None or (is_new and bits is not None):
            tagged = bits >> places[capability] & 1 if unseen is None else unseen
            rows.append((product_id, capability, value == YES, bool(tagged)))
    return pd.DataFrame(rows, columns=AUDITED_COLUMNS).astype({"holds": bool, "tagged": bool})


def audit_members(session: Session) -> pd.DataFrame:
    """Return which products had their turn in which audit draw, and in which of its strata: MEMBER_COLUMNS."""
    import pandas as pd

    query = (
        select(DrawMember.product_id, DrawMember.draw_id, DrawMember.stratum)
        .join(Draw, Draw.id == DrawMember.draw_id)
        .where(Draw.kind == AUDIT, DrawMember.position < Draw.reached)
        .order_by(DrawMember.draw_id, DrawMember.position)
    )
    return pd.DataFrame(session.execute(query).all(), columns=MEMBER_COLUMNS)


def brought_to_audit(session: Session) -> pd.DataFrame:
    """Return the products whose labels a file brought as drawn at random, beside the draws of this store.

    Columns: product_id; inclusion_probability, NaN where the file gave none.
    """
    import pandas as pd

    query = (
        select(Label.product_id, func.max(Label.inclusion_probability))
        .where(Label.lane == AUDIT, Label.draw_id.is_(None))
        .group_by(Label.product_id)
        .order_by(Label.product_id)
    )
    frame = pd.DataFrame(session.execute(query).all(), columns=["product_id", "inclusion_probability"])
    return frame.astype({"inclusion_probability": "float64"})


def inclusion_probabilities(session: Session) -> pd.DataFrame:
    """Return how probable it was that each product of the audit came into it, by the draws and files that took it.

    A draw that could have taken a product and did not is left out here: dashboard.labelling.audit knows of those.
    Columns: product_id; inclusion_probability, NaN where nobody knows.
    """
    import pandas as pd

    query = (
        select(DrawMember.product_id, DrawMember.inclusion_probability)
        .join(Draw, Draw.id == DrawMember.draw_id)
        .where(Draw.kind == AUDIT, DrawMember.position < Draw.reached)
    )
    columns = ["product_id", "inclusion_probability"]
    drawn = pd.DataFrame(session.execute(query).all(), columns=columns).astype({"inclusion_probability": "float64"})
    every = pd.concat([drawn, brought_to_audit(session)], ignore_index=True)
    missed = (1 - every["inclusion_probability"]).groupby(every["product_id"]).prod(min_count=1)
    return (1 - missed).rename("inclusion_probability").rename_axis("product_id").reset_index()


def audit_products(session: Session) -> pd.DataFrame:
    """Return every product that is in the audit, with what the frames of draws go by: PRODUCT_COLUMNS."""
    import pandas as pd

    drawn = select(DrawMember.product_id).join(Draw, Draw.id == DrawMember.draw_id).where(Draw.kind == AUDIT)
    brought = select(Label.product_id).where(Label.lane == AUDIT)
    columns = [getattr(Product, name) for name in PRODUCT_COLUMNS]
    query = select(*columns).where(or_(Product.id.in_(drawn), Product.id.in_(brought))).order_by(Product.id)
    frame = pd.DataFrame(session.execute(query).all(), columns=PRODUCT_COLUMNS)
    for name in ("launched_on", "created_at"):
        frame[name] = pd.to_datetime(frame[name], utc=name == "created_at")
    return frame


def products_by_source(session: Session) -> dict[str, int]:
    """Return how many products each source has."""
    rows = session.execute(select(Product.source, func.count().label("products")).group_by(Product.source))
    return {row.source: row.products for row in rows}


def _judgements() -> Select[Any]:
    """Return the query for the audit's judgement of each product and capability; what was settled goes first."""
    drawn = select(Label.product_id).where(Label.lane == AUDIT)
    repeats = select(Draw.id).where(Draw.kind != AUDIT)
    rank = case((Label.origin == "settled", 0), (Label.origin == PERSON, 1), else_=2)
    order = (rank, Label.created_at.desc(), Label.id.desc())
    place = func.row_number().over(partition_by=[Label.product_id, Label.capability], order_by=order)
    ranked = (
        select(Label.product_id, Label.capability, Label.value, Label.text_hash, place.label("place"))
        .where(or_(Label.lane == AUDIT, Label.origin == "settled"), Label.product_id.in_(drawn))
        .where(or_(Label.draw_id.is_(None), Label.draw_id.not_in(repeats), Label.origin == "settled"))
        .subquery()
    )
    return select(*(ranked.c[name] for name in ("product_id", "capability", "value", "text_hash"))).where(
        ranked.c.place == 1
    )


def _is_new(model_id: int) -> ColumnElement[bool]:
    """Tell whether no launch of the row's product had a label when the model was made."""
    sibling = aliased(Product)
    trained_at = select(Model.created_at).where(Model.id == model_id).scalar_subquery()
    known = (
        select(Label.id)
        .join(sibling, sibling.id == Label.product_id)
        .where(sibling.product_group == Product.product_group, Label.created_at <= trained_at)
    )
    return ~known.exists()
