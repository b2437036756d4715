"""The view In words and in deeds: how much of a capability goes with the word AI."""

import pandas as pd
import streamlit as st

from dashboard.charts.theme import Style
from dashboard.charts.wording import rise_figure, wording_figure
from dashboard.messages import Translator
from dashboard.trends.wording import Wording, WordingReport
from dashboard.trends.wording_words import wording_words
from dashboard.ui.analyses import choose_group, choose_one, kept_analysis
from dashboard.ui.analysis_points import chosen_point, draw_point
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.frame import page_link
from dashboard.ui.plain import plain
from dashboard.ui.trends_look import TrendsLook


def wording_view(look: TrendsLook, t: Translator) -> None:
    """Draw one capability with and without the words of AI, and what each capability's change goes with."""
    kept = kept_analysis(
        "wording",
        t(
            "Do products do more, or do they only say “AI” more often? The model reads every text a second time, "
            "without words such as AI, GPT and LLM, and its tags are compared."
        ),
        t,
    )
    if kept is None:
        return
    if kept.model_id is None:
        st.info(t("No model was active, so no text could be read a second time. Train a model, then analyse anew."))
        page_link("training", t("Train a model"))
        return
    report = choose_group([WordingReport.from_json(one) for one in kept.result["reports"]], look.query, t)
    if report is None:
        return
    styles = _styles(report, look)
    for one in report.capabilities:
        if one.capability in styles:
            st.markdown(f"- {plain(wording_words(styles[one.capability].title, one).text(t))}")
    st.plotly_chart(
        rise_figure(report, styles, t=t),
        key="trends_wording_rise",
        config=NO_TOOLBAR,
        alt=t("Bars: for each capability, the change in share with the described function and with the words of AI."),
    )
    if styles:
        chosen = choose_one("among", {key: style.title for key, style in styles.items()}, t("Capability"))
        _draw_lines(report, chosen, look, t)
    st.caption(
        t(
            "Both readings are the active model's own tags, labels left aside. The model has learned from texts with "
            "these words: where it leans on them, the share falls without them. Where a product is described by these "
            "words alone, nothing is left to read, so the part with the words is the most that they may explain."
        )
    )
    _draw_numbers(report, styles, t)


def _draw_lines(report: WordingReport, capability: str, look: TrendsLook, t: Translator) -> None:
    one = next(one for one in report.capabilities if one.capability == capability)
    key, point = chosen_point(f"wording_{report.source}_{report.language}_{capability}", report.periods)
    st.plotly_chart(
        wording_figure(report, one, look.styles[capability], t=t, point=point),
        key=key,
        on_select="rerun",
        selection_mode="points",
        config=NO_TOOLBAR,
        alt=t(
            "Lines: the share as tagged and without the words of AI, from {first} to {last}.",
            first=report.periods[0],
            last=report.periods[-1],
        ),
    )
    if point:
        draw_point(report, capability, point, look, t)


def _styles(report: WordingReport, look: TrendsLook) -> dict[str, Style]:
    asked = look.query.capabilities
    keys = [one.capability for one in report.capabilities]
    return {key: look.styles[key] for key in keys if key in look.styles and (not asked or key in asked)}


def _draw_numbers(report: WordingReport, styles: dict[str, Style], t: Translator) -> None:
    with st.expander(t("The numbers as a table"), icon=":material/table:"):
        frames = [
            _numbers(report, one, styles[one.capability].title, t)
            for one in report.capabilities
            if one.capability in styles
        ]
        if frames:
            st.dataframe(
                pd.concat(frames),
                hide_index=True,
                alt=t("Products by period and capability, as tagged and without the words of AI"),
            )


def _numbers(report: WordingReport, one: Wording, title: str, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Period"): report.periods,
            t("Capability"): title,
            t("Products"): report.totals,
            t("With the capability"): one.tagged,
            t("Without the words of AI"): one.masked,
            t("Texts that have such words"): report.saying,
        }
    )
