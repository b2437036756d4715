"""The products behind a point of an analysis' line: the launches of one source, language and period, as counted now."""

from collections.abc import Sequence
from typing import Protocol

import streamlit as st

from dashboard.messages import Translator
from dashboard.trends.behind import launches_behind
from dashboard.trends.marks import Mark
from dashboard.trends.periods import By
from dashboard.trends.query import TrendQuery
from dashboard.ui.filters import change_address
from dashboard.ui.launch_list import draw_rows
from dashboard.ui.plain import plain
from dashboard.ui.trends_look import TrendsLook


class Placed(Protocol):
    """A report of one source and language, by some length of a period."""

    @property
    def source(self) -> str:
        """The source."""

    @property
    def language(self) -> str:
        """The language of the texts."""

    @property
    def by(self) -> By:
        """The length of a period."""


def chosen_point(chart: str, periods: Sequence[str]) -> tuple[str, str | None]:
    """Return the key of a chart whose marks carry (capability, period), and the period clicked or in the address."""
    current = st.query_params.get("point")
    current = current if current in periods else None
    points = st.session_state.get(_key(chart, current), {}).get("selection", {}).get("points", [])
    data = points[0].get("customdata") if points else None
    period = data[1] if data and data[1] in periods else current
    if period != st.query_params.get("point"):
        change_address({"point": [period] if period else []})
    return _key(chart, period), period


def draw_point(report: Placed, capability: str, period: str, look: TrendsLook, t: Translator) -> None:
    """List the launches of a period that are tagged; those with the capability, and the most probable, come first."""
    query = TrendQuery(report.by, (report.source,), (report.language,))
    behind = launches_behind(look.launches, query, report.by, Mark(capability, period))
    judged = behind[behind[f"tag_{capability}"] >= 0]
    ranked = judged.sort_values([f"tag_{capability}", f"p_{capability}"], ascending=False, kind="stable")
    with st.container(border=True):
        st.subheader(t("{title}, {period}", title=plain(look.styles[capability].title), period=period))
        draw_rows(ranked, (capability,), look.styles, t, file=f"{capability}-{period}", closed={"point": []})


def _key(chart: str, period: str | None) -> str:
    return f"trends_{chart}_{period or ''}"
