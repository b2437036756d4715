"""What a file to take along needs of each product beside its tags: keys and hashes, and the labels that hold."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Product
from db.queries.labels import holding_labels_frame

KEY_COLUMNS = ["id", "external_id", "text_hash"]
LABEL_COLUMNS = ["product_id", "capability", "value", "origin", "lane", "text_hash", "inclusion_probability"]


def product_keys_frame(session: Session) -> pd.DataFrame:
    """Return for every product what tells whether it is still the same; columns KEY_COLUMNS, in the order of ids."""
    columns = [getattr(Product, name) for name in KEY_COLUMNS]
    rows = session.connection().execute(select(*columns).order_by(Product.id)).all()
    return pd.DataFrame(rows, columns=KEY_COLUMNS)


def labels_to_take(session: Session) -> pd.DataFrame:
    """Return the labels that hold, without who gave them; columns LABEL_COLUMNS."""
    return holding_labels_frame(session)[LABEL_COLUMNS]
