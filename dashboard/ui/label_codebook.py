"""The codebook: what each capability means, with examples; editable, and open to capabilities of one's own."""

import streamlit as st

from dashboard.labelling.codebook import is_own, remove_own
from dashboard.messages import RequestError, Translator
from dashboard.store import get_store
from dashboard.training.readiness import MIN_EACH, LabelCount
from dashboard.ui.filters import change_address, chosen
from dashboard.ui.label_codebook_forms import definition_form, new_capability_form
from dashboard.ui.label_examples import examples_section
from dashboard.ui.plain import plain
from dashboard.ui.settings_view import swatch
from dashboard.ui.training_loaders import TrainingState, load_training_state
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.queries.capabilities import CapabilityRecord

_CHOSEN = "codebook_capability"


def codebook_section(t: Translator) -> None:
    """Draw one capability of the codebook at a time, and the form for another one."""
    state = load_training_state()
    record = _choose(state, t)
    _head(record, t)
    if is_own(record.key):
        _countdown(record, state, t)
    with st.expander(t("Change the words"), icon=":material/edit:"):
        definition_form(record, t)
    examples_section(record, t)
    if is_own(record.key):
        _removal(record, t)
    with st.expander(t("Add a capability of your own"), icon=":material/add:"):
        new_capability_form(state.capabilities, t)


def _choose(state: TrainingState, t: Translator) -> CapabilityRecord:
    records = {record.key: record for record in state.capabilities}
    key = next(iter(chosen("capability", list(records))), next(iter(records)))
    st.session_state[_CHOSEN] = key
    st.segmented_control(
        t("Capability"),
        list(records),
        key=_CHOSEN,
        format_func=lambda one: plain(capability_title(records[one], language())),
        required=True,
        on_change=lambda: change_address({"capability": [st.session_state[_CHOSEN]]}),
        label_visibility="collapsed",
    )
    return records[key]


def _head(record: CapabilityRecord, t: Translator) -> None:
    with st.container(border=True):
        colour, words = st.columns([1, 40])
        with colour:
            swatch(record.color)
        with words:
            for title, definition in _both(record):
                st.markdown(f"**{plain(title or record.key)}**")
                st.text(definition or t("No definition in this language yet."))
            st.caption(t("In files: {key}", key=plain(record.key)))


def _both(record: CapabilityRecord) -> list[tuple[str, str]]:
    """Return titles and definitions, the reader's language first."""
    both = [(record.title_en, record.definition_en), (record.title_zh, record.definition_zh)]
    return both[::-1] if language() == "zh" else both


def _countdown(record: CapabilityRecord, state: TrainingState, t: Translator) -> None:
    """Say how many labels a capability lacks until it is learned."""
    count = next(one for one in state.readiness.counts if one.capability == record.key)
    knows = state.active is not None and record.key in state.active.label_set
    with st.container(border=True):
        if count.is_enough:
            said = (
                t("The active model knows it.")
                if knows
                else t("It has enough labels: the next training learns it, and then every product is tagged with it.")
            )
            st.success(said, icon=":material/check_circle:")
            return
        st.markdown(
            t("It is learned from {each} yes and {each} no. Until then a training leaves it out.", each=MIN_EACH)
        )
        for said, number in ((t("yes"), count.positives), (t("no"), count.negatives)):
            st.progress(min(1.0, number / MIN_EACH), text=_left(said, number, t))
        _where(count, t)


def _left(said: str, number: int, t: Translator) -> str:
    lacking = max(0, MIN_EACH - number)
    if not lacking:
        return t("{value}: {count:,}, enough", value=said, count=number)
    return t("{value}: {count:,} of {each}, {lacking} to go", value=said, count=number, each=MIN_EACH, lacking=lacking)


def _where(count: LabelCount, t: Translator) -> None:
    if not count.positives and not count.negatives:
        st.caption(t("The pad asks for it from now on. Products that are labelled already come again in a new draw."))


def _removal(record: CapabilityRecord, t: Translator) -> None:
    with st.popover(t("Remove this capability"), icon=":material/delete:"):
        st.markdown(t("It goes with its examples. It can go as long as no label and no model names it."))
        if not st.button(t("Remove it"), type="primary", key=f"codebook_remove_{record.key}"):
            return
        try:
            remove_own(get_store(), record.key)
        except RequestError as error:
            st.error(plain(error.message.text(t)), icon=":material/error:")
            return
        change_address({"capability": []})
        st.rerun()
