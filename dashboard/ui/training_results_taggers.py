"""The network beside the simple taggers, figure by figure."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.charts.evaluation_scores import scores_figure
from dashboard.charts.evaluation_words import AVERAGES, TAGGERS
from dashboard.messages import Translator
from dashboard.training.reliability import ALL
from dashboard.training.scoreboard import Score, scoreboard
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.training_results_choice import Look
from dashboard.ui.training_results_words import figure


def taggers_view(look: Look, t: Translator) -> None:
    """Draw the average precision of each tagger, say what they are, and list all their figures."""
    scores = scoreboard(look.model.metrics, look.model.label_set)
    if look.capability != ALL:
        scores = tuple(one for one in scores if one.subject == look.capability)
    st.plotly_chart(
        scores_figure(scores, look.styles, t=t),
        key="scores",
        config=NO_TOOLBAR,
        alt=t("Dots: the average precision of each tagger, capability by capability, with intervals"),
    )
    st.caption(
        t(
            "The majority says of every product what most of the others are. The keyword rules are a published table "
            "of words in English and Chinese, written from the definitions and fitted on nothing; a capability that "
            "was added has none. TF-IDF + logistic regression learns on the same folds as the network."
        )
    )
    if look.model.metrics.get("halves"):
        st.caption(
            t(
                "The network says the mean of two: the encoder, and a network of n-grams and concepts as the preset "
                "fast has it. Here each is measured alone as well."
            )
        )
    st.dataframe(_table(scores, look, t), hide_index=True, alt=t("Every figure of every tagger"))


def _table(scores: Sequence[Score], look: Look, t: Translator) -> pd.DataFrame:
    titles = {key: t(words) for key, words in AVERAGES.items()} | {key: one.title for key, one in look.styles.items()}
    return pd.DataFrame(
        {
            t("Capability"): [titles.get(one.subject, one.subject) for one in scores],
            t("Which tagger"): [t(TAGGERS[one.tagger]) for one in scores],
            t("AP"): [figure(one.average_precision) for one in scores],
            t("Precision"): [figure(one.precision) for one in scores],
            t("Recall"): [figure(one.recall) for one in scores],
            t("F1"): [figure(one.f1) for one in scores],
        }
    )
