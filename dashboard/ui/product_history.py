"""The past of one product: its gold labels, the imports that held it, the corrections by hand."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.ui.product_words import ANSWERS, EFFECTS, FIELD_TITLES, LABEL_ORIGINS, LANES
from dashboard.ui.words import word
from db.queries.product_detail import ProductDetail


def labels_section(detail: ProductDetail, titles: Mapping[str, str], t: Translator) -> None:
    """List the gold labels, newest first: who said what, when, and which of them hold."""
    if not detail.labels:
        st.caption(t("Nobody has labelled this product yet."))
        return
    answers = {key: t(said) for key, said in ANSWERS.items()} | dict(titles)
    rows = [
        {
            "subject": titles.get(given.capability, given.capability),
            "said": answers.get(given.value, given.value),
            "holds": given.holds,
            # What no person judged has the way it came in for an annotator; the next column says that.
            "by": given.annotator if given.origin in ("person", "settled") else "",
            "origin": word(LABEL_ORIGINS, given.origin, t),
            "lane": word(LANES, given.lane, t),
            "at": given.created_at,
            "outdated": given.outdated,
        }
        for given in detail.labels
    ]
    column = st.column_config
    columns = {
        "subject": column.TextColumn(t("Of")),
        "said": column.TextColumn(t("Said")),
        "holds": column.CheckboxColumn(t("Counts"), help=t("Of several judgements, this one counts."), width="small"),
        "by": column.TextColumn(t("By")),
        "origin": column.TextColumn(t("Through"), width="small"),
        "lane": column.TextColumn(t("Lane"), width="small"),
        "at": _moment(t("When")),
        "outdated": column.CheckboxColumn(
            t("Older text"), help=t("The text has changed since it was read for this label."), width="small"
        ),
    }
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=columns, alt=t("Gold labels of this product"))


def imports_section(detail: ProductDetail, t: Translator) -> None:
    """List the imports whose files held the product, newest first."""
    title = t("Imports")
    st.markdown(f"**{title}**")
    if not detail.imports:
        st.caption(t("No import that is on record held this product."))
        return
    rows = [
        {
            "number": seen.import_id,
            "file": seen.file_name,
            "effect": t("taken back") if seen.undone else word(EFFECTS, seen.effect, t),
            "at": seen.created_at,
        }
        for seen in detail.imports
    ]
    columns = {
        "number": st.column_config.NumberColumn("#", format="%d", width="small"),
        "file": st.column_config.TextColumn(t("File")),
        "effect": st.column_config.TextColumn(t("Effect"), width="small"),
        "at": _moment(t("When")),
    }
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=columns, alt=t("Imports that held this product"))


def changes_section(detail: ProductDetail, t: Translator) -> None:
    """List the corrections, newest first: what stood there, what stands there now, by whom."""
    title = t("Corrections by hand")
    st.markdown(f"**{title}**")
    if not detail.changes:
        st.caption(t("Nobody has corrected this product."))
        return
    rows = [
        {
            "field": t(FIELD_TITLES[change.field]),
            "old": change.old,
            "new": change.new,
            "by": change.changed_by,
            "at": change.changed_at,
        }
        for change in detail.changes
    ]
    columns = {
        "field": st.column_config.TextColumn(t("Field"), width="small"),
        "old": st.column_config.TextColumn(t("It was"), width="medium"),
        "new": st.column_config.TextColumn(t("It became"), width="medium"),
        "by": st.column_config.TextColumn(t("By"), width="small"),
        "at": _moment(t("When")),
    }
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=columns, alt=t("Corrections of this product"))


def _moment(title: str) -> Any:
    return st.column_config.DatetimeColumn(title, format="YYYY-MM-DD HH:mm", timezone=st.context.timezone)
