"""The products behind a mark: a list that a reader can check, and take along."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from dashboard.charts.theme import Style
from dashboard.export.csv import csv_bytes
from dashboard.messages import Translator
from dashboard.trends.behind import launches_behind
from dashboard.trends.marks import ALL, Mark
from dashboard.trends.query import TrendQuery
from dashboard.trends.series import Trends
from dashboard.ui.filters import change_address
from dashboard.ui.launch_evidence import draw_why
from dashboard.ui.launch_table import launch_columns, launch_records, launch_table
from dashboard.ui.mark_words import mark_conditions, mark_period
from dashboard.ui.plain import plain
from dashboard.ui.product_opening import opening_table

#: Rows that a page shows; the file to download holds all.
MOST_ROWS = 200


def draw_launches(
    launches: pd.DataFrame,
    query: TrendQuery,
    trends: Trends,
    chosen: Mark,
    styles: Mapping[str, Style],
    t: Translator,
) -> None:
    """List the launches behind a mark; those with the capability, and the most probable of them, come first."""
    counted = launches_behind(launches, query, trends.by, chosen)
    keys = trends.capabilities if chosen.capability == ALL else (chosen.capability,)
    behind = counted if chosen.capability == ALL else _ranked(counted, chosen.capability)
    with st.container(border=True):
        _draw_head(counted, chosen, styles, t)
        _draw_corrected(trends, chosen, t)
        draw_rows(behind, keys, styles, t, file=f"{chosen.capability}-{chosen.period}", closed={"mark": []})


def draw_rows(
    rows: pd.DataFrame,
    keys: Sequence[str],
    styles: Mapping[str, Style],
    t: Translator,
    *,
    file: str,
    closed: Mapping[str, Sequence[str]],
) -> None:
    """List launches with their tags of the capabilities `keys`; a click on one says why it is tagged so.

    `closed` is what changes in the address when the list is closed.
    """
    with st.container(horizontal=True):
        st.download_button(
            t("Download all as CSV"),
            # A function, so that the file is made when it is asked for.
            data=lambda: csv_bytes(launch_records(rows, keys)),
            file_name=f"strandline-{file}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.button(
            t("Close the list"),
            icon=":material/close:",
            on_click=change_address,
            args=({**closed, "product": []},),
        )
    shown = rows.head(MOST_ROWS)
    opening_table(
        "launches",
        launch_table(shown, keys, styles, t),
        shown["id"].tolist(),
        launch_columns(t),
        alt=t("The products behind the chosen mark"),
    )
    if len(rows) > MOST_ROWS:
        st.caption(t("Rows shown: {shown} of {count:,}. The file holds all.", shown=MOST_ROWS, count=len(rows)))
    draw_why(rows, keys, t)


def _ranked(behind: pd.DataFrame, key: str) -> pd.DataFrame:
    """Keep what was judged, since the share is of these alone, in the order in which a doubter would read it."""
    judged = behind[behind[f"tag_{key}"] >= 0]
    return judged.sort_values([f"tag_{key}", f"p_{key}", "launched_on"], ascending=False, kind="stable")


def _draw_head(behind: pd.DataFrame, chosen: Mark, styles: Mapping[str, Style], t: Translator) -> None:
    period, conditions = mark_period(chosen, t), mark_conditions(chosen, styles, t)
    if chosen.capability == ALL:
        st.subheader(t("All products, {period}: {count:,}", period=period, count=len(behind)))
    else:
        st.subheader(t("{title}, {period}", title=plain(styles[chosen.capability].title), period=period))
    if conditions:
        st.markdown(plain(conditions))
    if chosen.capability != ALL:
        _draw_share(behind[f"tag_{chosen.capability}"].to_numpy(), t)


def _draw_share(tags: npt.NDArray[np.int8], t: Translator) -> None:
    tagged, positives = int((tags >= 0).sum()), int((tags == 1).sum())
    st.markdown(
        t(
            "**{share:.1%}** as tagged: {positives:,} of {tagged:,} tagged products. Products in all: {products:,}.",
            share=positives / tagged if tagged else 0.0,
            positives=positives,
            tagged=tagged,
            products=len(tags),
        )
    )


def _draw_corrected(trends: Trends, chosen: Mark, t: Translator) -> None:
    """Say what the correction makes of a mark that counts one period of all launches shown, where it is corrected."""
    if chosen.conditions or chosen.last:
        return
    point = next((point for point in trends.series(chosen.capability) if point.period == chosen.period), None)
    if point and point.estimate is not None and point.low is not None and point.high is not None:
        st.markdown(
            t(
                "**{estimate:.1%}** corrected for the tagger's mistakes (95 %: {low:.1%} to {high:.1%}). The numbers "
                "behind that stand under the chart: What corrects these shares.",
                estimate=point.estimate,
                low=point.low,
                high=point.high,
            )
        )
