"""Labels beside what a model, not having seen them, said; and a person's answer to the doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models import Label, Model, OutOfFold, Product
from db.queries.labels import NO, PERSON, SETTLED, YES, add_label, holding_labels

if TYPE_CHECKING:
    import pandas as pd

#: `probability` and `seen` are of the capability, whatever the label says; `seen` is NaN where nobody has looked.
DOUBTED_COLUMNS = ["label_id", "product_id", "capability", "holds", "probability", "annotator", "origin", "seen"]


def labels_and_doubts(session: Session, model_id: int) -> pd.DataFrame:
    """Return the labels that hold and that a model was measured on, with its word out of fold; DOUBTED_COLUMNS.

    Only labels of the text that the product has now, and none that was settled: two people and a third one have read
    that. `seen` is what the newest model of then said, out of fold, where the label was given by a person who had the
    model's opinion on the screen.
    """
    import pandas as pd  # It takes half a second, and the first page does without.

    held = holding_labels("id", "annotator", "assisted", "created_at").subquery()
    said = OutOfFold.__table__.c
    seen = _seen().subquery()
    own = [held.c.id, held.c.product_id, held.c.capability, held.c.value == YES, said.probability]
    query = (
        select(*own, held.c.annotator, held.c.origin, seen.c.probability)
        .join(OutOfFold, (said.product_id == held.c.product_id) & (said.capability == held.c.capability))
        .join(Product, (Product.id == held.c.product_id) & (Product.text_hash == held.c.text_hash))
        .outerjoin(seen, (seen.c.label_id == held.c.id) & (seen.c.place == 1))
        .where(said.model_id == model_id, held.c.value.in_([YES, NO]), held.c.origin != SETTLED)
        .order_by(held.c.product_id, held.c.capability)
    )
    frame = pd.DataFrame(session.execute(query).all(), columns=DOUBTED_COLUMNS)
    return frame.astype({"holds": bool, "probability": "float64", "seen": "float64"})


def answer_doubt(session: Session, label_id: int, value: str, *, annotator: str) -> int | None:
    """Add a person's judgement in answer to a doubted label, and return its number: another value, or the same again.

    It joins the learning lane, marked as given with the model's opinion on the screen. Return None where that label
    holds no more, or its product has another text now: somebody was quicker, and the answer meant what is gone.
    """
    label = session.get(Label, label_id)
    if label is None:
        return None
    held = holding_labels("id").subquery()
    own = held.c.product_id == label.product_id, held.c.capability == label.capability
    text_hash = session.scalar(select(Product.text_hash).where(Product.id == label.product_id))
    if session.scalar(select(held.c.id).where(*own)) != label_id or text_hash != label.text_hash:
        return None
    return add_label(
        session,
        label.product_id,
        label.capability,
        value,
        annotator=annotator,
        assisted=True,
        text_hash=label.text_hash,
    )


def _seen() -> Select[tuple[int, float, int]]:
    """Select what the newest model of the time said of each label that a person gave with the model's opinion."""
    newest = func.row_number().over(
        partition_by=Label.id, order_by=(Model.created_at.desc(), OutOfFold.model_id.desc())
    )
    said = (OutOfFold.product_id == Label.product_id) & (OutOfFold.capability == Label.capability)
    return (
        select(Label.id.label("label_id"), OutOfFold.probability, newest.label("place"))
        .join(OutOfFold, said)
        .join(Model, (Model.id == OutOfFold.model_id) & (Model.created_at <= Label.created_at))
        .where(Label.assisted, Label.origin == PERSON)
    )
