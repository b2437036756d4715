"""The sections of the Overview. It is the first page that a person waits for: no chart library, no network runtime."""

from datetime import date

import streamlit as st

from dashboard.importing.template import template_csv
from dashboard.messages import Translator, mark
from dashboard.next_step import NextStep, next_step
from dashboard.store import get_store
from dashboard.trends.highlights import SPARK, Highlight
from dashboard.trends.notes import source_note
from dashboard.ui.frame import page_link
from dashboard.ui.jobs import job_panel
from dashboard.ui.loaders import load_highlights
from dashboard.ui.plain import plain
from dashboard.ui.translations import language
from dashboard.ui.words import SOURCES, capability_title, word
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.imports import ImportRecord, list_imports
from db.queries.jobs import active_job
from db.queries.overview import StoreSummary
from db.queries.training import ModelRecord

#: Imports that the Overview lists.
RECENT = 3
ALL_KINDS = ("import", "undo", "train", "tag")

NEXT = {
    NextStep.LABEL: (
        "products",
        mark("Bring judged products: a list in which a column named as a capability says yes or no."),
        mark("Bring in judged products"),
    ),
    NextStep.TRAIN: (
        "training",
        mark("There are labels to learn from, and no model yet. Train one: it then tags every product."),
        mark("Train a model"),
    ),
    NextStep.TAG: (
        "training",
        mark("The active model has not tagged all products as they are now. Tag them."),
        mark("Tag the products"),
    ),
    NextStep.TRENDS: (
        "trends",
        mark("All products are tagged. See what is changing, and the products behind every mark."),
        mark("Open the trends"),
    ),
}


def empty_state(t: Translator) -> None:
    """Offer the two things that one can do on an empty store."""
    st.markdown(t("Nothing is here yet. There are two ways to begin:"))
    grid = st.grid(2, min_column_width=300, gap="medium")
    with grid, st.container(border=True, height="stretch"):
        st.subheader(t("Bring a list of your own"), icon=":material/upload_file:")
        st.markdown(
            t(
                "A CSV with a product a row: a name, and a text in English or Chinese. With launch dates you see "
                "trends. You check the columns before anything is stored."
            )
        )
        page_link("products", t("Bring in a list"))
    with grid, st.container(border=True, height="stretch"):
        st.subheader(t("Try it with a small example"), icon=":material/science:")
        st.markdown(
            t(
                "Take the template: a few products, with every column that can be read. Look at it, change it, and "
                "bring it in on the Products page."
            )
        )
        st.download_button(
            t("Download the template"),
            data=template_csv,
            file_name="strandline-template.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )


def draw_job() -> None:
    """Show the job that runs or waits, if there is one."""
    with get_store().read() as session:
        running = active_job(session)
    if running is not None:
        job_panel(ALL_KINDS)


def draw_next_step(summary: StoreSummary, t: Translator) -> None:
    """Name the one step that brings most now."""
    page, sentence, label = NEXT[next_step(summary)]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{t('Next:')}** {t(sentence)}")
        page_link(page, f"**{t(label)}**")


def draw_holdings(summary: StoreSummary, t: Translator) -> None:
    """Show in four numbers what the store holds."""
    with st.grid(4, min_column_width=150):
        st.metric(t("Products"), f"{summary.products:,}", border=True)
        st.metric(t("Labelled"), f"{summary.labelled:,}", border=True, help=t("Products with a gold label"))
        st.metric(t("Tagged"), f"{summary.tagged:,}", border=True, help=t("Products that the active model has tagged"))
        st.metric(t("Sources"), f"{len(summary.sources):,}", border=True)


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


def draw_model(summary: StoreSummary, t: Translator) -> None:
    """Say which model is active and how good it is, capability by capability."""
    st.subheader(t("The active model"))
    model = summary.model
    if model is None:
        st.caption(t("No model is active: nothing is tagged but what a label says."))
        return
    st.markdown(
        t(
            "Model #{number}, preset {preset}, trained on {day}.",
            number=model.id,
            preset=plain(model.preset),
            day=model.created_at.date().isoformat(),
        )
    )
    quality = _quality(model, t)
    if quality:
        st.caption(t("F1 on products it had not seen, with its 95 % interval: {figures}.", figures=quality))
    page_link("training", t("How good it is, and the ones before it"))


def _quality(model: ModelRecord, t: Translator) -> str:
    """Return the F1 of each capability in one line; empty for a model without figures."""
    figures = model.metrics.get("capabilities", {})
    with get_store().read() as session:
        records = list_capabilities(session)
    return " · ".join(
        t(
            "{title} {value:.2f} ({low:.2f} to {high:.2f})",
            title=plain(capability_title(record, language())),
            **figures[record.key]["f1"],
        )
        for record in records
        if record.key in figures and None not in figures[record.key]["f1"].values()
    )


def draw_sources(summary: StoreSummary, t: Translator) -> None:
    """List the sources with their numbers and the range of their dates."""
    st.subheader(t("Where the products come from"))
    # Markdown, since the table widget would bring Arrow and a second of loading to the first page.
    head = (t("Source"), t("Products"), t("First date"), t("Last date"))
    rows = [
        (plain(word(SOURCES, source.source, t)), f"{source.products:,}", _day(source.first), _day(source.last))
        for source in summary.sources
    ]
    lines = [head, ("---", "---:", "---", "---"), *rows]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _day(day: date | None) -> str:
    return "–" if day is None else day.isoformat()


def draw_recent_imports(t: Translator) -> None:
    """List the newest imports in a line each."""
    with get_store().read() as session:
        recent = list_imports(session)[:RECENT]
    if not recent:
        return
    st.subheader(t("Recent imports"))
    st.markdown("\n".join(f"- {_import_line(record, t)}" for record in recent))
    page_link("products", t("All imports"))


def _import_line(record: ImportRecord, t: Translator) -> str:
    values = {
        "day": record.created_at.date().isoformat(),
        "file": plain(record.file_name),
        "new": record.new,
        "updated": record.updated,
        "refused": record.refused,
    }
    if record.undone_at:
        return t("{day}, {file}: taken back", **values)
    return t("{day}, {file}: new {new:,}, updated {updated:,}, refused {refused:,}", **values)
