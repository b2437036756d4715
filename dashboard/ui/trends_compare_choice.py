"""What a person asks of the view "Compare": two slices, each in the address under its letter (`a.source=yc`)."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.trends.compare import Slice
from dashboard.ui.filters import AddressFilters, chosen
from dashboard.ui.mark_words import CONDITIONS, group_word
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.words import word

LETTERS = ("a", "b")
COLUMNS = ("source", "language", "industry", "country")
BOUNDS = ("from", "to")
NAMES = tuple(f"{letter}.{name}" for letter in LETTERS for name in (*COLUMNS, *BOUNDS))
CHOICES = AddressFilters("compare", NAMES)
TITLES = {"a": mark("A"), "b": mark("B")}


def choose_slices(look: TrendsLook, t: Translator) -> tuple[Slice, Slice]:
    """Draw the choices of both slices side by side and return what the address asks for."""
    slices = (_read("a", look), _read("b", look))
    with st.grid(2, min_column_width=300):
        for letter, own in zip(LETTERS, slices, strict=True):
            with st.container(border=True):
                st.markdown(f"**{t(TITLES[letter])}** · {slice_name(own, look, t)}")
                with st.popover(t("Choose {letter}", letter=t(TITLES[letter])), icon=":material/filter_list:"):
                    _draw(letter, own, look, t)
    return slices


def slice_name(own: Slice, look: TrendsLook, t: Translator) -> str:
    """Return what narrows a slice, as plain text."""
    parts = []
    for column in COLUMNS:
        values = [group_word(column, value, look.styles, t) for name, value in own.conditions if name == column]
        if values:
            parts.append(t("{name}: {value}", name=word(CONDITIONS, column, t), value=", ".join(values)))
    if own.first and own.last:
        parts.append(t("{first} to {last}", first=own.first, last=own.last))
    elif own.first:
        parts.append(t("from {period} on", period=own.first))
    elif own.last:
        parts.append(t("up to {period}", period=own.last))
    return " · ".join(parts) or t("all products of the filters")


def _read(letter: str, look: TrendsLook) -> Slice:
    conditions = [
        (column, value) for column in COLUMNS for value in chosen(f"{letter}.{column}", _values(column, look))
    ]
    periods = [period.period for period in look.trends.periods]
    first, last = (next(iter(chosen(f"{letter}.{bound}", periods)), None) for bound in BOUNDS)
    return Slice(tuple(conditions), first, last)


def _draw(letter: str, own: Slice, look: TrendsLook, t: Translator) -> None:
    shown = [column for column in COLUMNS if len(_values(column, look)) > 1]
    for column in shown:
        st.multiselect(
            word(CONDITIONS, column, t),
            _values(column, look),
            key=CHOICES.show_many(f"{letter}.{column}", [value for name, value in own.conditions if name == column]),
            format_func=partial(_value_word, column, look, t),
            placeholder=t("All"),
            on_change=CHOICES.write,
            args=({},),
        )
    periods = [period.period for period in look.trends.periods]
    with st.container(horizontal=True):
        for bound, title, value, empty in (
            ("from", t("From"), own.first, periods[0]),
            ("to", t("To, inclusive"), own.last, periods[-1]),
        ):
            st.selectbox(
                title,
                periods,
                index=None,
                key=CHOICES.show_one(f"{letter}.{bound}", value),
                placeholder=empty,
                on_change=CHOICES.write,
                args=({},),
            )


def _value_word(column: str, look: TrendsLook, t: Translator, value: str) -> str:
    return group_word(column, value, look.styles, t)


def _values(column: str, look: TrendsLook) -> Sequence[str]:
    """Return the values that the launches have, the unknown one (an empty text) last."""
    values = [str(value) for value in look.launches[column].cat.categories]
    return [*[value for value in values if value], *[value for value in values if not value]]
