"""Judgements as a list of products that a reader can check, one click from each product."""

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.tagging.text import product_text
from dashboard.ui.product_opening import opening_table
from dashboard.ui.product_words import LABEL_ORIGINS
from dashboard.ui.training_results_choice import Look
from dashboard.ui.words import word
from db.queries.evaluation import describe_judged

TEXT_START = 160


def judgements_table(name: str, judgements: pd.DataFrame, look: Look, t: Translator, *, alt: str) -> None:
    """Draw judgements, a product a row; `name` tells this table from others. A click opens the product."""
    column = st.column_config
    opening_table(
        name,
        judgement_rows(judgements, look, t),
        [int(number) for number in judgements["product_id"]],
        {
            "name": column.TextColumn(t("Product"), width=150),
            "capability": column.TextColumn(t("Capability"), width=95),
            "gold": column.TextColumn(t("Label"), width=50),
            "said": column.TextColumn(t("Model"), width=60),
            "probability": column.NumberColumn(
                t("Probability"),
                format="%.2f",
                width=75,
                help=t("Out of fold: by a network that has not seen the product"),
            ),
            "by": column.TextColumn(t("Labelled by"), width=120),
            "text": column.TextColumn(t("Text"), width="large"),
        },
        alt=alt,
    )


def judgement_rows(judgements: pd.DataFrame, look: Look, t: Translator) -> pd.DataFrame:
    """Return judgements as a page shows them: what the product is, what its label says, what the model said."""
    with get_store().read() as session:
        described = describe_judged(session, judgements["product_id"].tolist())
    described = described.reindex(judgements["product_id"]).fillna("")
    answers = {True: t("yes"), False: t("no")}
    texts = zip(described["tagline"], described["description"], strict=True)
    return pd.DataFrame(
        {
            "name": described["name"].to_numpy(),
            "capability": [look.styles[key].title for key in judgements["capability"]],
            "gold": [answers[holds] for holds in judgements["holds"]],
            "said": [answers[tagged] for tagged in judgements["tagged"]],
            "probability": judgements["probability"].to_numpy(),
            "by": [
                _labelled_by(annotator, origin, t)
                for annotator, origin in zip(judgements["annotator"], judgements["origin"], strict=True)
            ],
            "text": [_start(product_text("", tagline, description).strip()) for tagline, description in texts],
        }
    )


def _labelled_by(annotator: str, origin: str, t: Translator) -> str:
    said = word(LABEL_ORIGINS, origin, t)
    # A file names nobody: its labels' annotator is their origin.
    return said if annotator in ("", origin) else f"{annotator} · {said}"


def _start(text: str) -> str:
    return text if len(text) <= TEXT_START else f"{text[:TEXT_START].rstrip()}…"
