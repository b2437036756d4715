"""Is it rising? A line a capability: the word where it is sure enough, growth with its band, and the thresholds."""

from collections.abc import Sequence

import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.trends.corrected import Correction
from dashboard.trends.growth import find_statuses, status_message
from dashboard.trends.series import Trends
from dashboard.trends.status import FALLING, FAST, RISING, STATES, Status, StatusRule
from dashboard.ui.filters import AddressFilters
from dashboard.ui.plain import plain
from dashboard.ui.trends_look import TrendsLook

#: What the address holds of the rule, and the widget's bounds: (least, most, step).
BOUNDS = {"fast": (1.01, 10.0, 0.05), "rise": (1.0, 9.0, 0.05), "fall": (0.1, 1.0, 0.05), "span": (1, 24, 1)}
RULE = AddressFilters("trends_rule", tuple(BOUNDS))
_ICONS = {
    FAST: ":material/keyboard_double_arrow_up:",
    RISING: ":material/keyboard_arrow_up:",
    FALLING: ":material/keyboard_arrow_down:",
}
_STEADY, _OPEN = ":material/drag_handle:", ":material/question_mark:"
_AGAINST = {
    "month": mark("The last {span} months ({later}) against the {span} before ({earlier})"),
    "quarter": mark("The last {span} quarters ({later}) against the {span} before ({earlier})"),
    "year": mark("The last {span} years ({later}) against the {span} before ({earlier})"),
}


def draw_status(look: TrendsLook, corrections: Sequence[Correction], t: Translator) -> None:
    """Draw what can be said of each capability that has draws."""
    rule = read_rule()
    found = find_statuses(look.trends, corrections, rule)
    if not found:
        if corrections:
            st.caption(
                t(
                    "Whether a share is rising can't be told here: that takes two finished periods in a row with "
                    "tagged products. Another length of the period, or one source alone, may have them."
                )
            )
        return
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{_heading(next(iter(found.values())), look.trends, t)}**")
            with st.popover(t("What the words mean"), icon=":material/tune:"):
                _draw_rule(rule, next(iter(found.values())), t)
        names = {key: t(word) for key, word in STATES.items()}
        for key, status in found.items():
            icon = _ICONS.get(status.state, _STEADY) if status.state else _OPEN
            st.markdown(f"{icon} **{plain(look.styles[key].title)}** {plain(status_message(status, names).text(t))}")


def read_rule() -> StatusRule:
    """Return the rule that the address holds; what is no number, or leaves no room for a word, is passed over."""
    own = StatusRule()
    given = {name: _number(name) for name in BOUNDS}
    fast, rising, falling = given["fast"] or own.fast, given["rise"] or own.rising, given["fall"] or own.falling
    span = int(given["span"]) if given["span"] else None
    if not falling < rising < fast:
        return StatusRule(span=span)
    return StatusRule(fast=fast, rising=rising, falling=falling, span=span)


def _number(name: str) -> float | None:
    least, most, _ = BOUNDS[name]
    try:
        value = float(st.query_params.get(name, ""))
    except ValueError:
        return None
    return value if least <= value <= most else None


def _heading(status: Status, trends: Trends, t: Translator) -> str:
    later, earlier = ("–".join(dict.fromkeys(ends)) for ends in (status.later, status.earlier))
    if status.span == 1:
        return t("{later} against {earlier}", later=plain(later), earlier=plain(earlier))
    return t(_AGAINST[trends.by], span=status.span, later=plain(later), earlier=plain(earlier))


def _draw_rule(rule: StatusRule, status: Status, t: Translator) -> None:
    st.caption(
        t(
            "Growth is the share in the last periods over that in as many before, each period by its products; "
            "unfinished ones are left out. A word is said where its probability is at least {sure:.0%} at the last "
            "period and at the one before it. Between falling and rising a share is steady.",
            sure=rule.sure,
        )
    )
    own = StatusRule()
    defaults: dict[str, float] = {"fast": own.fast, "rise": own.rising, "fall": own.falling}
    if rule.span is None:
        defaults["span"] = status.span
    for name, title, value in (
        ("fast", t("Rising fast from, times"), rule.fast),
        ("rise", t("Rising from, times"), rule.rising),
        ("fall", t("Falling down from, times"), rule.falling),
        ("span", t("Periods on either side"), rule.span or status.span),
    ):
        least, most, step = BOUNDS[name]
        st.number_input(
            title,
            min_value=least,
            max_value=most,
            step=step,
            key=RULE.show_one(name, value),
            on_change=RULE.write,
            args=(defaults,),
        )
    st.button(t("Back to the usual thresholds"), icon=":material/restart_alt:", on_click=RULE.clear)
