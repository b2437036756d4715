"""A model to take along: its card as a page and as JSON, and its files for another program."""

import json
from typing import Any

import streamlit as st

from dashboard.export.model_card import model_card
from dashboard.export.model_card_html import card_html
from dashboard.export.model_files import missing_files, read_artifact_card, serving_zip
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.translations import LANGUAGES, translator
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.translations import language
from db.queries.training import ModelRecord, get_run


def downloads(model: ModelRecord, state: TrainingState, t: Translator) -> None:
    """Draw a menu of what there is to download; a model whose files are gone says which are."""
    missing = missing_files(model)
    with st.popover(t("Take it along"), icon=":material/download:"):
        if missing:
            st.markdown(t("Files of this model that are not there: {files}.", files=", ".join(missing)))
            return
        name = f"model-{model.id}"
        _button(t("Model card as a page (HTML)"), lambda: _html(model, state), f"{name}-card.html", "text/html")
        _button(t("Model card as JSON"), lambda: _json(model, state), f"{name}-card.json", "application/json")
        _button(
            t("ONNX file, vocabulary and card (ZIP)"),
            lambda: serving_zip(model),
            f"{name}.zip",
            "application/zip",
        )
        st.caption(t("The card holds no product's text. The ZIP holds ten labelled texts, to check a program against."))


def _button(label: str, data: Any, file_name: str, mime: str) -> None:
    # A function, so that the file is made when it is asked for.
    st.download_button(label, data=data, file_name=file_name, mime=mime, on_click="ignore", width="stretch")


def _card(model: ModelRecord, state: TrainingState) -> dict[str, Any]:
    with get_store().read() as session:
        run = get_run(session, model.run_id)
    if run is None:
        raise LookupError(model.run_id)
    return model_card(model, run, read_artifact_card(model), state.capabilities)


def _html(model: ModelRecord, state: TrainingState) -> bytes:
    """Return the card in every language, the reader's own first."""
    codes = sorted(LANGUAGES, key=lambda code: code != language())
    return card_html(_card(model, state), {code: (LANGUAGES[code], translator(code)) for code in codes}).encode()


def _json(model: ModelRecord, state: TrainingState) -> bytes:
    return json.dumps(_card(model, state), ensure_ascii=False, indent=1).encode()
