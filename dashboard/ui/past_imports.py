"""Every import that was ever stored, and a way back from each."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.ui.filters import change_address
from dashboard.ui.import_report import import_report
from dashboard.ui.words import SOURCES, word
from db.queries.imports import ImportRecord


def past_imports(imports: Sequence[ImportRecord], t: Translator) -> None:
    """List every import; a click shows its report, with a way back."""
    if not imports:
        return
    asked = st.query_params.get("report")
    chosen = next((record for record in imports if str(record.id) == asked), None)
    title = t("Past imports: {count}", count=len(imports))
    with st.expander(title, icon=":material/history:", expanded=chosen is not None):
        st.caption(t("Click an import to see its report, or to take it back."))
        clicked = _table(imports, t) or chosen
        if clicked is not None:
            change_address({"report": [str(clicked.id)]})
            import_report(clicked, t, place="past")


def _table(imports: Sequence[ImportRecord], t: Translator) -> ImportRecord | None:
    rows = [
        {
            "number": record.id,
            "at": record.created_at,
            "file": record.file_name,
            "source": ", ".join(word(SOURCES, source, t) for source in record.source.split(", ")),
            "new": record.new,
            "updated": record.updated,
            "unchanged": record.unchanged,
            "refused": record.refused,
            "labels": record.labels,
            "state": t("taken back") if record.undone_at else t("stored"),
        }
        for record in imports
    ]
    column = st.column_config
    columns = {
        "number": column.NumberColumn("#", format="%d", width=40),
        "at": column.DatetimeColumn(t("When"), format="YYYY-MM-DD HH:mm", timezone=st.context.timezone, width=130),
        "file": column.TextColumn(t("File"), width=200),
        "source": column.TextColumn(t("Source"), width=110),
        "new": column.NumberColumn(t("New"), format="localized", width=70),
        "updated": column.NumberColumn(t("Updated"), format="localized", width=70),
        "unchanged": column.NumberColumn(t("Unchanged"), format="localized", width=80),
        "refused": column.NumberColumn(t("Refused"), format="localized", width=70),
        "labels": column.NumberColumn(t("Gold labels"), format="localized", width=80),
        "state": column.TextColumn(t("State"), width=90),
    }
    state = st.dataframe(
        pd.DataFrame(rows),
        # A selection is kept by position: another list of imports is another table (streamlit#17026).
        key=f"imports_{imports[0].id}_{len(imports)}",
        hide_index=True,
        column_config=columns,
        on_select="rerun",
        selection_mode="single-cell",
        alt=t("Past imports, newest first"),
    )
    return next((imports[row] for row, _column in state["selection"]["cells"]), None)
