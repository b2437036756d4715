"""What this machine trains on."""

import streamlit as st

from dashboard.messages import Message, Translator
from dashboard.ui.loaders import load_devices
from dashboard.ui.plain import plain


def devices_section(t: Translator) -> None:
    """Name the processor and the graphics cards, and say in a sentence what a training uses.

    Call it last: where there is a graphics card, the first look takes seconds.
    """
    with st.expander(t("What this machine trains on"), icon=":material/memory:"):
        found = load_devices()
        st.markdown(plain(Message.from_json(found["said"]).text(t)))
        cpu = found["cpu"]
        st.text(t("{model}, cores: {cores}, memory: {memory_gb} GB", **cpu))
        for gpu in found["gpus"]:
            st.text(t("{name}, memory: {memory_mb} MB, driver: {driver}", **gpu))
