"""What matters first: a sentence that says who wins, and the figures of each capability."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.evaluation_words import AVERAGES, SHORT_TAGGERS
from dashboard.charts.evaluation_words import TAGGERS as TAGGER_WORDS
from dashboard.charts.theme import Style
from dashboard.messages import Translator
from dashboard.training.measured import measured_words
from dashboard.training.scoreboard import MACRO, MICRO, NETWORK, SIMPLE, Score, Verdict, scoreboard, verdict
from dashboard.ui.plain import plain
from dashboard.ui.training_results_words import figure, short
from dashboard.ui.words import sentences
from db.queries.training import ModelRecord


def draw_verdict(model: ModelRecord, styles: Mapping[str, Style], t: Translator) -> None:
    """Say in a sentence who wins, and in another where."""
    found = verdict(model.metrics)
    if found is None:
        return
    st.markdown(_winner(found, t))
    clear = _where(found, styles, t)
    if clear:
        st.caption(clear)


def draw_table(model: ModelRecord, styles: Mapping[str, Style], t: Translator) -> None:
    """Draw precision, recall, F1 and average precision of each capability, beside those of the simple taggers."""
    table = figures_table(model, styles, t)
    st.dataframe(table, hide_index=True, column_config=_columns(table), alt=t("Figures of each capability"))
    measured = [sentence.text(t) for sentence in measured_words(model.metrics)]
    drawn = t("In brackets the interval (95 %) of 500 bootstrap draws.")
    st.caption(sentences([t("AP: average precision."), *measured, drawn], t))


def figures_table(model: ModelRecord, styles: Mapping[str, Style], t: Translator) -> pd.DataFrame:
    """Return a row a capability and one each for macro and micro; "–" where an older model has no such figure."""
    scores = {(one.subject, one.tagger): one for one in scoreboard(model.metrics, model.label_set)}
    others = [tagger for tagger in SIMPLE if (MACRO, tagger) in scores]
    rows = []
    for subject in (*model.label_set, MACRO, MICRO):
        own = scores[subject, NETWORK]
        rows.append(
            {
                t("Capability"): _subject(subject, styles, t),
                t("AP"): figure(own.average_precision),
                **{
                    t("AP: {tagger}", tagger=t(SHORT_TAGGERS[tagger])): short(scores[subject, tagger].average_precision)
                    for tagger in others
                },
                t("Precision"): figure(own.precision),
                t("Recall"): figure(own.recall),
                t("F1"): figure(own.f1),
                t("Threshold"): f"{model.thresholds[subject]:.2f}" if subject in model.thresholds else "–",
                t("Positives"): _positives(own, t),
            }
        )
    return pd.DataFrame(rows)


def _columns(table: pd.DataFrame) -> dict[str, Any]:
    """Return widths with which all columns fit on a laptop: intervals are wide, values and headers are not."""
    widths = [134, 106, *[87] * (len(table.columns) - 7), 106, 106, 106, 68, 88]
    pinned = table.columns[0]
    return {
        name: st.column_config.TextColumn(width=width, pinned=name == pinned)
        for name, width in zip(table.columns, widths, strict=True)
    }


def _subject(subject: str, styles: Mapping[str, Style], t: Translator) -> str:
    if subject in AVERAGES:
        return t(AVERAGES[subject])
    return styles[subject].title if subject in styles else subject


def _positives(score: Score, t: Translator) -> str:
    if score.support is None or score.products is None:
        return "–"
    if score.subject in AVERAGES:
        return f"{score.support:,}"
    return t("{support:,} of {products:,}", support=score.support, products=score.products)


def _winner(found: Verdict, t: Translator) -> str:
    values = {
        "baseline": t(TAGGER_WORDS[found.baseline]),
        "own": found.own,
        "other": found.other,
        "value": found.gain.value,
        "low": found.gain.low,
        "high": found.gain.high,
    }
    if found.winner == "baseline":
        return t(
            "**{baseline}** wins: mean average precision {other:.3f}, the network has {own:.3f}, difference "
            "{value:+.3f} ({low:+.3f} to {high:+.3f}).",
            **values,
        )
    if found.winner == "network":
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


def _where(found: Verdict, styles: Mapping[str, Style], t: Translator) -> str:
    """Name the capabilities on which the network is clearly ahead or behind; nothing where the model is too old."""
    sentences = []
    if found.ahead:
        sentences.append(
            t("The network is clearly ahead in: {capabilities}.", capabilities=_names(found.ahead, styles, t))
        )
    if found.behind:
        sentences.append(t("It is clearly behind in: {capabilities}.", capabilities=_names(found.behind, styles, t)))
    if found.unclear:
        sentences.append(t("Too close to call: {capabilities}.", capabilities=_names(found.unclear, styles, t)))
    return " ".join(sentences)


def _names(keys: Sequence[str], styles: Mapping[str, Style], t: Translator) -> str:
    separator = t(", ")
    return separator.join(plain(styles[key].title if key in styles else key) for key in keys)
