"""Whose word it is: the model behind the Tagger page, or why there is none."""

import streamlit as st

from dashboard.messages import RequestError, StrandlineError, Translator
from dashboard.tagging.active import ActiveModel
from dashboard.tagging.text import detect_language
from dashboard.training.measured import is_future
from dashboard.ui.frame import page_link
from dashboard.ui.plain import plain
from db.queries.training import ModelRecord


def empty_state(error: StrandlineError, t: Translator) -> None:
    """Say why no model reads, and where one is made or chosen."""
    said = plain(error.message.text(t))
    if isinstance(error, RequestError):
        st.info(said, icon=":material/model_training:")
    else:
        st.error(said, icon=":material/error:")
    page_link("training", t("Train a model"))


def nothing_known(t: Translator) -> None:
    """Say what to do where the label set has been changed altogether since the model was trained."""
    st.info(t("The active model knows none of the capabilities of the label set. Train a model that does."))
    page_link("training", t("Train a model"))


def model_note(active: ActiveModel, text: str, t: Translator) -> None:
    """Say which model spoke and how good it is, and where the text is in no language that it has learned."""
    if detect_language(text) == "other":
        st.warning(
            t("Most of this text is neither English nor Chinese: how good the model is on such texts is not known."),
            icon=":material/translate:",
        )
    metrics = active.record.metrics
    if "mean_average_precision" not in metrics or "measured_on" not in metrics:
        return
    st.caption(_figures(active.record, t))
    page_link("training", t("All figures of the model"))


def _figures(record: ModelRecord, t: Translator) -> str:
    metrics = record.metrics
    values = {
        "number": record.id,
        "products": metrics["measured_on"]["products"],
        "precision": metrics["mean_average_precision"]["value"] or 0.0,
        "error": metrics["calibration_error"]["value"] or 0.0,
    }
    if is_future(metrics):
        return t(
            "Model #{number}, measured on {products:,} labelled products launched since {since} by a copy that saw "
            "only earlier ones: mean average precision {precision:.2f}; its probabilities are off by {error:.1%} on "
            "average.",
            since=metrics["measured_on"]["since"],
            **values,
        )
    return t(
        "Model #{number}, measured on {products:,} labelled products that it had not seen: mean average precision "
        "{precision:.2f}; its probabilities are off by {error:.1%} on average.",
        **values,
    )
