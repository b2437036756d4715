"""What one import brought: counts, what was mended, the refused rows, and a way back."""

import pandas as pd
import streamlit as st

from dashboard.export.csv import csv_bytes
from dashboard.jobs import launcher
from dashboard.labelling.file_request import LABELS
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.plain import plain
from dashboard.ui.product_words import NOTES
from dashboard.ui.refused_rows import refused_in_words, refused_table
from db.queries.imports import ImportRecord, refusals_frame
from db.queries.undo_outlook import foresee_undo

SHOWN_REFUSALS = 8


def import_report(record: ImportRecord, t: Translator, *, place: str) -> None:
    """Draw the report of an import, as the store remembers it. `place` sets it apart from another one on the page."""
    with st.container(border=True):
        st.markdown(
            t("**{file}**, import #{number}", file=plain(record.file_name), number=record.id)
            if record.undone_at is None
            else t("**{file}**, import #{number}, taken back", file=plain(record.file_name), number=record.id)
        )
        _counts(record, t)
        for note, count in record.notes.items():
            st.caption(t(NOTES[note], count=count))
        if record.refused:
            _refusals(record, t)
        with st.container(horizontal=True):
            if record.refused:
                _download(record, t, place)
            if record.undone_at is None:
                _undo(record, t, place)


def _counts(record: ImportRecord, t: Translator) -> None:
    is_of_labels = record.options.get("kind") == LABELS
    read = (t("Rows read"), record.read, t("Rows under the header"))
    refused = (t("Refused"), record.refused, t("Rows that could not be taken"))
    labels = (t("Gold labels"), record.labels, t("Labels that were not here before"))
    products = (
        (t("New"), record.new, t("Launches that were not here before")),
        (t("Updated"), record.updated, t("Launches of which the file says something new")),
        (t("Unchanged"), record.unchanged, t("Launches of which the file says nothing new")),
    )
    there = (t("Unchanged"), record.unchanged, t("Labels that were here already"))
    counts = (read, labels, there, refused) if is_of_labels else (read, *products, refused, labels)
    with st.grid(len(counts), min_column_width=110):
        for title, count, meaning in counts:
            st.metric(title, f"{count:,}", help=meaning)


def _refusals(record: ImportRecord, t: Translator) -> None:
    refused_table(_refused(record).head(SHOWN_REFUSALS), t)
    if record.refused > SHOWN_REFUSALS:
        st.caption(t("Refused rows shown: {shown} of {count:,}", shown=SHOWN_REFUSALS, count=record.refused))


def _download(record: ImportRecord, t: Translator, place: str) -> None:
    st.download_button(
        t("Download the refused rows"),
        # A function, so that the file is made when it is asked for.
        data=lambda: csv_bytes(refused_in_words(_refused(record), t)),
        file_name=f"strandline-refused-{record.id}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"refused_{place}_{record.id}",
    )


def _refused(record: ImportRecord) -> pd.DataFrame:
    with get_store().read() as session:
        return refusals_frame(session, record.id)


def _undo(record: ImportRecord, t: Translator, place: str) -> None:
    with st.popover(t("Take this import back"), icon=":material/undo:"):
        with get_store().read() as session:
            outlook = foresee_undo(session, record.id)
        for sentence, count in (
            (t("Products that it alone brought, and that go: **{count:,}**", count=outlook.removed), outlook.removed),
            (t("Products that it changed, and that go back: **{count:,}**", count=outlook.changed), outlook.changed),
            (t("Gold labels that it brought, and that go: **{count:,}**", count=outlook.labels), outlook.labels),
            (
                t("Gold labels by others on products that go: **{count:,}**", count=outlook.labels_of_others),
                outlook.labels_of_others,
            ),
        ):
            if count:
                st.markdown(sentence)
        st.caption(t("What a person or a later import has set since stays."))
        if st.button(t("Take it back"), type="primary", key=f"undo_{place}_{record.id}"):
            launcher.submit(get_store(), "undo", {"import_id": record.id})
            st.rerun()
