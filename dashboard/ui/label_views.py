"""The views of the Label page. One is drawn at a time and reads alone what it needs."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.ui.filters import change_address, chosen
from dashboard.ui.label_agreement import agreement_section
from dashboard.ui.label_audit import audit_view
from dashboard.ui.label_codebook import codebook_section
from dashboard.ui.label_files import files_section
from dashboard.ui.label_lanes import lanes_view
from dashboard.ui.label_suspects import suspects_section


@dataclass(frozen=True)
class View:
    """One view: its title for a person, and what draws it."""

    title: str
    draw: Callable[[Translator], None]


LANES, AUDIT = "lanes", "audit"
VIEWS = {
    LANES: View(mark("Give labels"), lanes_view),
    AUDIT: View(mark("Draws and plans"), audit_view),
    "agreement": View(mark("Agreement"), agreement_section),
    "suspects": View(mark("Suspected labels"), suspects_section),
    "codebook": View(mark("Codebook"), codebook_section),
    "files": View(mark("In and out"), files_section),
}
_KEY = "label_view"


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
