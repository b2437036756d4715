"""A table of which a click opens the product, in the drawer of dashboard.ui.product_card."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.ui.filters import change_address

# How often a card was closed: part of each table's key, so that closing one also takes the selection away.
_CLOSED_KEY = "products_closed"


def opening_table(
    name: str, rows: pd.DataFrame, ids: Sequence[int], columns: Mapping[str, Any], *, alt: str, **options: Any
) -> None:
    """Draw a table, a product a row, and write the one that is clicked into the address.

    `name` tells this table from others; `ids` are the products of the rows, `options` go to st.dataframe.
    """
    # Streamlit keeps a selection by position under one key, whatever rows stand there later (streamlit#17026).
    shown = sha256(repr(list(ids)).encode()).hexdigest()[:16]
    state = st.dataframe(
        rows,
        key=f"{name}_{shown}_{st.session_state.get(_CLOSED_KEY, 0)}",
        hide_index=True,
        placeholder="",
        column_config=columns,
        on_select="rerun",
        selection_mode="single-cell",
        alt=alt,
        **options,
    )
    for row, _column in state["selection"]["cells"]:
        change_address({"product": [str(ids[row])]})


def forget_selection() -> None:
    """Take the mark off the product that was opened, so that a click on it opens it again."""
    st.session_state[_CLOSED_KEY] = st.session_state.get(_CLOSED_KEY, 0) + 1
