"""The start of a run: one button, and what one seldom changes folded away."""

import streamlit as st

from dashboard.jobs import launcher
from dashboard.messages import Translator, mark
from dashboard.store import get_store
from dashboard.training.encoder_settings import EncoderSettings
from dashboard.training.readiness import Readiness
from dashboard.training.request import ENCODER, FAST, MAX_EPOCHS, MAX_SEED, RANDOM, TIME, FastSettings, TrainingRequest
from dashboard.ui.training_devices import minutes_words
from dashboard.ui.training_encoder import ask_encoder
from db.queries.jobs import active_job

_BY_TIME = mark("By time: trained on the past, measured on the newest")
SPLIT_WORDS = {
    FAST: {RANDOM: mark("Random: five folds, each product measured once"), TIME: _BY_TIME},
    ENCODER: {RANDOM: mark("Random: a fifth of the products is measured"), TIME: _BY_TIME},
}
EPOCHS = {FAST: FastSettings.epochs, ENCODER: EncoderSettings.epochs}
PRESET_WORDS = {
    FAST: mark("Fast: a small network, English and Chinese, on any computer"),
    ENCODER: mark("Encoder: a BERT-like model, fine-tuned; made for a graphics card"),
}


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
        with st.expander(t("Preset, seed, split, epochs and what happens afterwards"), icon=":material/tune:"):
            request = _ask(t)
        lacks_encoder = request.preset == ENCODER and request.encoder is None
        if row.button(
            t("Train a model"), type="primary", icon=":material/play_arrow:", disabled=is_busy or lacks_encoder
        ):
            launcher.submit(get_store(), "train", request.to_payload())
            st.rerun()
        row.caption(minutes_words(request, readiness.products, t))


def _ask(t: Translator) -> TrainingRequest:
    left, right = st.columns(2)
    words = {key: t(said) for key, said in PRESET_WORDS.items()}
    preset = left.selectbox(t("Preset"), list(words), format_func=words.__getitem__)
    seed = right.number_input(
        t("Seed"), 0, MAX_SEED, 0, help=t("The same seed and the same labels give the same model.")
    )
    encoder = ask_encoder(t) if preset == ENCODER else None
    split = _ask_split(preset, t)
    epochs, patience = _ask_epochs(EPOCHS[preset], t)
    activate = st.toggle(
        t("Activate the new model as soon as it is ready"),
        help=t("Off: look at its figures first, and activate it below. The very first model is always activated."),
    )
    return TrainingRequest(
        preset=preset,
        encoder=encoder,
        seed=int(seed),
        split=split,
        epochs=epochs,
        patience=patience,
        activate=activate,
    )


def _ask_split(preset: str, t: Translator) -> str:
    words = {key: t(said) for key, said in SPLIT_WORDS[preset].items()}
    return st.selectbox(
        t("Split"),
        list(words),
        format_func=words.__getitem__,
        help=t(
            "How the model is measured. Random: it says how well products are told that are like the labelled ones. By "
            "time: it says how well the model will do on what is launched next; fewer products are measured, so the "
            "intervals are wider. Either way the model of the preset fast that tags learns from all labels; an encoder "
            "tags by the one network that was measured."
        ),
    )


def _ask_epochs(planned: int, t: Translator) -> tuple[int | None, int | None]:
    """Return the epochs and the patience that are asked for; None for what is left to the preset (`planned` epochs)."""
    left, right = st.columns(2)
    epochs = left.number_input(
        t("Epochs"),
        1,
        MAX_EPOCHS,
        None,
        placeholder=t("{epochs}, the preset's", epochs=planned),
        help=t(
            "How often each network goes through its texts. More take longer and may help where there are many labels; "
            "the learning rate falls to 0 by the last one."
        ),
    )
    patience = right.number_input(
        t("Patience"),
        1,
        MAX_EPOCHS,
        None,
        placeholder=t("none: train to the end"),
        help=t(
            "Stop a network after so many epochs in which it ranks held-out products no better, and keep its best "
            "epoch. It saves time in long runs. The held-out products then choose the epoch that they are measured at, "
            "so the figures flatter the model; the page says so."
        ),
    )
    return epochs, patience
