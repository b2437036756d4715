"""The gold labels, and the one place of the rule which of several judgements holds."""

from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Select, case, delete, func, select
from sqlalchemy.orm import Session

from db.models import Capability, Label, OutOfFold, Product
from db.queries.revisions import raise_revision

HOLDING_COLUMNS = ["product_id", "capability", "value", "origin", "lane", "text_hash", "inclusion_probability"]
LABELLED_COLUMNS = ["product_id", "capability", "value", "lane", "language", "product_group"]
GOLD_COLUMNS = [
    "product_id",
    "name",
    "tagline",
    "description",
    "text_hash",
    "product_group",
    "source",
    "language",
    "launched_on",
]
YES, NO, UNSURE, NONE = "yes", "no", "unsure", "none"
AUDIT = "audit"
#: The origin of what a person judged in the app.
PERSON = "person"
#: The origin of what ended a disagreement.
SETTLED = "settled"


def holding_labels_frame(
    session: Session, *more: str, measuring: bool = False, until: datetime | None = None
) -> pd.DataFrame:
    """Return the judgement that holds for each product and each capability, "primary" and "ai", one row each.

    A settled one holds; else the newest by a person; else the newest that an import or the catalogue brought. With
    `measuring`, what a model or a share is measured by (`holding_labels`). Columns: HOLDING_COLUMNS, and those of Label
    that `more` names. With `until`, the one that held at that moment.
    """
    query = holding_labels(*more, measuring=measuring, until=until)
    return pd.DataFrame(session.execute(query).all(), columns=[*HOLDING_COLUMNS, *more])


def labelled_frame(session: Session) -> pd.DataFrame:
    """Return the judgements that hold, with what tells products apart; columns LABELLED_COLUMNS, one row each."""
    holding = holding_labels().subquery()
    columns = [holding.c[name] for name in LABELLED_COLUMNS[:4]] + [Product.language, Product.product_group]
    rows = session.execute(select(*columns).join(Product, Product.id == holding.c.product_id)).all()
    return pd.DataFrame(rows, columns=LABELLED_COLUMNS)


def gold_frame(session: Session) -> pd.DataFrame:
    """Return the labelled products for training, one row each, in the order of their ids.

    Columns: GOLD_COLUMNS; one column a capability and `ai`, 1 or 0 or NA where nobody said or nobody was sure;
    `primary`, a capability's key, "none", or NA. Products that are labelled "unsure" throughout are left out.
    """
    keys = list(session.scalars(select(Capability.key).order_by(Capability.position)))
    labels = holding_labels_frame(session)
    labels = labels[labels["value"] != UNSURE]
    wide = labels.pivot(index="product_id", columns="capability", values="value")
    wide = wide.reindex(columns=[*keys, "ai", "primary"])
    for key in [*keys, "ai"]:
        wide[key] = wide[key].map({YES: 1, NO: 0}).astype("Int8")
    wide["primary"] = wide["primary"].astype("string")
    labelled = wide[wide[[*keys, "primary"]].notna().any(axis="columns")]
    return _labelled_products(session).join(labelled, on="product_id", how="inner").reset_index(drop=True)


def judged_frame(session: Session, model_id: int) -> pd.DataFrame:
    """Return what a model said of labelled products that it had not seen, beside the label that holds.

    Columns: capability; probability; held, whether the label says yes; drawn, whether the product was drawn at random.
    Only judgements of the text that the product has now: the model read that one.
    """
    holding = holding_labels(measuring=True).subquery()
    query = (
        select(OutOfFold.capability, OutOfFold.probability, holding.c.value == YES, holding.c.lane == AUDIT)
        .join(
            holding,
            (holding.c.product_id == OutOfFold.product_id) & (holding.c.capability == OutOfFold.capability),
        )
        .join(Product, (Product.id == OutOfFold.product_id) & (Product.text_hash == holding.c.text_hash))
        .where(OutOfFold.model_id == model_id, holding.c.value.in_([YES, NO]))
        .order_by(OutOfFold.product_id, OutOfFold.capability)
    )
    frame = pd.DataFrame(session.execute(query).all(), columns=["capability", "probability", "held", "drawn"])
    return frame.astype({"probability": "float64", "held": bool, "drawn": bool})


def add_label(
    session: Session, product_id: int, capability: str, value: str, *, annotator: str, assisted: bool, text_hash: str
) -> int:
    """Add a person's judgement of one product, and return its number.

    It joins the learning lane: a product that somebody chose to judge says nothing of the others. One that was drawn at
    random stays in the audit by its earlier judgement. `assisted` tells that the model's opinion was on the screen,
    `text_hash` (Product.text_hash) which text was read. A number that no product has raises LookupError.
    """
    if session.get(Product, product_id) is None:
        raise LookupError(product_id)
    label = Label(
        product_id=product_id,
        capability=capability,
        value=value,
        annotator=annotator,
        origin=PERSON,
        lane="learning",
        assisted=assisted,
        text_hash=text_hash,
    )
    session.add(label)
    session.flush()
    raise_revision(session, "labels")
    return label.id


def withdraw_label(session: Session, label_id: int) -> bool:
    """Take a person's judgement back as if it had never been given; False where it is not there (any more).

    A later judgement with the earlier value would not do: as a person's own it would go before what an import corrects.
    """
    gone = session.scalars(delete(Label).where(Label.id == label_id, Label.origin == PERSON).returning(Label.id)).all()
    if gone:
        raise_revision(session, "labels")
    return bool(gone)


def labels_since(session: Session, moment: datetime) -> tuple[int, int]:
    """Return how many judgements that hold were given after a moment, and on how many products."""
    holding = holding_labels("created_at").subquery()
    counts = select(func.count(), func.count(holding.c.product_id.distinct())).where(holding.c.created_at > moment)
    judgements, products = session.execute(counts).one()
    return judgements, products


def count_labelled(session: Session) -> int:
    """Return how many products somebody has judged."""
    return session.scalar(select(func.count(Label.product_id.distinct()))) or 0


def unlabelled_products(session: Session, limit: int) -> pd.DataFrame:
    """Return some products that nobody has labelled, as good as drawn at random; columns name, tagline, description."""
    labelled = select(Label.product_id)
    query = select(Product.name, Product.tagline, Product.description).where(Product.id.not_in(labelled))
    # The order of the hashes has nothing to do with what the texts say, and is the same at each call.
    rows = session.execute(query.order_by(Product.text_hash, Product.id).limit(limit)).all()
    return pd.DataFrame(rows, columns=["name", "tagline", "description"])


def _labelled_products(session: Session) -> pd.DataFrame:
    ids = select(Label.product_id).distinct()
    columns = [Product.id, *(getattr(Product, name) for name in GOLD_COLUMNS[1:])]
    rows = session.execute(select(*columns).where(Product.id.in_(ids)).order_by(Product.id)).all()
    return pd.DataFrame(rows, columns=GOLD_COLUMNS)


def holding_labels(*more: str, measuring: bool = False, until: datetime | None = None) -> Select[Any]:
    """Return the query behind `holding_labels_frame`, for queries that join with it.

    `measuring` puts what was judged for the audit, without the model's opinion on the screen, before all else. So a
    product that was drawn at random stays in the audit, with its draw and its probability, whoever corrects it later:
    what is corrected because the model was seen to be wrong teaches, and measures nothing.
    Columns: HOLDING_COLUMNS, and those that `more` names, "id" for one. With `until`, the judgements alone that were
    given up to that moment.
    """
    names = [*HOLDING_COLUMNS, *more]
    rank = case((Label.origin == SETTLED, 0), (Label.origin == PERSON, 1), else_=2)
    # The id decides between judgements of one moment: it grows with each row.
    chosen = case(((Label.lane == AUDIT) & Label.assisted.is_(False), 0), else_=1)
    order = [*([chosen] if measuring else []), rank, Label.created_at.desc(), Label.id.desc()]
    place = func.row_number().over(partition_by=[Label.product_id, Label.capability], order_by=order)
    labels = select(*(getattr(Label, name) for name in names), place.label("place"))
    ranked = (labels if until is None else labels.where(Label.created_at <= until)).subquery()
    columns = [ranked.c[name] for name in names]
    return select(*columns).where(ranked.c.place == 1).order_by(ranked.c.product_id, ranked.c.capability)
