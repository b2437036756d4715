"""A view of Trends: two slices side by side, with the difference of each capability and its band."""

from math import isnan

import pandas as pd
import streamlit as st

from dashboard.charts.compare import differences_figure, slices_figure
from dashboard.messages import Translator
from dashboard.trends.compare import Compared, Comparison, Slice, compare_slices, in_slice
from dashboard.trends.counts import placed_launches
from dashboard.trends.marks import Mark
from dashboard.ui.chart_config import saving_config
from dashboard.ui.launch_list import draw_launches
from dashboard.ui.plain import plain
from dashboard.ui.trends_compare_choice import TITLES, choose_slices, slice_name
from dashboard.ui.trends_correction import asks_for_correction
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.trends_view import COMPARE, chart_key, untagged_state
from dashboard.ui.words import SOURCES, sentences, word


def compare_view(look: TrendsLook, t: Translator) -> None:
    """Draw the choice of two slices, their shares and differences, and the products behind a mark."""
    if not look.trends.is_tagged:
        untagged_state(t)
        return
    slices = choose_slices(look, t)
    if slices[0] == slices[1]:
        st.info(t("Both slices are the same. Narrow one of them: by a source, a language, a date …"))
        return
    corrected = asks_for_correction(look, t)
    placed, numbers = placed_launches(look.launches, look.query, look.trends.by)
    masks = (in_slice(placed, numbers, look.trends.by, slices[0]), in_slice(placed, numbers, look.trends.by, slices[1]))
    comparison = compare_slices(look.launches, placed, masks, look.trends.capabilities, corrected=corrected)
    _draw_sizes(comparison, slices, look, t)
    shown = [one for one in comparison.capabilities if not isnan(one.difference)]
    if not shown:
        st.info(t("One of the two slices has no tagged product."), icon=":material/event_busy:")
        return
    _draw_figures(shown, slices, look, t)
    if look.mark:
        draw_launches(look.launches, look.query, look.trends, look.mark, look.styles, t)
    st.caption(_method_words(comparison, t))
    _draw_table(shown, look, t)


def _draw_sizes(comparison: Comparison, slices: tuple[Slice, Slice], look: TrendsLook, t: Translator) -> None:
    lines = [
        t(
            "**{letter}** · {name}: {count:,} products",
            letter=t(TITLES[letter]),
            name=plain(slice_name(own, look, t)),
            count=size,
        )
        for letter, own, size in zip(TITLES, slices, comparison.sizes, strict=True)
    ]
    st.markdown("  \n".join(lines))
    by_source = any(name == "source" for own in slices for name, _ in own.conditions)
    if all(comparison.sizes) and not comparison.has_common_source and not by_source:
        first, second = (", ".join(plain(word(SOURCES, one, t)) for one in own) for own in comparison.sources)
        st.warning(
            t(
                "**The two slices have no source in common** ({first}; {second}). What differs may be the sources' "
                "doing and not the products'.",
                first=first,
                second=second,
            ),
            icon=":material/block:",
        )


def _draw_figures(shown: list[Compared], slices: tuple[Slice, Slice], look: TrendsLook, t: Translator) -> None:
    first, second = (t(title) for title in TITLES.values())
    addresses = {
        (one.capability, place): _mark(one.capability, slices[place], look).address()
        for one in shown
        for place in (0, 1)
    }
    with st.grid(2, min_column_width=380):
        st.plotly_chart(
            slices_figure(
                shown, look.styles, (first, second), addresses, t=t, chosen=look.mark.address() if look.mark else None
            ),
            key=chart_key(COMPARE, look.mark),
            on_select="rerun",
            selection_mode="points",
            config=saving_config("strandline-compare", t),
            alt=t("Marks: the share of each capability in slice A and in slice B. The table has the same numbers."),
        )
        st.plotly_chart(
            differences_figure(shown, look.styles, t=t),
            key="trends_differences",
            config=saving_config("strandline-differences", t),
            alt=t("Marks with bands: the difference of each capability's share, B less A, in percentage points"),
        )


def _mark(capability: str, own: Slice, look: TrendsLook) -> Mark:
    periods = look.trends.periods
    first, last = own.first or periods[0].period, own.last or periods[-1].period
    return Mark(capability, first, own.conditions, last if last != first else "")


def _method_words(comparison: Comparison, t: Translator) -> str:
    corrected = [one.is_corrected for one in comparison.capabilities]
    said = []
    if any(corrected):
        said.append(
            t(
                "Corrected for the tagger's mistakes: shares and bands are of draws in which both slices share the "
                "error rates of each source and language. That these are the same throughout a source and language is "
                "assumed."
            )
        )
    if not all(corrected):
        said.append(
            t(
                "As tagged: the bands are Newcombe's for the difference of two shares (1998), and hold for chance "
                "alone, not for the tagger's mistakes."
            )
        )
    if comparison.both:
        said.append(
            t(
                "Products in both slices: {count:,}. The bands take the slices for independent, and are too wide for "
                "that.",
                count=comparison.both,
            )
        )
    said.append(t("Each band by itself misses the truth once in twenty times; with several, one is missed sooner."))
    return sentences(said, t)


def _draw_table(shown: list[Compared], look: TrendsLook, t: Translator) -> None:
    rows = [
        {
            t("Capability"): look.styles[one.capability].title,
            t("A, tagged"): one.tagged[0],
            t("A, share, %"): round(100 * one.shares[0], 1),
            t("B, tagged"): one.tagged[1],
            t("B, share, %"): round(100 * one.shares[1], 1),
            t("B less A, points"): round(100 * one.difference, 1),
            t("Band from"): round(100 * one.low, 1),
            t("Band to"): round(100 * one.high, 1),
            t("Corrected"): one.is_corrected,
        }
        for one in shown
    ]
    with st.expander(t("The numbers as a table"), icon=":material/table:"):
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt=t("The two slices, a row a capability"))
