"""What a person asks of the view "Is it real?": a capability, two periods, and how to group the products."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.trends.composition import LEAST
from dashboard.trends.series import Point
from dashboard.ui.filters import AddressFilters
from dashboard.ui.trends_look import TrendsLook

CHOICES = AddressFilters("real", ("of", "first", "second", "group"))
GROUPS = {"source": mark("By source"), "language": mark("By language"), "industry": mark("By industry")}


@dataclass(frozen=True)
class AskedChange:
    """The change of one capability between two periods, group by group."""

    capability: str
    first: str
    second: str
    group: str


def choose_change(look: TrendsLook, t: Translator) -> AskedChange | None:
    """Draw the choices and return what the address asks for, else what is there; None with fewer than two periods."""
    keys = look.trends.capabilities
    capability = _asked("of", keys) or _of_mark(look) or keys[0]
    points = [point for point in look.trends.series(capability) if point.tagged]
    if len(points) < 2:
        return None
    periods, ends = [point.period for point in points], _ends(points)
    first = _asked("first", periods[:-1]) or ends[0]
    later = periods[periods.index(first) + 1 :]
    second = _asked("second", later) or (ends[1] if ends[1] in later else later[-1])
    asked = AskedChange(capability, first, second, _asked("group", tuple(GROUPS)) or "source")
    _draw(asked, look, periods, {"of": keys[0], "first": ends[0], "second": ends[1], "group": "source"}, t)
    return asked


def _draw(
    asked: AskedChange, look: TrendsLook, periods: Sequence[str], defaults: dict[str, str], t: Translator
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("Capability"),
            look.trends.capabilities,
            key=CHOICES.show_one("of", asked.capability),
            format_func=lambda key: look.styles[key].title,
            on_change=CHOICES.write,
            args=(defaults,),
            width=190,
        )
        later = periods[periods.index(asked.first) + 1 :]
        for name, title, options, value in (
            ("first", t("From"), periods[:-1], asked.first),
            ("second", t("Compared with"), later, asked.second),
        ):
            st.selectbox(
                title,
                options,
                key=CHOICES.show_one(name, value),
                on_change=CHOICES.write,
                args=(defaults,),
                width=130,
            )
        st.segmented_control(
            t("Groups"),
            list(GROUPS),
            key=CHOICES.show_one("group", asked.group),
            format_func=lambda key: t(GROUPS[key]),
            required=True,
            on_change=CHOICES.write,
            args=(defaults,),
        )


def _asked(name: str, options: Sequence[str]) -> str | None:
    value = st.query_params.get(name)
    return value if value in options else None


def _of_mark(look: TrendsLook) -> str | None:
    mark = look.mark
    return mark.capability if mark and mark.capability in look.trends.capabilities else None


def _ends(points: Sequence[Point]) -> tuple[str, str]:
    """Return the first and the last finished period, among those with enough products where there are two such."""
    finished = [point for point in points if not point.unfinished]
    many = [point for point in finished if point.tagged >= LEAST]
    found = next(some for some in (many, finished, points) if len(some) > 1)
    return found[0].period, found[-1].period
