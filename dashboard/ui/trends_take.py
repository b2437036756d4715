"""The view "Take it along": the numbers of this choice as a workbook, a page and a proof pack."""

from collections.abc import Callable

import streamlit as st

from dashboard.export.csv import csv_bytes
from dashboard.export.numbers import compute
from dashboard.export.pack import make_pack, pack_zip
from dashboard.export.page import page_html
from dashboard.export.takeaway import Takeaway, gather
from dashboard.export.workbook import workbook_bytes
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.trends.query import TrendQuery
from dashboard.ui.translations import language
from dashboard.ui.trends_look import TrendsLook


def take_view(look: TrendsLook, t: Translator) -> None:
    """Draw what there is to take along of the chosen products, and how somebody else checks it."""
    products = sum(period.products for period in look.trends.periods)
    st.markdown(
        t(
            "The numbers of the filters above, for {first} to {last} and {count:,} products. Whatever you take is made "
            "when you click, from the store as it is then.",
            first=look.trends.periods[0].period,
            last=look.trends.periods[-1].period,
            count=products,
        )
    )
    query, lang = look.query, language()
    with st.container(border=True):
        st.markdown(t("**For a meeting**"))
        with st.container(horizontal=True):
            _button(t("Page (HTML)"), lambda: _page(query, lang, t), "trends.html", "text/html", ":material/web:")
            _button(t("Workbook (XLSX)"), lambda: _workbook(query, lang, t), "trends.xlsx", _XLSX, ":material/table:")
            _button(t("Numbers (CSV)"), lambda: _series(query, lang), "trends.csv", "text/csv", ":material/csv:")
        st.caption(
            t(
                "The page holds the figures, which can be hovered over and saved as SVG, and needs no network: it "
                "neither loads nor sends anything. The workbook's charts are its own. Cells that begin like a formula "
                "are text."
            )
        )
    with st.container(border=True):
        st.markdown(t("**For somebody who doubts it**"))
        _button(t("Proof pack (ZIP)"), lambda: _pack(query, lang), "strandline-proof.zip", "application/zip", _PROOF)
        st.markdown(
            t(
                "All of the above, and the rows behind them: each product with its key, its tags, their probabilities "
                "and who or what said so; the labels; the definitions; the model's card; seeds, versions and hashes. "
                "It holds no product's text and nobody's name. This computes every number again from the rows, and "
                "says equal, or which number in which file is different:"
            )
        )
        st.code("python -m dashboard verify strandline-proof.zip", language="bash")
        st.caption(t("The same from the command line: `python -m dashboard export FOLDER`, with the same filters."))


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PROOF = ":material/verified:"


def _button(label: str, data: Callable[[], bytes], name: str, mime: str, icon: str) -> None:
    # A function, so that the file is made when it is asked for.
    st.download_button(label, data=data, file_name=name, mime=mime, icon=icon, on_click="ignore")


def _gather(query: TrendQuery, lang: str) -> Takeaway:
    with get_store().read() as session:
        return gather(session, query, lang)


def _page(query: TrendQuery, lang: str, t: Translator) -> bytes:
    takeaway = _gather(query, lang)
    return page_html(takeaway, compute(takeaway), t).encode()


def _workbook(query: TrendQuery, lang: str, t: Translator) -> bytes:
    takeaway = _gather(query, lang)
    return workbook_bytes(takeaway, compute(takeaway), t)


def _series(query: TrendQuery, lang: str) -> bytes:
    return csv_bytes(compute(_gather(query, lang)).series)


def _pack(query: TrendQuery, lang: str) -> bytes:
    return pack_zip(make_pack(_gather(query, lang)))
