"""The view "How it is reckoned": each method in a paragraph, with its source and what would break it."""

import streamlit as st

from dashboard.messages import Translator
from dashboard.methods import Method, list_methods
from dashboard.ui.translations import language
from dashboard.ui.trends_look import TrendsLook


def methods_view(_look: TrendsLook, t: Translator) -> None:
    """Draw the methods, each under its title."""
    for method in list_methods(language()):
        st.subheader(method.title, anchor=method.key)
        st.markdown(method.what)
        st.markdown("\n".join(f"- **{name}** {said}" for name, said in _points(method, t).items()))


def _points(method: Method, t: Translator) -> dict[str, str]:
    return {
        t("Where it comes from:"): method.source,
        t("What it takes for granted:"): method.assumes,
        t("What would break it:"): method.breaks,
    }
