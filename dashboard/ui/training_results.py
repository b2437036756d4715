"""How good the models are, and which of them is active."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.training_models import model_actions
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.queries.training import ModelRecord

BASELINES = {
    "majority": mark("the majority"),
    "tfidf_logistic_regression": mark("TF-IDF + logistic regression"),
}


def results_section(state: TrainingState, t: Translator) -> None:
    """Draw the figures of the model that a person looks at, beside the simple taggers on the same products."""
    if not state.models:
        return
    numbers = [model.id for model in state.models]
    titles = {model.id: _title(model, t) for model in state.models}
    st.subheader(t("How good it is"))
    number = st.selectbox(t("Model"), numbers, format_func=titles.__getitem__, label_visibility="collapsed")
    model = next(model for model in state.models if model.id == number)
    st.markdown(_verdict(model.metrics, t))
    names = {record.key: capability_title(record, language()) for record in state.capabilities}
    st.dataframe(_table(model, names, t), hide_index=True, alt=t("Figures of each capability"))
    st.caption(
        t(
            "Measured out of fold: each labelled product by a network that has not seen it, nor another launch of it, "
            "with a threshold chosen on other products. In brackets the interval (95 %) of 500 bootstrap draws."
        )
    )
    model_actions(model, state, t)


def _title(model: ModelRecord, t: Translator) -> str:
    day = model.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
    if model.active:
        return t("Model #{number} of {day}, active", number=model.id, day=day)
    return t("Model #{number} of {day}", number=model.id, day=day)


def _verdict(metrics: dict[str, Any], t: Translator) -> str:
    """Say in one sentence who wins, the network or the best of the simple taggers: nobody where the gain may be 0."""
    baselines = metrics["baselines"]
    name = max(baselines, key=lambda one: baselines[one]["mean_average_precision"]["value"])
    gain = baselines[name]["gain"]
    values = {
        "baseline": t(BASELINES[name]),
        "own": metrics["mean_average_precision"]["value"],
        "other": baselines[name]["mean_average_precision"]["value"],
        **gain,
    }
    if gain["high"] < 0:
        return t(
            "**{baseline}** wins: mean average precision {other:.3f}, the network has {own:.3f}, difference "
            "{value:+.3f} ({low:+.3f} to {high:+.3f}).",
            **values,
        )
    if gain["low"] > 0:
        return t(
            "The network wins: mean average precision {own:.3f}, {baseline} has {other:.3f}, gain {value:+.3f} "
            "({low:+.3f} to {high:+.3f}).",
            **values,
        )
    return t(
        "Neither wins clearly: the network has mean average precision {own:.3f}, {baseline} {other:.3f}, "
        "difference {value:+.3f} ({low:+.3f} to {high:+.3f}).",
        **values,
    )


def _table(model: ModelRecord, names: dict[str, str], t: Translator) -> pd.DataFrame:
    rows = []
    for key in model.label_set:
        own = model.metrics["capabilities"][key]
        rows.append(
            {
                t("Capability"): names.get(key, key),
                t("AP"): _figure(own["average_precision"]),
                **{
                    t("AP of {baseline}", baseline=t(title)): _short(
                        _baseline(model, name)["capabilities"][key]["average_precision"]
                    )
                    for name, title in BASELINES.items()
                    if _baseline(model, name)
                },
                t("Precision"): _figure(own["precision"]),
                t("Recall"): _figure(own["recall"]),
                t("F1"): _figure(own["f1"]),
                t("Threshold"): f"{model.thresholds[key]:.2f}",
                t("Positives"): t("{support} of {products}", support=own["support"], products=own["products"]),
            }
        )
    return pd.DataFrame(rows)


def _baseline(model: ModelRecord, name: str) -> dict[str, Any]:
    found: dict[str, Any] = model.metrics["baselines"].get(name, {})
    return found


def _figure(interval: dict[str, float | None]) -> str:
    value, low, high = interval["value"], interval["low"], interval["high"]
    if value is None or low is None or high is None:
        return "–"
    return f"{value:.2f} ({low:.2f}–{high:.2f})"


def _short(interval: dict[str, float | None]) -> str:
    return "–" if interval["value"] is None else f"{interval['value']:.2f}"
