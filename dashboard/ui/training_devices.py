"""What this machine trains on, and how long that takes."""

import os

import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.training.devices import Devices, find_cpu
from dashboard.training.minutes import ASSUMED_TEXTS, expected_minutes, work_of
from dashboard.training.request import PRESETS, TrainingRequest
from dashboard.ui.loaders import look_at_devices
from dashboard.ui.plain import plain
from dashboard.ui.quantities import minutes_range

TICK_SECONDS = 1.0
PRESET_TITLES = {"fast": mark("Fast"), "encoder": mark("Encoder")}


def minutes_words(request: TrainingRequest, texts: int, t: Translator) -> str:
    """Say how long a run takes here; as on a processor while nobody knows of a graphics card."""
    look = look_at_devices()
    uses_gpu = look.done() and look.result().uses_gpu
    minutes = expected_minutes(
        request.preset, texts=texts, cores=os.cpu_count() or 1, uses_gpu=uses_gpu, work=work_of(request)
    )
    return t("On this machine: {minutes}.", minutes=minutes_range(minutes.low, minutes.high, t))


def devices_section(texts: int, t: Translator) -> None:
    """Name the processor and the graphics cards, say what a training uses, and how long each preset takes.

    Asking TensorFlow takes seconds where there is a card. Nothing waits for it: the section fills when it is known.
    """
    with st.expander(t("What this machine trains on"), icon=":material/memory:"):
        is_known = look_at_devices().done()
        st.fragment(_devices, run_every=None if is_known else TICK_SECONDS)(texts or ASSUMED_TEXTS, t, is_known)


def _devices(texts: int, t: Translator, was_known: bool) -> None:
    look = look_at_devices()
    if not look.done():
        cpu = find_cpu()
        st.text(t("{model}, cores: {cores}, memory: {memory_gb} GB", **vars(cpu)))
        st.caption(t("Looking for graphics cards, and whether TensorFlow can use them. It takes some seconds."))
        return
    if not was_known:
        st.rerun()  # So that it ticks no more, and the start of a run says the right time.
    _found(look.result(), texts, t)


def _found(found: Devices, texts: int, t: Translator) -> None:
    st.markdown(plain(found.said.text(t)))
    st.text(t("{model}, cores: {cores}, memory: {memory_gb} GB", **vars(found.cpu)))
    for gpu in found.gpus:
        st.text(t("{name}, memory: {memory_mb} MB, driver: {driver}", **vars(gpu)))
    for preset in PRESETS:
        minutes = expected_minutes(preset, texts=texts, cores=found.cpu.cores, uses_gpu=found.uses_gpu)
        said = t(
            "{preset}: {minutes} for {texts:,} labelled products.",
            preset=t(PRESET_TITLES[preset]),
            minutes=minutes_range(minutes.low, minutes.high, t),
            texts=texts,
        )
        st.caption(said)
