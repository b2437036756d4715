"""The forms of the codebook: the words of a capability, and a new capability of one's own."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.labelling.codebook import PALETTE, add_own, change, free_colors, is_own, suggest_key
from dashboard.messages import RequestError, Translator
from dashboard.store import get_store
from dashboard.ui.filters import change_address
from dashboard.ui.plain import plain
from db.queries.capabilities import CapabilityRecord

_HEIGHT = 140


def definition_form(record: CapabilityRecord, t: Translator) -> None:
    """Draw titles and definitions in both languages; what is changed in them is stored."""
    # What another process stores meanwhile is shown, not kept over: the words are part of the keys.
    key = f"codebook_{record.key}_{hash(record)}"
    with st.form(key, border=False):
        given = _words(record, key, t)
        if st.form_submit_button(t("Save the words"), type="primary", icon=":material/save:"):
            _change(given, t)
    if is_own(record.key):
        return
    default = next(one for one in DEFAULT_CAPABILITIES if one.key == record.key)
    if replace(default, position=record.position) != record and st.button(
        t("Back to the words that came with the app"), icon=":material/restart_alt:", key=f"{key}_default"
    ):
        _change(default, t)


def new_capability_form(records: Sequence[CapabilityRecord], t: Translator) -> None:
    """Draw the form for a capability of one's own."""
    colors = free_colors(records)
    if not colors:
        st.caption(t("Every colour of the palette is taken: nobody tells more capabilities apart."))
        return
    st.markdown(
        t(
            "Something else that a product may offer. Annotators judge it from now on, files may hold a column with "
            "its key, and a training learns it once it has enough labels."
        )
    )
    empty = CapabilityRecord("", 0, "", "", "", "", "")
    with st.form("codebook_new", border=False):
        given = _words(empty, "codebook_new", t)
        left, right = st.columns(2)
        key = left.text_input(
            t("Key in files"),
            key="codebook_new_key",
            help=t("Small letters, digits and _; empty: from the English title. It never changes."),
        )
        color = right.selectbox(t("Colour"), colors, format_func=lambda one: t(PALETTE[one]), key="codebook_new_color")
        if not st.form_submit_button(t("Add it"), type="primary", icon=":material/add:"):
            return
    own = replace(given, key=key.strip() or suggest_key(given.title_en), color=color)
    try:
        add_own(get_store(), own)
    except RequestError as error:
        st.error(plain(error.message.text(t)), icon=":material/error:")
        return
    change_address({"capability": [own.key]})
    st.rerun()


def _words(record: CapabilityRecord, key: str, t: Translator) -> CapabilityRecord:
    english, chinese = st.columns(2)
    return replace(
        record,
        title_en=english.text_input(t("Title in English"), record.title_en, key=f"{key}_title_en"),
        title_zh=chinese.text_input(t("Title in Chinese"), record.title_zh, key=f"{key}_title_zh"),
        definition_en=english.text_area(
            t("Definition in English"), record.definition_en, height=_HEIGHT, key=f"{key}_definition_en"
        ),
        definition_zh=chinese.text_area(
            t("Definition in Chinese"), record.definition_zh, height=_HEIGHT, key=f"{key}_definition_zh"
        ),
    )


def _change(record: CapabilityRecord, t: Translator) -> None:
    try:
        change(get_store(), record)
    except RequestError as error:
        st.error(plain(error.message.text(t)), icon=":material/error:")
        return
    st.rerun()
