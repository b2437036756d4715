"""The start of a run: one button, and what one seldom changes folded away."""

import streamlit as st

from dashboard.jobs import launcher
from dashboard.messages import Translator, mark
from dashboard.store import get_store
from dashboard.training.readiness import Readiness
from dashboard.training.request import MAX_SEED, TrainingRequest
from dashboard.ui.training_devices import minutes_words
from db.queries.jobs import active_job

PRESET_WORDS = {"fast": mark("Fast: a small network, English and Chinese, on any computer")}


def start_section(readiness: Readiness, t: Translator) -> None:
    """Draw the button that starts a run, and what it will take."""
    if not readiness.is_ready:
        return
    with get_store().read() as session:
        is_busy = active_job(session) is not None
    with st.container(border=True):
        st.caption(
            t(
                "Trains a small neural network on these labels, measures it on products that it has not seen, and tags "
                "every product. Readers of Trends see no change before the model is activated."
            )
        )
        row = st.container(horizontal=True, vertical_alignment="center")
        with st.expander(t("Preset, seed and what happens afterwards"), icon=":material/tune:"):
            request = _ask(t)
        if row.button(t("Train a model"), type="primary", icon=":material/play_arrow:", disabled=is_busy):
            launcher.submit(get_store(), "train", request.to_payload())
            st.rerun()
        row.caption(minutes_words(request.preset, readiness.products, t))


def _ask(t: Translator) -> TrainingRequest:
    left, right = st.columns(2)
    words = {key: t(said) for key, said in PRESET_WORDS.items()}
    preset = left.selectbox(t("Preset"), list(words), format_func=words.__getitem__)
    seed = right.number_input(
        t("Seed"), 0, MAX_SEED, 0, help=t("The same seed and the same labels give the same model.")
    )
    activate = st.toggle(
        t("Activate the new model as soon as it is ready"),
        help=t("Off: look at its figures first, and activate it below. The very first model is always activated."),
    )
    return TrainingRequest(preset=preset, seed=int(seed), activate=activate)
