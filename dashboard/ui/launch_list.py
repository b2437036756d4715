"""The products behind a mark: a list that a reader can check, and take along."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from dashboard.charts.theme import Style
from dashboard.export.csv import csv_bytes
from dashboard.messages import Translator, mark
from dashboard.store import get_store
from dashboard.trends.behind import launches_behind
from dashboard.trends.marks import ALL, Mark
from dashboard.trends.query import TrendQuery
from dashboard.trends.series import Trends
from dashboard.ui.filters import change_address
from dashboard.ui.launch_date import launch_date
from dashboard.ui.mark_words import mark_conditions, mark_period
from dashboard.ui.plain import plain
from dashboard.ui.translations import language
from dashboard.ui.words import SOURCES, word
from db.queries.training import active_model
from db.queries.trends import describe_launches

#: Rows that a page shows; the file to download holds all.
MOST_ROWS = 200
TAGS = {"yes": mark("yes"), "no": mark("no"), "": mark("not tagged")}


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
        with st.container(horizontal=True):
            st.download_button(
                t("Download all as CSV"),
                # A function, so that the file is made when it is asked for.
                data=lambda: csv_bytes(_records(behind, keys)),
                file_name=f"strandline-{chosen.capability}-{chosen.period}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
            )
            st.button(t("Close the list"), icon=":material/close:", on_click=change_address, args=({"mark": []},))
        st.dataframe(
            _table(behind.head(MOST_ROWS), keys, styles, t),
            hide_index=True,
            column_config=_columns(t),
            alt=t("The products behind the chosen mark"),
        )
        if len(behind) > MOST_ROWS:
            st.caption(t("Rows shown: {shown} of {count:,}. The file holds all.", shown=MOST_ROWS, count=len(behind)))


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


def _records(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return the launches as a file holds them: keys, not words, whatever the reader's language."""
    with get_store().read() as session:
        described = describe_launches(session, rows["id"].tolist()).set_index("id").reindex(rows["id"])
    columns: dict[str, Any] = {"id": rows["id"].to_numpy()}
    columns |= {name: described[name].to_numpy() for name in ("name", "tagline", "url")}
    columns |= {
        "source": rows["source"].to_numpy(),
        "launched_on": rows["launched_on"].dt.date.to_numpy(),
        "launched_precision": rows["launched_precision"].to_numpy(),
    }
    for key in keys:
        columns[f"{key}_tag"] = rows[f"tag_{key}"].map({1: "yes", 0: "no"}).fillna("").to_numpy()
        columns[f"{key}_probability"] = rows[f"p_{key}"].to_numpy()
        columns[f"{key}_by"] = rows[f"origin_{key}"].to_numpy()
    return pd.DataFrame(columns)


def _table(rows: pd.DataFrame, keys: Sequence[str], styles: Mapping[str, Style], t: Translator) -> pd.DataFrame:
    """Return the launches as a page shows them."""
    records = _records(rows, keys)
    dates = zip(records["launched_on"], records["launched_precision"], strict=True)
    columns: dict[str, Any] = {
        "name": records["name"],
        "launched": [launch_date(day, precision, t) for day, precision in dates],
        "source": [word(SOURCES, source, t) for source in records["source"]],
    }
    for key in keys:
        title = "tag" if len(keys) == 1 else styles[key].title
        columns[title] = [t(TAGS[tag]) for tag in records[f"{key}_tag"]]
    if len(keys) == 1:
        columns["probability"] = records[f"{keys[0]}_probability"]
        columns["by"] = _tagged_by(records[f"{keys[0]}_by"], t)
    columns["page"] = [f"products?product={number}&lang={language()}" for number in records["id"]]
    columns["tagline"] = records["tagline"]
    return pd.DataFrame(columns)


def _tagged_by(origins: "pd.Series[str]", t: Translator) -> list[str]:
    with get_store().read() as session:
        model = active_model(session)
    words = {"none": "", "label": t("label"), "model": t("model #{number}", number=model.id if model else "")}
    return [words[origin] for origin in origins]


def _columns(t: Translator) -> dict[str, Any]:
    return {
        "name": st.column_config.TextColumn(t("Product"), pinned=True, width="medium"),
        "launched": st.column_config.TextColumn(t("Launched")),
        "source": st.column_config.TextColumn(t("Source")),
        "tag": st.column_config.TextColumn(t("Tag")),
        "probability": st.column_config.NumberColumn(
            t("Probability"), format="%.2f", help=t("What the active model gives the capability, from 0 to 1")
        ),
        "by": st.column_config.TextColumn(t("Tagged by"), help=t("A label goes before the model")),
        "page": st.column_config.LinkColumn(t("All about it"), display_text=":material/open_in_new:"),
        "tagline": st.column_config.TextColumn(t("Tagline"), width="large"),
    }
