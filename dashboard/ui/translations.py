"""The reader's language, and every sentence in it."""

from typing import Any

import streamlit as st

from dashboard.translations import LANGUAGES, catalogue


def language() -> str:
    """Return the reader's language, "en" or "zh": the page's address says it, else the browser's own setting.

    It is read anew at each call: a widget bound to the address would lose it at every click in the menu.
    """
    chosen = st.query_params.get("lang")
    return chosen if chosen in LANGUAGES else _browser_language()


def t(template: str, /, **values: Any) -> str:
    """Render a template in the reader's language: `t("Products: {count}", count=3)`."""
    return catalogue(language()).gettext(template).format(**values)


def _browser_language() -> str:
    locale = st.context.locale or ""
    return "zh" if locale.lower().startswith("zh") else "en"
