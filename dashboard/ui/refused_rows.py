"""Rows of a file that were not taken, and why."""

import pandas as pd
import streamlit as st

from dashboard.messages import Message, Translator
from dashboard.ui.plain import plain


def refused_table(refused: pd.DataFrame, t: Translator) -> None:
    """Draw refused rows: line, column, what stands there, why. Columns as of db.queries.imports.refusals_frame."""
    # A table wraps its reasons, which a data frame would cut; it reads Markdown, so that other people's text is plain.
    said = refused_in_words(refused, t)
    texts = said.drop(columns="line").map(plain)
    st.table(
        said[["line"]].join(texts).set_axis(_titles(t), axis="columns"),
        border="horizontal",
        hide_index=True,
        alt=t("Rows that were refused"),
    )


def refused_in_words(refused: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """Return the frame with its reasons in the reader's language."""
    return refused.assign(reason=[Message.from_json(reason).text(t) for reason in refused["reason"]])


def _titles(t: Translator) -> list[str]:
    return [t("Line"), t("Column"), t("What stands there"), t("Why it was refused")]
