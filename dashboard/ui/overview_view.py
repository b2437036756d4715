"""The sections of the Overview. It is the first page that a person waits for: no chart library, no network runtime."""

import streamlit as st

from dashboard.importing.template import template_csv
from dashboard.messages import Translator, mark
from dashboard.next_step import NextStep, next_step
from dashboard.store import get_store
from dashboard.ui.catalogue_section import load_button
from dashboard.ui.frame import page_link
from dashboard.ui.jobs import job_panel
from db.queries.jobs import active_job
from db.queries.overview import StoreSummary

ALL_KINDS = ("import", "undo", "train", "tag", "curve", "analyse")

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
    NextStep.WATCH_TRAINING: (
        "training",
        mark("The first model is being trained. When it is done, it tags every product."),
        mark("Watch it train"),
    ),
    NextStep.TAG: (
        "training",
        mark("The active model has not tagged all products as they are now. Tag them."),
        mark("Tag the products"),
    ),
    NextStep.WATCH_TAGGING: (
        "training",
        mark("The active model is tagging the products."),
        mark("Watch it tag"),
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
        st.download_button(
            t("Download the template"),
            data=template_csv,
            file_name="strandline-template.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
    with grid, st.container(border=True, height="stretch"):
        st.subheader(t("Begin with the catalogue"), icon=":material/library_books:")
        st.markdown(
            t(
                "1,300 real products, described in our own words and labelled, come with Strandline. Load them: the "
                "trends show at once, and a first model is trained. Settings takes them out again."
            )
        )
        load_button(t)


def draw_job() -> str | None:
    """Show the job that runs or waits, and return its kind; None where there is none."""
    with get_store().read() as session:
        running = active_job(session)
    if running is None:
        return None
    job_panel(ALL_KINDS)
    return running.kind


def draw_next_step(summary: StoreSummary, running: str | None, t: Translator) -> None:
    """Name the one step that brings most now; `running` is the kind of the job that runs or waits."""
    page, sentence, label = NEXT[next_step(summary, running)]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        following = t("Next:")
        st.markdown(f"**{following}** {t(sentence)}")
        page_link(page, f"**{t(label)}**")


def draw_holdings(summary: StoreSummary, t: Translator) -> None:
    """Show in four numbers what the store holds."""
    with st.grid(4, min_column_width=150):
        st.metric(t("Products"), f"{summary.products:,}", border=True)
        st.metric(t("Labelled"), f"{summary.labelled:,}", border=True, help=t("Products with a gold label"))
        st.metric(t("Tagged"), f"{summary.tagged:,}", border=True, help=t("Products that the active model has tagged"))
        st.metric(t("Sources"), f"{len(summary.sources):,}", border=True)
