"""Products whose text has changed since they were labelled."""

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.product_opening import opening_table
from db.queries.evaluation import describe_judged
from db.queries.label_files import outdated_products

_SHOWN = 200


def outdated_table(t: Translator) -> None:
    """List the products of which a label counts that was given to an older text; a click opens one."""
    with get_store().read() as session:
        ids = outdated_products(session)
        described = describe_judged(session, ids[:_SHOWN])
    if not ids:
        st.caption(t("Every label that counts was given to the text that its product has now."))
        return
    with st.container(border=True):
        st.markdown(
            t(
                "Products that have another text now than when they were labelled: **{count:,}**. Their labels still "
                "count, but no share is estimated from them. Read them again.",
                count=len(ids),
            )
        )
        rows = described.loc[ids[:_SHOWN], ["name", "tagline"]]
        columns = {
            "name": st.column_config.TextColumn(t("Name"), width="medium"),
            "tagline": st.column_config.TextColumn(t("Tagline"), width="large"),
        }
        alt = t("Products whose text has changed since they were labelled")
        opening_table("outdated", pd.DataFrame(rows), ids[:_SHOWN], columns, alt=alt)
        if len(ids) > _SHOWN:
            st.caption(t("Rows shown: {shown} of {count:,}.", shown=_SHOWN, count=len(ids)))
