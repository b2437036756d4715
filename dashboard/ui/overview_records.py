"""The parts of the Overview that say what stands behind it: the model, the sources, the imports."""

from datetime import date

import streamlit as st

from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.frame import page_link
from dashboard.ui.plain import plain
from dashboard.ui.translations import language
from dashboard.ui.words import SOURCES, capability_title, word
from db.queries.capabilities import list_capabilities
from db.queries.imports import ImportRecord, list_imports
from db.queries.overview import StoreSummary
from db.queries.training import ModelRecord

#: Imports that the Overview lists.
RECENT = 3


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
        st.caption(t("F1 on products it had not seen, with its interval (95 %): {figures}.", figures=quality))
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
