"""The part of the Overview that says what is changing."""

import streamlit as st

from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.trends.highlights import SPARK, Highlight
from dashboard.trends.notes import source_note
from dashboard.ui.frame import page_link
from dashboard.ui.loaders import load_highlights
from dashboard.ui.plain import plain
from dashboard.ui.translations import language
from dashboard.ui.words import SOURCES, capability_title, word
from db.queries.capabilities import CapabilityRecord, list_capabilities


def draw_changes(t: Translator) -> None:
    """Show for each capability its share, its last change and a spark line."""
    st.subheader(t("What is changing"))
    highlights = load_highlights()
    if not highlights.of:
        st.caption(t("A change needs two finished periods with tagged products. They are not there yet."))
        return
    with get_store().read() as session:
        records = list_capabilities(session)
    with st.grid(4, min_column_width=190):
        for record in records:
            _change_card(record, highlights.of.get(record.key), t)
    if highlights.source_change:
        note = source_note(highlights.source_change, lambda source: plain(word(SOURCES, source, t)))
        st.caption(note.text(t))
    st.caption(
        t(
            "Share of tagged products in the last finished period, its change in percentage points against the "
            "finished one before, and the last {count} such periods as a line. As tagged: not corrected for the "
            "tagger's errors.",
            count=SPARK,
        )
    )
    page_link("trends", t("All periods, and the products behind them"))


def _change_card(record: CapabilityRecord, highlight: Highlight | None, t: Translator) -> None:
    title = plain(capability_title(record, language()))
    with st.container(border=True, height="stretch", gap="xsmall"):
        if highlight is None:
            st.metric(title, "–")
            return
        last, before = highlight.last, highlight.before
        st.metric(
            title,
            f"{last.observed or 0.0:.1%}",
            delta=t("{points:+.1f} points", points=highlight.points),
            delta_color="primary",
            chart_data=highlight.shares,
            chart_type="area",
        )
        st.caption(
            t(
                "{last}: {last_count:,} of {last_of:,}. {before}: {before_count:,} of {before_of:,}.",
                last=last.period,
                last_count=last.positives,
                last_of=last.tagged,
                before=before.period,
                before_count=before.positives,
                before_of=before.tagged,
            )
        )
