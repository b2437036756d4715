"""What trends are counted from: every launch with its date, its source, and what is known of its capabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import PRECISIONS, Product
from db.queries.audit_draws import audited_frame, inclusion_probabilities
from db.queries.capabilities import list_capabilities
from db.queries.labels import NO, YES, holding_labels_frame
from db.queries.tags import tags_frame
from db.queries.training import ModelRecord, active_model, get_model, oof_frame

CATEGORIES = ("source", "language", "country", "industry")
LAUNCH_COLUMNS = ["id", *CATEGORIES, "launched_on", "launched_precision", "import_id"]
DESCRIPTION_COLUMNS = ["id", "name", "tagline", "url"]
#: Who said whether a capability holds; the place in this tuple is the category's code.
ORIGINS = ("none", "label", "model")
# SQLite takes 32,766 parameters in one statement, PostgreSQL 65,535.
IDS_AT_A_TIME = 10_000


class FieldRecord(NamedTuple):
    """What a launch's record and its text say of its industry and its fields of application."""

    id: int
    name: str
    tagline: str
    description: str
    says_ai: bool
    industry: str
    application_fields: list[str]


@dataclass(frozen=True)
class _Judged:
    """One capability over all launches: arrays that are filled in place."""

    tag: npt.NDArray[np.int8]
    origin: npt.NDArray[np.int8]
    probability: npt.NDArray[np.float32]
    # The model's own tag, whatever a label says.
    own: npt.NDArray[np.int8]
    audit: npt.NDArray[np.int8]

    @classmethod
    def nobody(cls, launches: int) -> "_Judged":
        return cls(
            tag=np.full(launches, -1, dtype=np.int8),
            origin=np.full(launches, ORIGINS.index("none"), dtype=np.int8),
            probability=np.full(launches, np.nan, dtype=np.float32),
            own=np.full(launches, -1, dtype=np.int8),
            audit=np.full(launches, -1, dtype=np.int8),
        )


def launches_frame(
    session: Session, model_id: int | None = None, *, labels_until: datetime | None = None
) -> pd.DataFrame:
    """Return one row a launch, in the order of ids, in types that keep a million rows in memory.

    Columns: LAUNCH_COLUMNS; for each capability `tag_<key>` (int8: 1, 0, or -1 where nobody has judged), `origin_<key>`
    (one of ORIGINS) and `p_<key>` (float32, NaN where the active model has not tagged the launch as it is now). A gold
    label that holds goes before the model; a judgement of "unsure" leaves the word to the model. What corrects shares
    stands apart, as dashboard.trends.launches says: `own_<key>`, `audit_<key>`, and `inclusion`. `model_id` names
    another model than the active one: what readers would see if it were active. With `labels_until`, tags are those
    that readers would see by the labels of that moment.
    """
    frame = _launches(session)
    judged = {record.key: _Judged.nobody(len(frame)) for record in list_capabilities(session)}
    position = pd.Index(frame["id"])
    model = active_model(session) if model_id is None else get_model(session, model_id)
    _fill_from_model(model, session, position, judged)
    _fill_from_labels(session, position, judged, labels_until)
    columns: dict[str, Any] = {"inclusion": _fill_from_audit(model, session, position, judged)}
    for key, capability in judged.items():
        columns[f"tag_{key}"] = capability.tag
        columns[f"origin_{key}"] = pd.Categorical.from_codes(capability.origin, dtype=pd.CategoricalDtype([*ORIGINS]))
        columns[f"p_{key}"] = capability.probability
        columns[f"own_{key}"] = capability.own
        columns[f"audit_{key}"] = capability.audit
    return pd.concat([frame, pd.DataFrame(columns, index=frame.index)], axis="columns")


def describe_launches(session: Session, ids: Sequence[int]) -> pd.DataFrame:
    """Return what a list of launches shows beside its numbers: DESCRIPTION_COLUMNS, a row an id that is there."""
    columns = [getattr(Product, name) for name in DESCRIPTION_COLUMNS]
    rows = [
        row
        for start in range(0, len(ids), IDS_AT_A_TIME)
        for row in session.execute(select(*columns).where(Product.id.in_(ids[start : start + IDS_AT_A_TIME])))
    ]
    return pd.DataFrame(rows, columns=DESCRIPTION_COLUMNS)


def list_field_records(session: Session) -> list[FieldRecord]:
    """Return what the industry and the fields of application of each launch are told from, in the order of ids."""
    columns = [getattr(Product, name) for name in FieldRecord._fields]
    return [FieldRecord(*row) for row in session.execute(select(*columns).order_by(Product.id))]


def _launches(session: Session) -> pd.DataFrame:
    columns = [getattr(Product, name) for name in LAUNCH_COLUMNS]
    # Past the ORM, and column by column: both would look at every row, which takes longer than the query.
    rows = session.connection().execute(select(*columns).order_by(Product.id)).all()
    by_column = zip(*rows, strict=True) if rows else [()] * len(columns)
    frame = pd.DataFrame(dict(zip(LAUNCH_COLUMNS, by_column, strict=True)))
    frame["id"] = frame["id"].astype("int64")
    frame["launched_on"] = pd.to_datetime(frame["launched_on"]).astype("datetime64[s]")
    frame["launched_precision"] = pd.Categorical(frame["launched_precision"], categories=list(PRECISIONS))
    frame["import_id"] = frame["import_id"].fillna(0).astype("int32")
    for name in CATEGORIES:
        frame[name] = frame[name].astype("str").astype("category")
    return frame


def _fill_from_model(
    model: ModelRecord | None, session: Session, position: "pd.Index[int]", judged: dict[str, _Judged]
) -> None:
    if model is None:
        return
    tagged = tags_frame(session, model.id)
    rows = position.get_indexer(pd.Index(tagged["product_id"]))
    bits = tagged["bits"].to_numpy()
    for place, key in enumerate(model.label_set):
        if key in judged:
            judged[key].tag[rows] = bits >> place & 1
            judged[key].origin[rows] = ORIGINS.index("model")
            judged[key].own[rows] = judged[key].tag[rows]
            judged[key].probability[rows] = tagged[f"p_{key}"].to_numpy()
    _hold_out(model, session, position, judged)


def _hold_out(model: ModelRecord, session: Session, position: "pd.Index[int]", judged: dict[str, _Judged]) -> None:
    """Give a product that the model has learned from the tag of the network that had not seen it."""
    unseen = oof_frame(session, model.id)
    for key, capability in judged.items():
        given = unseen[unseen["capability"] == key]
        rows = position.get_indexer(pd.Index(given["product_id"]))
        # Where the text has changed, the model has not tagged it yet, and neither had that network read it.
        tagged = capability.own[rows] >= 0
        capability.own[rows[tagged]] = given["tagged"].to_numpy(bool)[tagged]


def _fill_from_labels(
    session: Session, position: "pd.Index[int]", judged: dict[str, _Judged], until: datetime | None
) -> None:
    labels = holding_labels_frame(session, until=until)
    labels = labels[labels["value"].isin((YES, NO))]
    for key, capability in judged.items():
        given = labels[labels["capability"] == key]
        rows = position.get_indexer(pd.Index(given["product_id"]))
        capability.tag[rows] = given["value"].to_numpy() == YES
        capability.origin[rows] = ORIGINS.index("label")


def _fill_from_audit(
    model: ModelRecord | None, session: Session, position: "pd.Index[int]", judged: dict[str, _Judged]
) -> npt.NDArray[np.float32]:
    """Fill in what the audit says of launches whose tag measures the model; return how probable each draw was."""
    inclusion = np.full(len(position), np.nan, dtype=np.float32)
    if model is None:
        return inclusion
    audited = audited_frame(session, model.id)
    for key, capability in judged.items():
        given = audited[audited["capability"] == key]
        rows = position.get_indexer(pd.Index(given["product_id"]))
        capability.audit[rows] = given["holds"].to_numpy()
        capability.own[rows] = given["tagged"].to_numpy()
    drawn = inclusion_probabilities(session)
    inclusion[position.get_indexer(pd.Index(drawn["product_id"]))] = drawn["inclusion_probability"].to_numpy()
    return inclusion
