"""What the preset encoder starts from, and which languages it knows."""

from pathlib import Path

import streamlit as st

from dashboard.messages import RequestError, Translator, mark
from dashboard.training.encoder_files import EncoderFiles, default_encoder, read_encoder
from dashboard.ui.plain import plain
from dashboard.ui.training_loaders import load_texts_by_language

LANGUAGES = {"en": mark("English"), "zh": mark("Chinese"), "other": mark("other languages")}


def ask_encoder(t: Translator) -> str | None:
    """Ask for the folder or the id of an encoder, and say what is known of it; None where none is named."""
    name = st.text_input(
        t("Encoder"),
        default_encoder() or "",
        placeholder=t("a folder, or an id of the Hugging Face hub"),
        help=t(
            "A BERT-like model to start from, for example all-MiniLM-L6-v2 for English texts or a multilingual one for "
            "mixed ones: a folder with config.json, model.safetensors and its tokenizer. An id of the hub is fetched "
            "from there when the run starts; nothing is sent there but the id."
        ),
    ).strip()
    st.caption(
        t(
            "All layers learn: about a minute on a graphics card, a quarter of an hour and more on a processor. A "
            "small network of n-grams and concepts, as the preset fast has it, learns beside it; the model says the "
            "mean of both. It is measured on a fifth of the labelled products that it does not learn from."
        )
    )
    if not name:
        st.warning(t("Name an encoder, or set STRANDLINE_ENCODER."), icon=":material/folder_open:")
        return None
    folder = Path(name).expanduser()
    if folder.is_dir():
        _about(folder, t)
    return name


def _about(folder: Path, t: Translator) -> None:
    try:
        found = read_encoder(folder)
    except RequestError as error:
        st.error(plain(error.message.text(t)), icon=":material/error:")
        return
    st.caption(plain(_known(found, t)))
    texts = load_texts_by_language()
    foreign = found.unknown_languages(texts)
    if foreign:
        st.warning(
            t(
                "Labelled texts in {languages}: this encoder was not made for them, and leaves them out. The n-grams "
                "and concepts alone tag them, as in the preset fast. For mixed texts take a multilingual encoder.",
                languages=", ".join(t(LANGUAGES[language]) for language in foreign),
            ),
            icon=":material/translate:",
        )


def _known(found: EncoderFiles, t: Translator) -> str:
    if found.languages:
        return t(
            "{type}, {millions:.0f} million weights in its layers; languages by its authors' word: {languages}.",
            type=found.model_type,
            millions=found.parameters / 1e6,
            languages=", ".join(found.languages),
        )
    return t(
        "{type}, {millions:.0f} million weights in its layers; its authors name no languages.",
        type=found.model_type,
        millions=found.parameters / 1e6,
    )
