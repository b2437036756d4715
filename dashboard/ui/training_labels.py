"""What there is to learn from, and the start of a run."""

import pandas as pd
import streamlit as st

from dashboard.jobs import launcher
from dashboard.messages import Translator, mark
from dashboard.store import get_store
from dashboard.training.readiness import MIN_EACH, MIN_PRODUCTS, LabelCount, Readiness
from dashboard.training.request import MAX_SEED, TrainingRequest
from dashboard.ui.frame import page_link
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.queries.jobs import active_job

PRESET_WORDS = {"fast": mark("Fast: seconds on any computer, English and Chinese")}


def labels_section(state: TrainingState, t: Translator) -> None:
    """Draw the gold labels, a capability a row, and say what is too few."""
    st.subheader(t("What there is to learn from"))
    if not state.readiness.products:
        _empty(t)
        return
    titles = {record.key: capability_title(record, language()) for record in state.capabilities}
    rows = [_row(titles[count.capability], count, t) for count in state.readiness.counts]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=t("Gold labels of each capability"))
    st.caption(
        t(
            "Labelled products: {products:,}. A capability is learned from {each} yes and {each} no, a run from "
            "{least} products.",
            products=state.readiness.products,
            each=MIN_EACH,
            least=MIN_PRODUCTS,
        )
    )
    if not state.readiness.is_ready:
        st.warning(t("That is too few to train on. Bring in more labelled products."), icon=":material/new_label:")
        page_link("products", t("Bring in a list"))


def start_section(readiness: Readiness, t: Translator) -> None:
    """Draw the button that starts a run; what one seldom changes is folded away."""
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
        button = st.container()
        with st.expander(t("Preset, seed and what happens afterwards"), icon=":material/tune:"):
            request = _ask(t)
        if button.button(t("Train a model"), type="primary", icon=":material/play_arrow:", disabled=is_busy):
            launcher.submit(get_store(), "train", request.to_payload())
            st.rerun()


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


def _row(title: str, count: LabelCount, t: Translator) -> dict[str, str | int]:
    return {
        t("Capability"): title,
        t("Yes"): count.positives,
        t("No"): count.negatives,
        t("Unsure"): count.unsure,
        t("Drawn at random"): count.audit,
        t("Chosen"): count.learning,
        t("Enough?"): t("yes") if count.is_enough else _lacking(count, t),
    }


def _lacking(count: LabelCount, t: Translator) -> str:
    return t("lacks {yes} yes, {no} no", yes=count.missing_positives, no=count.missing_negatives)


def _empty(t: Translator) -> None:
    with st.container(border=True):
        st.markdown(
            t(
                "There are no gold labels yet, and a model learns from nothing else. Bring in a CSV that has a column "
                "for each capability, with 1 for yes and 0 for no; the template shows how."
            )
        )
        page_link("products", t("Bring in a list"))
