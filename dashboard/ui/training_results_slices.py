"""The figures by language, source, launch year and lane."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.charts.evaluation_slices import slices_figure
from dashboard.charts.evaluation_words import DIMENSIONS
from dashboard.messages import Translator
from dashboard.training.slices import FEW, UNDATED, Slice
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.product_words import LANES
from dashboard.ui.training_results_choice import Look
from dashboard.ui.training_results_loaders import load_slices
from dashboard.ui.training_results_words import figure
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, word


def slices_view(look: Look, t: Translator) -> None:
    """Draw the slices as dots, and fold their numbers away beneath."""
    found = load_slices(look.model.id, look.capability)
    if not found:
        st.info(t("Nothing is kept of what this model said of products it had not seen."), icon=":material/inbox:")
        return
    names = [_name(one, t) for one in found]
    st.plotly_chart(
        slices_figure(found, names, t=t),
        key="slices",
        config=NO_TOOLBAR,
        alt=t("Dots: the F1 of each language, source, year of launch and lane, with intervals"),
    )
    st.caption(
        t(
            "Grey and hollow: fewer than {few} positives or negatives, too few to tell. Intervals (95 %) of a "
            "bootstrap over products. With all capabilities, each judgement counts alike (micro).",
            few=FEW,
        )
    )
    with st.expander(t("The numbers as a table"), icon=":material/table:"):
        st.dataframe(_table(found, names, t), hide_index=True, alt=t("Figures of each slice"))


def _table(found: Sequence[Slice], names: Sequence[str], t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("By"): [t(DIMENSIONS[one.dimension]) for one in found],
            t("Slice"): list(names),
            t("Products"): [one.products for one in found],
            t("Positives"): [one.positives for one in found],
            t("AP"): [figure(one.average_precision) for one in found],
            t("Precision"): [figure(one.precision) for one in found],
            t("Recall"): [figure(one.recall) for one in found],
            t("F1"): [figure(one.f1) for one in found],
            t("Enough?"): [t("too few to tell") if one.is_few else t("yes") for one in found],
        }
    )


def _name(one: Slice, t: Translator) -> str:
    if one.dimension == "language":
        return word(TEXT_LANGUAGES, one.value, t)
    if one.dimension == "source":
        return word(SOURCES, one.value, t)
    if one.dimension == "lane":
        return word(LANES, one.value, t)
    return t("no date") if one.value == UNDATED else one.value
