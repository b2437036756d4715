"""The frame of every page: its configuration, the menu and the language switch.

`pages/` switches on Streamlit's own page discovery, which needs no entry script: a direct visit to /training on a fresh
server works. Its menu is hidden by .streamlit/config.toml; this one is drawn in the reader's language instead.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.catalogue.loader import begin
from dashboard.messages import Translator, mark
from dashboard.store import get_store
from dashboard.translations import LANGUAGES
from dashboard.ui.translations import language, switch_language, t

NAME = mark("Strandline")


@dataclass(frozen=True)
class Page:
    """One page of the menu: its file for Streamlit, its title for a person."""

    file: str
    title: str
    icon: str


PAGES = {
    "overview": Page("app.py", mark("Overview"), ":material/waves:"),
    "products": Page("pages/products.py", mark("Products"), ":material/inventory_2:"),
    "label": Page("pages/label.py", mark("Label"), ":material/checklist:"),
    "training": Page("pages/training.py", mark("Training"), ":material/model_training:"),
    "tagger": Page("pages/tagger.py", mark("Tagger"), ":material/label_important:"),
    "trends": Page("pages/trends.py", mark("Trends"), ":material/trending_up:"),
    "settings": Page("pages/settings.py", mark("Settings"), ":material/tune:"),
}


def start_page(key: str) -> Translator:
    """Begin a page: set it up, draw the menu, and return the translator for the reader's language."""
    # From now on the address says the language, so that a copied link shows what its sender saw.
    if st.query_params.get("lang") != language():
        st.query_params["lang"] = language()
    page = PAGES[key]
    st.set_page_config(page_title=f"{t(page.title)} · {t(NAME)}", page_icon=_icon(), layout="wide")
    begin(get_store())
    with st.sidebar:
        st.markdown(f"### {PAGES['overview'].icon} {t(NAME)}")
        for name in PAGES:
            page_link(name)
        st.divider()
        _language_switch()
    return t


def page_link(key: str, label: str | None = None, **parameters: str) -> None:
    """Draw a link to a page that keeps the language; `parameters` go into its address."""
    page = PAGES[key]
    st.page_link(
        page.file,
        label=label or t(page.title),
        icon=page.icon,
        query_params={"lang": language(), **parameters},
    )


@cache
def _icon() -> str:
    """Return the icon of the browser's tab. One of Streamlit's own names would be fetched from an outside server."""
    drawing = Path(__file__).with_name("icon.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(drawing).decode()}"


def _language_switch() -> None:
    st.segmented_control(
        t("Language"),
        list(LANGUAGES),
        default=language(),
        required=True,
        format_func=LANGUAGES.__getitem__,
        key="language_switch",
        on_change=_switch_language,
        label_visibility="collapsed",
    )


def _switch_language() -> None:
    switch_language(st.session_state["language_switch"])
