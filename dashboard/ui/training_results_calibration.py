"""Whether the model's probabilities mean what they say."""

import streamlit as st

from dashboard.charts.evaluation_reliability import reliability_figure
from dashboard.messages import Translator
from dashboard.training.metrics import BINS
from dashboard.training.reliability import ALL, Reliability, reliability
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.training_results_choice import Look
from dashboard.ui.training_results_loaders import load_judged


def calibration_view(look: Look, t: Translator) -> None:
    """Draw the reliability diagram, and say in plain words what it means."""
    after, before = _after(look), _kept(look, "before")
    if not after.bins:
        st.info(t("Nothing is kept of what this model said of products it had not seen."), icon=":material/inbox:")
        return
    st.markdown(_meaning(after, t))
    st.plotly_chart(
        reliability_figure(after, before, t=t),
        key="reliability",
        config=NO_TOOLBAR,
        alt=t("Lines: the share that held over the probability that was said; bars: the judgements in each bin"),
    )
    st.caption(_errors(after, before, t))


def _after(look: Look) -> Reliability:
    kept = _kept(look, "after")
    if kept is not None:
        return kept
    # An older model kept no bins; what it said after calibration is in the store.
    judged = load_judged(look.model.id)
    own = judged if look.capability == ALL else judged[judged["capability"] == look.capability]
    return reliability(own["probability"].to_numpy(float), own["holds"].to_numpy(bool))


def _kept(look: Look, when: str) -> Reliability | None:
    bins = look.model.metrics.get("reliability", {}).get(when, {}).get(look.capability)
    return None if bins is None else Reliability.from_json(bins)


def _meaning(found: Reliability, t: Translator) -> str:
    """Say of the fullest bin above one half, else of the fullest, how what was said compares with what held."""
    upper = [one for one in found.bins if one.tenth >= BINS // 2]
    one = max(upper or found.bins, key=lambda one: one.count)
    return t(
        "Of 100 texts that were given about {said:.0f} %, **{held:.0f}** have the capability (judgements: {count:,}).",
        said=100 * one.said,
        held=100 * one.held,
        count=one.count,
    )


def _errors(after: Reliability, before: Reliability | None, t: Translator) -> str:
    if before is None:
        return t(
            "Expected calibration error (ECE), the mean distance from the dotted line: {after:.1%}. This model was "
            "trained before the figures before calibration were kept; train again to see them.",
            after=after.error,
        )
    return t(
        "Expected calibration error (ECE), the mean distance from the dotted line: {before:.1%} before calibration, "
        "{after:.1%} after it. A fold's calibration is fitted on the other folds.",
        before=before.error,
        after=after.error,
    )
