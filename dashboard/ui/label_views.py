"""The views of the Label page. One is drawn at a time and reads alone what it needs."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.ui.filters import change_address, chosen
from dashboard.ui.label_audit import audit_view
from dashboard.ui.label_lanes import lanes_view
from dashboard.ui.label_sections import SECTIONS


@dataclass(frozen=True)
class View:
    """One view: its title for a person, and what draws it."""

    title: str
    draw: Callable[[Translator], None]


LANES, AUDIT = "lanes", "audit"
VIEWS = {
    LANES: View(mark("Give labels"), lanes_view),
    AUDIT: View(mark("Draws and plans"), audit_view),
}
_KEY = "label_view"
VIEWS |= {key: View(*section) for key, section in SECTIONS.items()}


def choose_view(t: Translator) -> View:
    """Draw the choice of a view where there are several, and return the one that the address names."""
    view = next(iter(chosen("view", list(VIEWS))), LANES)
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
    change_address({"view": [] if view == LANES else [view]})
