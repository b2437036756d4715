"""The filters of the Trends page."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.charts.theme import Style
from dashboard.messages import RequestError, Translator
from dashboard.trends.launches import capability_keys
from dashboard.trends.periods import BY, By, label, ordinal, parse_day
from dashboard.trends.query import TrendQuery, choose_launches, suitable_period
from dashboard.ui.filters import AddressFilters, chosen
from dashboard.ui.words import PERIODS, SOURCES, TEXT_LANGUAGES, word

#: What the page and its views write into the address themselves.
VIEW_PARAMETERS = (
    *("mark", "view", "product", "saved"),
    # As tagged or corrected, and the thresholds of what is rising.
    *("shown", "fast", "rise", "fall", "span"),
    # Is it real?
    *("of", "first", "second", "group"),
    # Where
    *("pane", "since"),
    # What is new, Outlook, In words and in deeds.
    *("place", "among", "term", "point"),
    # Compare
    *(f"{letter}.{name}" for letter in "ab" for name in ("source", "language", "industry", "country", "from", "to")),
)
FILTERS = AddressFilters("trends", ("by", "source", "language", "capability", "from", "to"), others=VIEW_PARAMETERS)


def trend_filters(launches: pd.DataFrame, styles: Mapping[str, Style], t: Translator) -> TrendQuery:
    """Draw the filters and return what the address asks for; names that the store lacks are passed over."""
    FILTERS.arrive()
    asked = _read_address(launches)
    suited = suitable_period(choose_launches(launches, asked))
    by = asked.by or suited
    defaults = {"by": suited}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            t("Period"),
            BY,
            key=FILTERS.show_one("by", by),
            format_func=lambda key: word(PERIODS, key, t),
            required=True,
            on_change=FILTERS.write,
            args=(defaults,),
            label_visibility="collapsed",
        )
        with st.popover(_popover_label(asked, t), icon=":material/filter_list:"):
            _draw_choices(launches, asked, styles, defaults, t)
            _draw_range(launches, asked, by, defaults, t)
            st.button(t("Reset the filters"), icon=":material/restart_alt:", on_click=FILTERS.clear)
    FILTERS.keep()
    return asked


def _read_address(launches: pd.DataFrame) -> TrendQuery:
    start, end = _day("from"), _day("to")
    return TrendQuery(
        by=next((by for by in BY if by in chosen("by", BY)), None),
        sources=chosen("source", list(launches["source"].cat.categories)),
        languages=chosen("language", list(launches["language"].cat.categories)),
        capabilities=chosen("capability", capability_keys(launches)),
        start=parse_day(start) if start else None,
        end=parse_day(end) if end else None,
    )


def _day(name: str) -> str | None:
    """Return a bound of the range as the address has it, or None where it names no period."""
    text = st.query_params.get(name)
    try:
        return text if text and parse_day(text) else None
    except RequestError:
        return None


def _popover_label(asked: TrendQuery, t: Translator) -> str:
    parts = (asked.sources, asked.languages, asked.capabilities, asked.start, asked.end)
    count = sum(bool(part) for part in parts)
    return t("Filters in use: {count}", count=count) if count else t("Filters")


def _draw_choices(
    launches: pd.DataFrame,
    asked: TrendQuery,
    styles: Mapping[str, Style],
    defaults: Mapping[str, str],
    t: Translator,
) -> None:
    sources, languages = list(launches["source"].cat.categories), list(launches["language"].cat.categories)
    titles = {key: style.title for key, style in styles.items()}
    for name, title, options, names, values in (
        ("source", t("Source"), sources, SOURCES, asked.sources),
        ("language", t("Language of the text"), languages, TEXT_LANGUAGES, asked.languages),
        ("capability", t("Capability"), list(titles), None, asked.capabilities),
    ):
        st.multiselect(
            title,
            options,
            key=FILTERS.show_many(name, values),
            format_func=titles.__getitem__ if names is None else lambda key, names=names: word(names, key, t),
            placeholder=t("All"),
            on_change=FILTERS.write,
            args=(defaults,),
        )


def _draw_range(launches: pd.DataFrame, asked: TrendQuery, by: By, defaults: Mapping[str, str], t: Translator) -> None:
    dates = launches["launched_on"].dropna()
    if dates.empty:
        return
    first, last = ordinal(dates.min().date(), by), ordinal(dates.max().date(), by)
    options = [label(number, by) for number in range(first, last + 1)]
    for name, title, day, empty in (
        ("from", t("From"), asked.start, options[0]),
        ("to", t("To, inclusive"), asked.end, options[-1]),
    ):
        value = label(ordinal(day, by), by) if day else None
        st.selectbox(
            title,
            options,
            index=None,
            key=FILTERS.show_one(name, value if value in options else None),
            placeholder=empty,
            on_change=FILTERS.write,
            args=(defaults,),
        )
