"""What a model said of the gold products that it had not seen, beside the labels that hold now."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import OutOfFold, Product
from db.queries.labels import NO, YES, holding_labels

JUDGED_COLUMNS = [
    "product_id",
    "capability",
    "probability",
    "tagged",
    "holds",
    "annotator",
    "origin",
    "lane",
    "source",
    "language",
    "launched_on",
    "product_group",
]
DESCRIBED_COLUMNS = ["id", "name", "tagline", "description"]
# A statement may carry 32,766 values on SQLite.
_IDS_A_STATEMENT = 10_000


def judged_frame(session: Session, model_id: int, *, measuring: bool = True) -> pd.DataFrame:
    """Return a row a product and capability that the model was measured on and that somebody still judges yes or no.

    Columns JUDGED_COLUMNS: `probability` and `tagged` are the model's out of fold, `holds` is the label (True for yes),
    with who gave it and how, and what the product is sliced by. In the order of products and capabilities. The labels
    are those that a model is measured by, or, without `measuring`, those that hold (db.queries.labels.holding_labels).
    """
    gold = holding_labels("annotator", measuring=measuring).subquery()
    own = [OutOfFold.product_id, OutOfFold.capability, OutOfFold.probability, OutOfFold.tagged]
    label = [gold.c.value, gold.c.annotator, gold.c.origin, gold.c.lane]
    product = [Product.source, Product.language, Product.launched_on, Product.product_group]
    query = (
        select(*own, *label, *product)
        .join(gold, (gold.c.product_id == OutOfFold.product_id) & (gold.c.capability == OutOfFold.capability))
        .join(Product, Product.id == OutOfFold.product_id)
        .where(OutOfFold.model_id == model_id, gold.c.value.in_([YES, NO]))
        .order_by(OutOfFold.product_id, OutOfFold.capability)
    )
    frame = pd.DataFrame(session.execute(query).all(), columns=JUDGED_COLUMNS)
    frame["holds"] = frame["holds"] == YES
    frame["launched_on"] = pd.to_datetime(frame["launched_on"])
    return frame.astype({"probability": "float64", "tagged": "bool", "holds": "bool"})


def describe_judged(session: Session, ids: Sequence[int]) -> pd.DataFrame:
    """Return the names and texts of some products, columns DESCRIBED_COLUMNS, indexed by their ids."""
    columns = [getattr(Product, name) for name in DESCRIBED_COLUMNS]
    rows = [
        row
        for start in range(0, len(ids), _IDS_A_STATEMENT)
        for row in session.execute(select(*columns).where(Product.id.in_(ids[start : start + _IDS_A_STATEMENT])))
    ]
    return pd.DataFrame(rows, columns=DESCRIBED_COLUMNS).set_index("id")
