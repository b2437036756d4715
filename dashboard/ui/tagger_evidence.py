"""Why: the text with its marks, the marks in words, and how far to trust them."""

from collections.abc import Mapping

import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.tagging.evidence import MOST_UNITS, Explanation
from dashboard.tagging.evidence_checks import LEFT_OUT, VARIATIONS, Deletion, Steadiness
from dashboard.ui.filters import change_address
from dashboard.ui.plain import plain
from dashboard.ui.tagger_cards import Verdict
from dashboard.ui.tagger_loaders import load_checks, load_explanation
from dashboard.ui.tagger_marks import legend, mark_list, marked_text
from dashboard.ui.words import sentences

STEADY = {"steady": mark("Steady"), "fairly steady": mark("Fairly steady"), "unsteady": mark("Unsteady")}
_KEY = "tagger_capability"


def choose_capability(given: Mapping[str, Verdict], primary: str | None, t: Translator) -> str:
    """Draw the choice of the capability to explain, and return it: the address's, else the one that is likeliest."""
    likeliest = max(given, key=lambda key: given[key].probability / max(given[key].threshold, 1e-9))
    asked = st.query_params.get("capability")
    shown = asked if asked in given else primary if primary in given else likeliest
    st.session_state[_KEY] = shown
    st.segmented_control(
        t("The words that speak for and against"),
        list(given),
        format_func=lambda key: plain(given[key].title),
        required=True,
        key=_KEY,
        on_change=_choose,
    )
    return str(shown)


def draw_evidence(text: str, verdict: Verdict, t: Translator) -> None:
    """Draw the marked text, and beside it the marks in words."""
    explanation = load_explanation(text)
    evidence = explanation.evidence[verdict.key]
    grid = st.grid(2, min_column_width=340, gap="medium")
    with grid, st.container(gap="xsmall"):
        rest = text[len(explanation.text) :]
        st.html(marked_text(explanation.text, evidence, verdict.color, rest=rest, t=t))
        st.html(legend(verdict.title, verdict.color, t))
        if explanation.is_part:
            _say_part(evidence.probability, t)
    with grid, st.container(gap="xsmall"):
        with st.grid(2, min_column_width=150):
            for title, marks in (
                (t("Speaks for it"), evidence.speaks_for),
                (t("Speaks against it"), evidence.against),
            ):
                with st.container(gap="xsmall"):
                    st.markdown(f"**{title}**")
                    st.html(mark_list(marks, t))
        _draw_checks(text, explanation, verdict, t)


def _choose() -> None:
    change_address({"capability": [st.session_state[_KEY]]})


def _say_part(probability: float, t: Translator) -> None:
    st.caption(
        t(
            "This is a long text: only its first {units} words or Chinese characters were looked at, taken by "
            "themselves. They alone get {probability:.0%}.",
            units=MOST_UNITS,
            probability=probability,
        )
    )


def _draw_checks(text: str, explanation: Explanation, verdict: Verdict, t: Translator) -> None:
    checks = load_checks(text, verdict.key)
    notes = []
    if checks.steadiness is not None:
        notes.append(_say_steady(checks.steadiness, t))
    if checks.deletion is not None:
        notes.append(_say_deletion(checks.deletion, t))
    if notes:
        title = t("How far to trust the marks")
        st.markdown(f"**{title}**")
        st.markdown("\n".join(f"- {note}" for note in notes))
    elif explanation.units:
        st.caption(t("No single word changes what the model says by much."))


def _say_steady(checked: Steadiness, t: Translator) -> str:
    said = t(
        "**{word}**: {kept} of {marks} marks keep their sign in {variations} variations of the text that lack about "
        "{share:.0%} of its other words.",
        word=t(STEADY[checked.word]),
        kept=checked.kept,
        marks=checked.marks,
        variations=VARIATIONS,
        share=LEFT_OUT,
    )
    if checked.order is None:
        return said
    return sentences([said, t("Their order agrees by {order:.2f} (1: the same).", order=checked.order)], t)


def _say_deletion(checked: Deletion, t: Translator) -> str:
    return t(
        "Without all words marked for it, the probability goes from {before:.0%} to {marks:.0%}; without as many "
        "others, taken at random, to {others:.0%}.",
        before=checked.probability,
        marks=checked.without_marks,
        others=checked.without_others,
    )
