"""What a file to take along is made from: rows and settings. Every number in it is computed from these."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.export.model_card import model_card
from dashboard.export.model_files import missing_files, read_artifact_card
from dashboard.labelling.audit import audited_launches
from dashboard.trends.query import TrendQuery, check_precision, check_query, choose_launches, suitable_period
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.revisions import read_revisions
from db.queries.takeaway import labels_to_take, product_keys_frame
from db.queries.training import ModelRecord, active_model, get_run


@dataclass(frozen=True)
class Takeaway:
    """The rows behind one choice of trends, as the store held them at one moment."""

    # `by` is set: the default would depend on other rows than these.
    query: TrendQuery
    # Columns of dashboard.trends.launches, external_id and text_hash; launches of the chosen sources and languages,
    # dated or not, in the order of ids.
    products: pd.DataFrame
    # db.queries.takeaway.LABEL_COLUMNS: the labels that hold for these products.
    labels: pd.DataFrame
    capabilities: tuple[CapabilityRecord, ...]
    # What is known of the active model (dashboard.export.model_card); None where there is none, or its files are gone.
    card: dict[str, Any] | None
    # About the store and the making: revisions, the model's number and hash, the moment, the language.
    about: dict[str, Any]

    @property
    def lang(self) -> str:
        """The language that its page and its workbook are written in."""
        return str(self.about["language"])


def gather(session: Session, query: TrendQuery, lang: str) -> Takeaway:
    """Read what a choice of trends rests on. Raise RequestError where the query names what is not there."""
    launches = audited_launches(session)
    check_query(launches, query)
    chosen = choose_launches(launches, query)
    by = query.by or suitable_period(chosen)
    check_precision(chosen, by)
    products = chosen.merge(product_keys_frame(session), on="id", how="left", validate="one_to_one")
    labels = labels_to_take(session)
    model = active_model(session)
    return Takeaway(
        query=replace(query, by=by),
        products=products,
        labels=labels[labels["product_id"].isin(products["id"])].reset_index(drop=True),
        capabilities=tuple(list_capabilities(session)),
        card=_card(session, model),
        about={
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "language": lang,
            "revisions": dict(sorted(read_revisions(session).items())),
            "model": None if model is None else {"number": model.id, "artifact_hash": model.artifact_hash},
        },
    )


def _card(session: Session, model: ModelRecord | None) -> dict[str, Any] | None:
    run = get_run(session, model.run_id) if model else None
    if model is None or run is None or not model.folder or missing_files(model):
        return None
    return model_card(model, run, read_artifact_card(model), list_capabilities(session))
