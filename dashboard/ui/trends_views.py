"""The views of Trends: the same launches from several sides. One is drawn at a time and reads alone what it needs."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.ui.filters import change_address, chosen
from dashboard.ui.loaders import load_launches, load_launches_with_fields
from dashboard.ui.trends_compare import compare_view
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.trends_methods import methods_view
from dashboard.ui.trends_new import new_terms_view
from dashboard.ui.trends_outlook import outlook_view
from dashboard.ui.trends_real import real_view
from dashboard.ui.trends_shares import shares_view
from dashboard.ui.trends_take import take_view
from dashboard.ui.trends_where import where_view
from dashboard.ui.trends_wording import wording_view


@dataclass(frozen=True)
class View:
    """One view: its title for a person, and what draws it."""

    title: str
    draw: Callable[[TrendsLook, Translator], None]


SHARES, WHERE = "shares", "where"
VIEWS = {
    SHARES: View(mark("Shares"), shares_view),
    "real": View(mark("Is it real?"), real_view),
    WHERE: View(mark("Where"), where_view),
    "new": View(mark("What is new"), new_terms_view),
    "ahead": View(mark("Outlook"), outlook_view),
    "words": View(mark("In words and in deeds"), wording_view),
    "compare": View(mark("Compare"), compare_view),
    "take": View(mark("Take it along"), take_view),
    "methods": View(mark("How it is reckoned"), methods_view),
}
_KEY = "trends_view"


def load_view_launches() -> pd.DataFrame:
    """Return the launches frame; with the industries and fields of its launches beside it where the view needs them.

    They take a moment after each change of the products, for which the other views need not wait.
    """
    with_fields = WHERE in st.query_params.get_all("view")
    return load_launches_with_fields() if with_fields else load_launches()


def choose_view(t: Translator) -> View:
    """Draw the choice of a view where there are several, and return the one that the address names."""
    view = next(iter(chosen("view", list(VIEWS))), SHARES)
    if len(VIEWS) > 1:
        st.session_state[_KEY] = view
        st.segmented_control(
            t("View"),
            list(VIEWS),
            key=_KEY,
            format_func=lambda key: t(VIEWS[key].title),
            required=True,
            on_change=_write,
            label_visibility="collapsed",
        )
    return VIEWS[view]


def _write() -> None:
    view = st.session_state[_KEY]
    change_address({"view": [] if view == SHARES else [view]})
