"""The views of a page: its subject from several sides, of which the address names one. Only that one is drawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, ParamSpec

import streamlit as st

from dashboard.messages import Translator
from dashboard.ui.filters import change_address, chosen

Drawn = ParamSpec("Drawn")


@dataclass(frozen=True)
class View(Generic[Drawn]):
    """One view: its title for a person, and what draws it."""

    title: str
    draw: Callable[Drawn, None]


def choose_view(page: str, views: Mapping[str, View[Drawn]], t: Translator) -> View[Drawn]:
    """Draw the choice of a view, and return the one that the address names; without a name it is the first."""
    first = next(iter(views))
    view = next(iter(chosen("view", list(views))), first)
    key = f"{page}_view"
    st.session_state[key] = view
    st.segmented_control(
        t("View"),
        list(views),
        key=key,
        format_func=lambda name: t(views[name].title),
        required=True,
        on_change=_write,
        args=(key, first),
        wrap=True,
        label_visibility="collapsed",
    )
    return views[view]


def _write(key: str, first: str) -> None:
    view = st.session_state[key]
    change_address({"view": [] if view == first else [view]})
