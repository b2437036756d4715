"""The reader's language, and every sentence in it."""

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.messages import Translator

LOCALE = Path(__file__).resolve().parents[2] / "locale"
#: The languages of the interface, each by its own name.
LANGUAGES = {"en": "English", "zh": "中文"}


def language() -> str:
    """Return the reader's language, "en" or "zh": the page's address says it, else the browser's own setting.

    It is read anew at each call: a widget bound to the address would lose it at every click in the menu.
    """
    chosen = st.query_params.get("lang")
    return chosen if chosen in LANGUAGES else _browser_language()


def t(template: str, /, **values: Any) -> str:
    """Render a template in the reader's language: `t("Products: {count}", count=3)`."""
    return _catalogue(language()).gettext(template).format(**values)


def translator(code: str) -> Translator:
    """Return the translator of a language, whatever the reader's own: for files that hold several."""

    def translated(template: str, /, **values: Any) -> str:
        return _catalogue(code).gettext(template).format(**values)

    return translated


def _browser_language() -> str:
    locale = st.context.locale or ""
    return "zh" if locale.lower().startswith("zh") else "en"


@cache
def _catalogue(code: str) -> NullTranslations:
    # English needs no catalogue: its sentences are the message ids.
    return translation("strandline", LOCALE, languages=[code], fallback=code == "en")
