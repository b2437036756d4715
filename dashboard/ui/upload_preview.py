"""The first rows of a file as they would be stored."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.importing.preview import preview
from dashboard.importing.request import ImportRequest
from dashboard.messages import RequestError, Translator
from dashboard.ui.plain import plain
from dashboard.ui.product_words import ANSWERS, field_titles, judged_titles
from dashboard.ui.refused_rows import refused_table
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, word
from db.queries.capabilities import CapabilityRecord

ROWS = 8


def show_preview(request: ImportRequest, capabilities: Sequence[CapabilityRecord], t: Translator) -> bool:
    """Draw the first rows as they would be stored, and tell whether the import can start."""
    try:
        rows, refused = _preview(request.to_payload(), [asdict(record) for record in capabilities])
    except RequestError as error:
        st.error(plain(error.message.text(t)), icon=":material/error:")
        return False
    title = t("The first rows as they will be stored")
    st.markdown(f"**{title}**")
    titles = field_titles(capabilities, t)
    filled = rows.loc[:, [column for column in rows if _is_filled(rows[column])]]
    st.dataframe(
        _in_words(filled, capabilities, t),
        hide_index=True,
        placeholder="",
        column_config={str(column): titles.get(str(column), str(column)) for column in filled},
        alt=title,
    )
    if len(refused):
        st.caption(t("Of the first rows these will be refused:"))
        refused_table(refused, t)
    return True


def _in_words(rows: pd.DataFrame, capabilities: Sequence[CapabilityRecord], t: Translator) -> pd.DataFrame:
    """Return the frame with the reader's words in place of keys: sources, languages, and what the labels say."""
    judged = judged_titles(capabilities, t)
    words = {"source": SOURCES, "language": TEXT_LANGUAGES} | dict.fromkeys(judged, ANSWERS)
    own = {
        key: rows[key].map(lambda said, known=known: word(known, said, t))
        for key, known in words.items()
        if key in rows
    }
    if "primary" in own:
        own["primary"] = own["primary"].replace(judged)
    return rows.assign(**own)


def _is_filled(column: pd.Series) -> bool:
    return any(value not in ("", None, []) and not (isinstance(value, float) and pd.isna(value)) for value in column)


@st.cache_data(max_entries=16, show_spinner=False)
def _preview(payload: Mapping[str, Any], capabilities: list[dict[str, Any]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    records = [CapabilityRecord(**fields) for fields in capabilities]
    found = preview(ImportRequest.from_payload(payload), rows=ROWS, capabilities=records)
    refused = [vars(row) | {"reason": row.reason.to_json()} for row in found.refusals]
    return found.rows, pd.DataFrame(refused, columns=["line", "column", "value", "reason"])
