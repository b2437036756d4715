"""A view of Trends: in which industries and fields a capability is found, what occurs together, and what is new."""

from math import isnan

import pandas as pd
import streamlit as st

from dashboard.charts.heat import Square, heat_figure
from dashboard.messages import Translator, mark
from dashboard.trends.composition import LEAST
from dashboard.trends.counts import placed_launches
from dashboard.trends.marks import WITH
from dashboard.trends.where import Cell, Together, count_sectors, count_together, count_uses
from dashboard.ui.chart_config import saving_config
from dashboard.ui.filters import AddressFilters
from dashboard.ui.launch_list import draw_launches
from dashboard.ui.mark_words import group_word
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.trends_view import WHERE, chart_key, choice_mark, untagged_state
from dashboard.ui.trends_where_new import new_pairs_pane
from dashboard.ui.trends_where_words import rule_note

CHOICES = AddressFilters("where", ("pane", "since"))
SECTORS, USES, TOGETHER, NEW = "industries", "fields", "together", "new"
PANES = {
    SECTORS: mark("By industry"),
    USES: mark("By field of application"),
    TOGETHER: mark("Together"),
    NEW: mark("New pairs"),
}
TITLES = {
    SECTORS: mark("Where each capability is found, by industry"),
    USES: mark("Where each capability is found, by field of application"),
    TOGETHER: mark("Which capabilities occur together: of those on the left, how many offer those on top"),
}


def where_view(look: TrendsLook, t: Translator) -> None:
    """Draw one of the panes; its marks open their products. The launches have their fields beside them."""
    if not look.trends.is_tagged:
        untagged_state(t)
        return
    pane = _choose_pane(t)
    placed, numbers = placed_launches(look.launches, look.query, look.trends.by)
    if pane == NEW:
        new_pairs_pane(look, placed, numbers, t)
    else:
        _draw(pane, look, placed, t)
        if look.mark:
            draw_launches(look.launches, look.query, look.trends, look.mark, look.styles, t)
    if pane != TOGETHER:
        st.caption(rule_note(placed, t))


def _choose_pane(t: Translator) -> str:
    asked = st.query_params.get("pane")
    pane = asked if asked in PANES else SECTORS
    st.segmented_control(
        t("What to look at"),
        list(PANES),
        key=CHOICES.show_one("pane", pane),
        format_func=lambda key: t(PANES[key]),
        required=True,
        on_change=CHOICES.write,
        args=({"pane": SECTORS},),
        label_visibility="collapsed",
    )
    return pane


def _draw(pane: str, look: TrendsLook, placed: pd.DataFrame, t: Translator) -> None:
    keys = look.trends.capabilities
    columns = [look.styles[key].title for key in keys]
    if pane == TOGETHER:
        squares = _together(placed, look, t)
    else:
        cells = count_sectors(placed, keys) if pane == SECTORS else count_uses(placed, keys)
        squares = [_cell_square(cell, look, t) for cell in cells]
    title = t(TITLES[pane])
    st.caption(
        t(
            "Green: more often than among all products of the same sources and languages; brown: less often. Hollow: "
            "under {least} tagged products, whose number it holds. As tagged, not corrected for the tagger's mistakes.",
            least=LEAST,
        )
    )
    st.plotly_chart(
        heat_figure(
            squares,
            columns,
            title=title,
            chosen=look.mark.address() if look.mark else None,
        ),
        key=chart_key(WHERE, look.mark),
        on_select="rerun",
        selection_mode="points",
        config=saving_config("strandline-where", t),
        alt=title,
    )


def _cell_square(cell: Cell, look: TrendsLook, t: Translator) -> Square:
    name, style = group_word(cell.kind, cell.key, look.styles, t), look.styles[cell.capability]
    low, high = cell.band
    said = t(
        "{title} · {name}\n{share:.1%}: {positives:,} of {tagged:,} tagged products\n"
        "{lift:.2f} times what its sources and languages give ({low:.2f} to {high:.2f})",
        title=style.title,
        name=name,
        share=cell.share,
        positives=cell.positives,
        tagged=cell.tagged,
        lift=cell.lift,
        low=low,
        high=high,
    )
    small = cell.is_small or isnan(cell.lift)
    return Square(
        row=name,
        column=style.title,
        lift=None if small else cell.lift,
        text=f"{cell.tagged:,}" if small else f"{cell.share:.0%}",
        hover=said,
        address=choice_mark(look, cell.capability, ((cell.kind, cell.key),)).address(),
    )


def _together(placed: pd.DataFrame, look: TrendsLook, t: Translator) -> list[Square]:
    """Return a square for each way to read a pair: of those that offer the row's, how many offer the column's."""
    keys = look.trends.capabilities
    pairs = {frozenset((pair.first, pair.second)): pair for pair in count_together(placed)}
    return [
        _pair_square(pairs[frozenset((given, other))], given, look, t)
        for given in keys
        for other in keys
        if given != other
    ]


def _pair_square(pair: Together, given: str, look: TrendsLook, t: Translator) -> Square:
    other, number = (pair.second, pair.positives[0]) if given == pair.first else (pair.first, pair.positives[1])
    low, high = pair.band
    small = number < LEAST or isnan(pair.lift)
    share = pair.both / number if number else 0.0
    return Square(
        row=t("Of {title}", title=look.styles[given].title),
        column=look.styles[other].title,
        lift=None if small else pair.lift,
        text=f"{number:,}" if small else f"{share:.0%}",
        hover=t(
            "{other}, of the products with {given}\n{share:.1%}: {both:,} of {number:,}\n"
            "{lift:.2f} times as often as by chance ({low:.2f} to {high:.2f})",
            other=look.styles[other].title,
            given=look.styles[given].title,
            share=share,
            both=pair.both,
            number=number,
            lift=pair.lift,
            low=low,
            high=high,
        ),
        address=choice_mark(look, other, ((WITH, given),)).address(),
    )
