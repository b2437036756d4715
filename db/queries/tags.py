"""Tags: what a model says of each product, one compact row for a model and a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from db.models import Model, Product, Tag
from db.queries.revisions import raise_revision

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

# Little-endian on every machine: the database may move from one to another.
STORED = "<f2"
UNTAGGED_COLUMNS = ["product_id", "name", "tagline", "description", "text_hash"]


@dataclass(frozen=True)
class TagBatch:
    """The tags of a few thousand products at most, in the order of the model's label set."""

    product_ids: Sequence[int]
    # (products, labels).
    probabilities: npt.NDArray[np.float32]
    tags: npt.NDArray[np.bool_]
    # Index into the label set, None for none.
    primary: Sequence[int | None]
    # Product.text_hash of the text that was read.
    text_hashes: Sequence[str]


def store_tags(session: Session, model_id: int, batch: TagBatch) -> int:
    """Store the tags of a batch in place of older ones, and return how many; products deleted meanwhile are left out.

    The caller raises the revision of "tags" once the tags of an active model are complete.
    """
    ids = list(batch.product_ids)
    there = set(session.scalars(select(Product.id).where(Product.id.in_(ids))))
    session.execute(delete(Tag).where(Tag.model_id == model_id, Tag.product_id.in_(ids)))
    rows = [row | {"model_id": model_id} for row in _rows(batch) if row["product_id"] in there]
    if rows:
        session.execute(insert(Tag), rows)
    return len(rows)


def announce_tags(session: Session) -> None:
    """Tell every cache that tags have changed."""
    raise_revision(session, "tags")


def count_untagged(session: Session, model_id: int) -> int:
    """Return how many products a model has not tagged, or tagged by another text than they have now."""
    return session.scalar(_untagged(model_id, func.count())) or 0


def untagged_products(session: Session, model_id: int, *, after_id: int = 0, limit: int | None = None) -> pd.DataFrame:
    """Return products that a model has not tagged as they are now, by ids, those over `after_id`.

    Columns UNTAGGED_COLUMNS. Read them a `limit` at a time: a million products do not fit into one frame.
    """
    import pandas as pd  # It takes half a second, and the first page does without.

    columns = [Product.id, *(getattr(Product, name) for name in UNTAGGED_COLUMNS[1:])]
    query = _untagged(model_id, *columns).where(Product.id > after_id).order_by(Product.id).limit(limit)
    return pd.DataFrame(session.execute(query).all(), columns=UNTAGGED_COLUMNS)


def tags_frame(session: Session, model_id: int) -> pd.DataFrame:
    """Return a model's tags of all products whose text is still the one that was tagged.

    Columns: product_id, bits (bit j for capability j of the label set), primary (a capability's key or NA), and
    p_<capability>, the probabilities as float32. A model that is not there raises LookupError.
    """
    label_set = session.scalar(select(Model.label_set).where(Model.id == model_id))
    if label_set is None:
        raise LookupError(model_id)
    query = (
        select(Tag.product_id, Tag.bits, Tag.primary, Tag.probabilities)
        .join(Product, Product.id == Tag.product_id)
        .where(Tag.model_id == model_id, Tag.text_hash == Product.text_hash)
        .order_by(Tag.product_id)
    )
    return _frame(session.connection().execute(query).all(), label_set)


def _untagged(model_id: int, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Product)
        .outerjoin(Tag, (Tag.product_id == Product.id) & (Tag.model_id == model_id))
        .where(or_(Tag.product_id.is_(None), Tag.text_hash != Product.text_hash))
    )


def _rows(batch: TagBatch) -> list[dict[str, object]]:
    import numpy as np

    stored = batch.probabilities.astype(STORED)
    bits = batch.tags @ (1 << np.arange(batch.tags.shape[1], dtype=np.int64))
    return [
        {
            "product_id": int(product_id),
            "probabilities": stored[i].tobytes(),
            "bits": int(bits[i]),
            "primary": batch.primary[i],
            "text_hash": batch.text_hashes[i],
        }
        for i, product_id in enumerate(batch.product_ids)
    ]


def _frame(rows: Sequence[Any], label_set: list[str]) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    # Column by column: pandas would look at every row, which takes longer than the query.
    ids, bits, primaries, packed = zip(*rows, strict=True) if rows else ((), (), (), ())
    frame = pd.DataFrame({"product_id": ids, "bits": bits})
    stored = np.frombuffer(b"".join(packed), dtype=STORED).reshape(len(frame), len(label_set))
    codes = np.array([-1 if primary is None else primary for primary in primaries], dtype=np.int8)
    frame["primary"] = pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(label_set))
    probabilities = pd.DataFrame(stored.astype(np.float32), columns=[f"p_{key}" for key in label_set])
    return frame.astype({"product_id": "int64", "bits": "int64"}).join(probabilities)
