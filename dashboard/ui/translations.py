"""The reader's language, and every sentence in it."""

from time import monotonic
from typing import Any

import streamlit as st

from dashboard.translations import LANGUAGES, catalogue

#: A run that the browser asked for before it knew its new address brings the old one along, so many seconds at most.
LATE_SECONDS = 5.0
# The language that was switched to, and when.
_SWITCHED = "language_switched"


def language() -> str:
    """Return the reader's language, "en" or "zh": the page's address says it, else the browser's own setting.

    It is read anew at each call: a widget bound to the address would lose it at every click in the menu. Just after a
    switch the switch says it.
    """
    switched, moment = st.session_state.get(_SWITCHED, ("", 0.0))
    chosen = switched if switched and monotonic() - moment < LATE_SECONDS else st.query_params.get("lang")
    return chosen if chosen in LANGUAGES else _browser_language()


def switch_language(chosen: str) -> None:
    """Go on in another language, which the address says from now on."""
    st.session_state[_SWITCHED] = chosen, monotonic()
    st.query_params["lang"] = chosen


def t(template: str, /, **values: Any) -> str:
    """Render a template in the reader's language: `t("Products: {count}", count=3)`."""
    return catalogue(language()).gettext(template).format(**values)


def _browser_language() -> str:
    locale = st.context.locale or ""
    return "zh" if locale.lower().startswith("zh") else "en"
