"""The table of products: a page of what the filters leave; a click opens a product."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.ui.filters import change_address
from dashboard.ui.launch_date import launch_date
from dashboard.ui.product_loaders import load_count, load_products
from dashboard.ui.product_opening import opening_table
from dashboard.ui.translations import language
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, capability_title, word
from db.queries.capabilities import CapabilityRecord
from db.queries.products import ProductFilter

ROWS_A_PAGE = 25


def product_table(chosen: ProductFilter, capabilities: Sequence[CapabilityRecord], t: Translator) -> None:
    """Draw the products that a filter leaves, and write the one that is clicked into the address."""
    count = load_count(chosen)
    if not count:
        st.info(t("No product fits. Take a filter away, or search for fewer words."), icon=":material/search_off:")
        return
    pages = ceil(count / ROWS_A_PAGE)
    page = min(_asked_page(), pages)
    frame = load_products(chosen, limit=ROWS_A_PAGE, offset=(page - 1) * ROWS_A_PAGE)
    st.caption(t("Products: {count:,}. Click one to open it.", count=count))
    opening_table(
        "products",
        _for_people(frame, capabilities, t),
        [int(number) for number in frame["id"]],
        _columns(capabilities, t),
        alt=t("Products, newest first"),
        height="content",
    )
    if pages > 1:
        # The address says the page: another one is another widget, which begins where the address stands.
        key = f"products_page_{page}_of_{pages}"
        with st.container(horizontal=True, horizontal_alignment="center"):
            st.pagination(pages, default=page, key=key, on_change=_turn_page, args=(key,))


def _for_people(frame: pd.DataFrame, capabilities: Sequence[CapabilityRecord], t: Translator) -> pd.DataFrame:
    titles = {record.key: capability_title(record, language()) for record in capabilities}
    origins = {(True, False): t("label"), (False, True): t("model"), (True, True): t("both")}
    tags = list(zip(frame["gold"], frame["model"], strict=True))
    dates = zip(frame["launched_on"], frame["launched_precision"], strict=True)
    return pd.DataFrame(
        {
            "name": frame["name"],
            "tagline": frame["tagline"],
            "launched": [launch_date(day, precision, t) for day, precision in dates],
            "capabilities": [
                [title for key, title in titles.items() if key in (*gold, *model)] for gold, model in tags
            ],
            "origin": [origins.get((bool(gold), bool(model)), "") for gold, model in tags],
            "source": [word(SOURCES, source, t) for source in frame["source"]],
            "language": [word(TEXT_LANGUAGES, code, t) for code in frame["language"]],
            "votes": frame["votes"],
        }
    )


def _columns(capabilities: Sequence[CapabilityRecord], t: Translator) -> dict[str, Any]:
    column = st.column_config
    return {
        "name": column.TextColumn(t("Product"), width=160),
        "tagline": column.TextColumn(t("Tagline"), width=200),
        "launched": column.TextColumn(t("Launched"), width=95),
        "capabilities": column.MultiselectColumn(
            t("Capabilities"),
            options=[capability_title(record, language()) for record in capabilities],
            color=[record.color for record in capabilities],
            width=200,
        ),
        "origin": column.TextColumn(
            t("Tagged by"), help=t("A gold label goes before what the active model says."), width=80
        ),
        "source": column.TextColumn(t("Source"), width=100),
        "language": column.TextColumn(t("Language"), width=70),
        "votes": column.NumberColumn(t("Votes"), format="localized", width=60),
    }


def _asked_page() -> int:
    asked = st.query_params.get("page", "1")
    return max(int(asked), 1) if asked.isdecimal() else 1


def _turn_page(key: str) -> None:
    page = st.session_state[key]
    change_address({"page": [] if page == 1 else [str(page)]})
