"""The parts of the Trends page: its charts, its notes, and the products behind a mark."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard.charts.products import products_figure
from dashboard.charts.shares import shares_figure
from dashboard.charts.theme import Style
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.trends.behind import is_known
from dashboard.trends.marks import ALL, Mark
from dashboard.trends.notes import dotted_note, left_out_notes, source_change, source_note, unfinished_note
from dashboard.trends.series import Trends
from dashboard.ui.chart_config import saving_config
from dashboard.ui.filters import change_address
from dashboard.ui.frame import page_link
from dashboard.ui.plain import plain
from dashboard.ui.translations import language
from dashboard.ui.trends_filters import FILTERS
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.words import SOURCES, capability_title, word
from db.queries.capabilities import list_capabilities

SHARES, PRODUCTS, REAL, WHERE, PAIRS, COMPARE = "shares", "products", "real", "where", "pairs", "compare"
#: The charts whose marks open their products.
CHARTS = (
    SHARES,
    PRODUCTS,
    REAL,
    WHERE,
    PAIRS,
    COMPARE,
)


def capability_styles() -> dict[str, Style]:
    """Return the title, in the reader's language, and the fixed colour of each capability."""
    with get_store().read() as session:
        records = list_capabilities(session)
    return {record.key: Style(capability_title(record, language()), record.color) for record in records}


def empty_state(t: Translator) -> None:
    """Say what to do where the store has no product."""
    st.info(t("There is nothing to count yet: the store holds no product."), icon=":material/inbox:")
    page_link("products", t("Bring in a list of products"))


def no_period_state(trends: Trends, t: Translator) -> None:
    """Say why there is no period to show."""
    st.info(t("No product of this choice has a date to count it by. Choose others, or bring in dates."))
    draw_notes(trends, t)


def untagged_state(t: Translator) -> None:
    """Say what to do where products are there and none of those shown is tagged."""
    with st.container(border=True):
        st.markdown(
            t("No product shown here is tagged yet, so there are no shares. Train a model; it tags every product.")
        )
        page_link("training", t("Train a model"))


def chosen_mark(launches: pd.DataFrame, trends: Trends) -> Mark | None:
    """Return the mark whose products are shown: the one just clicked, else the one in the address.

    Each chosen mark has charts of its own (`chart_key`), whose memory of clicks ends with it: a mark that was closed
    is not clicked any more, and Back and a copied address hold.
    """
    current = _known(Mark.from_address(st.query_params.get("mark")), launches, trends)
    clicks = (_clicked(chart_key(chart, current)) for chart in CHARTS)
    fresh = next((mark for mark in clicks if mark and mark != current), None)
    mark = _known(fresh, launches, trends) or current
    if (mark.address() if mark else None) != st.query_params.get("mark"):
        change_address({"mark": [mark.address()] if mark else []})
    FILTERS.keep()
    return mark


def draw_shares(trends: Trends, styles: Mapping[str, Style], chosen: Mark | None, t: Translator) -> None:
    """Draw the share of each capability over time."""
    st.plotly_chart(
        shares_figure(trends, styles, t=t, chosen=chosen),
        key=chart_key(SHARES, chosen),
        on_select="rerun",
        selection_mode="points",
        config=saving_config("strandline-shares", t),
        alt=t(
            "Lines: the share of products that offer each capability, from {first} to {last}. "
            "The table below the charts has the same numbers.",
            first=trends.periods[0].period,
            last=trends.periods[-1].period,
        ),
    )


def draw_products(trends: Trends, chosen: Mark | None, t: Translator) -> None:
    """Draw the number of products over time, by source."""
    names = {source: word(SOURCES, source, t) for source, _ in trends.periods[0].by_source}
    st.plotly_chart(
        products_figure(trends, names, t=t, chosen=chosen),
        key=chart_key(PRODUCTS, chosen),
        on_select="rerun",
        selection_mode="points",
        config=saving_config("strandline-products", t),
        alt=t(
            "Bars: the number of products of each source, from {first} to {last}.",
            first=trends.periods[0].period,
            last=trends.periods[-1].period,
        ),
    )


def draw_warning(trends: Trends, t: Translator) -> None:
    """Warn where a share may move because the source of the products does."""
    change = source_change(trends)
    if change:
        note = source_note(change, lambda source: plain(word(SOURCES, source, t)))
        st.info(note.text(t), icon=":material/swap_horiz:")
        before = [period.period for period in trends.periods if period.products and period.period < change.period]
        ask = {"view": ["real"], "first": before[-1:], "second": [change.period], "mark": []}
        st.button(t("Is it real?"), icon=":material/help:", on_click=change_address, args=(ask,))


def draw_notes(trends: Trends, t: Translator) -> None:
    """Say what is left out and what is unfinished."""
    notes = [
        *left_out_notes(trends),
        dotted_note(trends),
        unfinished_note(trends, lambda source: plain(word(SOURCES, source, t))),
    ]
    st.caption("  \n".join(note.text(t) for note in notes if note))


def draw_numbers(trends: Trends, styles: Mapping[str, Style], t: Translator) -> None:
    """Fold away the numbers behind the chart, as a table."""
    with st.expander(t("The numbers as a table"), icon=":material/table:"):
        st.dataframe(
            _numbers(trends, styles, t),
            hide_index=True,
            placeholder="–",
            alt=t("Products and shares by period and capability"),
        )


def _numbers(trends: Trends, styles: Mapping[str, Style], t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("Period"): [point.period for point in trends.points],
            t("Capability"): [styles[point.capability].title for point in trends.points],
            t("Products"): [point.products for point in trends.points],
            t("Tagged"): [point.tagged for point in trends.points],
            t("With the capability"): [point.positives for point in trends.points],
            t("Share, %"): [_percent(point.observed) for point in trends.points],
            t("Corrected, %"): [_percent(point.estimate) for point in trends.points],
            t("Band from, %"): [_percent(point.low) for point in trends.points],
            t("Band to, %"): [_percent(point.high) for point in trends.points],
            t("Unfinished"): [point.unfinished for point in trends.points],
        }
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 2)


def chart_key(chart: str, chosen: Mark | None) -> str:
    """Return the key of one of CHARTS while a mark is chosen."""
    return f"trends_{chart}_{chosen.address() if chosen else ''}"


def choice_mark(look: TrendsLook, capability: str, conditions: tuple[tuple[str, str], ...]) -> Mark:
    """Return a mark of all periods of the choice, among the launches that meet the conditions."""
    first, last = look.trends.periods[0].period, look.trends.periods[-1].period
    return Mark(capability, first, conditions, last if last != first else "")


def _known(mark: Mark | None, launches: pd.DataFrame, trends: Trends) -> Mark | None:
    if mark is None or mark.capability not in (ALL, *trends.capabilities):
        return None
    periods = {period.period for period in trends.periods}
    return mark if {mark.period, mark.until} <= periods and is_known(mark, launches) else None


def _clicked(key: str) -> Mark | None:
    """Return the mark whose capability and period, or whose address, the clicked point carries."""
    points = st.session_state.get(key, {}).get("selection", {}).get("points", [])
    data = points[0].get("customdata") if points else None
    if not data:
        return None
    return Mark(*data) if len(data) == 2 else Mark.from_address(data[0])
