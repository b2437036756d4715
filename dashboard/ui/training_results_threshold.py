"""The precision-recall curve of each capability, and what another threshold would cost."""

import pandas as pd
import streamlit as st

from dashboard.charts.evaluation_curve import curve_figure
from dashboard.messages import Translator
from dashboard.training.thresholds import AtThreshold, at_threshold, precision_recall
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.plain import plain
from dashboard.ui.training_results_choice import Look
from dashboard.ui.training_results_loaders import load_judged
from dashboard.ui.training_results_words import percent


def threshold_view(look: Look, t: Translator) -> None:
    """Draw the curves; of one capability also a slider, which runs this view alone."""
    judged = load_judged(look.model.id)
    if judged.empty:
        st.info(t("Nothing is kept of what this model said of products it had not seen."), icon=":material/inbox:")
        return
    st.fragment(_view)(judged, look, t)


def _view(judged: pd.DataFrame, look: Look, t: Translator) -> None:
    own = {key: judged[judged["capability"] == key] for key in look.keys}
    own = {key: rows for key, rows in own.items() if not rows.empty}
    in_use = {key: _at(rows, look.model.thresholds[key]) for key, rows in own.items()}
    chosen = look.capability if look.capability in own else None
    tried = _try_another(own[chosen], in_use[chosen], chosen, look, t) if chosen else None
    curves = {
        key: precision_recall(rows["probability"].to_numpy(float), rows["holds"].to_numpy(bool))
        for key, rows in own.items()
    }
    st.plotly_chart(
        curve_figure(curves, in_use, look.styles, t=t, chosen=chosen, tried=tried),
        key="precision_recall",
        config=NO_TOOLBAR,
        alt=t("Lines: the precision of each capability over its recall; dots: the thresholds in use"),
    )
    st.caption(
        t(
            "One threshold for all folds here, the one that the model tags with; the table above chooses each fold's "
            "on the other folds, so its figures differ a little."
        )
    )


def _try_another(rows: pd.DataFrame, used: AtThreshold, key: str, look: Look, t: Translator) -> AtThreshold:
    """Draw the slider and what its threshold would change; return what it would tag."""
    value = st.slider(
        t("Try another threshold for {capability}", capability=plain(look.styles[key].title)),
        0.01,
        0.99,
        round(used.threshold, 2),
        0.01,
        key=f"try_{look.model.id}_{key}",
        help=t("It only shows what would be: the model goes on tagging with its own threshold."),
    )
    # At rest it stands on the threshold in use, which has more decimals than a slider.
    tried = used if value == round(used.threshold, 2) else _at(rows, value)
    _draw_cost(used, tried, t)
    return tried


def _draw_cost(used: AtThreshold, tried: AtThreshold, t: Translator) -> None:
    figures = (
        (t("Precision"), tried.precision, used.precision),
        (t("Recall"), tried.recall, used.recall),
        (t("F1"), tried.f1, used.f1),
    )
    with st.container(horizontal=True):
        for title, now, before in figures:
            st.metric(title, percent(now), _points(now, before, t), border=True)
        change = tried.tagged - used.tagged
        st.metric(
            t("Products tagged"),
            t("{count:,} of {products:,}", count=tried.tagged, products=tried.products),
            f"{change:+,d}" if change else None,
            delta_color="off",
            border=True,
        )
    st.caption(_sentence(used, tried, t))


def _sentence(used: AtThreshold, tried: AtThreshold, t: Translator) -> str:
    only_shows = t(
        "The slider only shows: the model goes on tagging with its own threshold, {used:.2f}.", used=used.threshold
    )
    change = tried.tagged - used.tagged
    if change == 0:
        return only_shows
    right = abs(tried.right - used.right)
    values = {"threshold": tried.threshold, "count": abs(change), "right": right, "wrong": abs(change) - right}
    if change > 0:
        said = t(
            "From {threshold:.2f} on, more products would be tagged: {count:,}, of them {right:,} rightly and "
            "{wrong:,} wrongly.",
            **values,
        )
    else:
        said = t(
            "From {threshold:.2f} on, fewer products would be tagged: {count:,}. Of those that go, {right:,} have it "
            "and {wrong:,} do not.",
            **values,
        )
    return f"{said} {only_shows}"


def _points(now: float | None, before: float | None, t: Translator) -> str | None:
    if now is None or before is None or abs(now - before) < 0.0005:
        return None
    return t("{change:+.1f} points", change=100 * (now - before))


def _at(rows: pd.DataFrame, threshold: float) -> AtThreshold:
    return at_threshold(rows["probability"].to_numpy(float), rows["holds"].to_numpy(bool), threshold)
