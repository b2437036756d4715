"""The embedded catalogue on the pages: a button that loads it, and the one act that takes it out."""

import streamlit as st

from dashboard.catalogue.loader import catalogue_imports, load_catalogue, remove_catalogue
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.jobs import job_panel
from db.engine import Store
from db.queries.jobs import active_job

KINDS = ("import", "undo", "train")


def load_button(t: Translator) -> None:
    """Offer to load the catalogue, and to train a first model on it where there is none."""
    if st.button(t("Load the catalogue"), icon=":material/library_add:", key="load_catalogue"):
        load_catalogue(get_store())
        st.rerun()


def catalogue_section(store: Store, t: Translator) -> None:
    """Say whether the catalogue is here, and offer to remove or to load it."""
    st.subheader(t("The catalogue"))
    st.markdown(
        t(
            "1,300 real products, described in our own words and labelled by language models after one rubric, come "
            "with Strandline: there is something to see and to learn from at once."
        )
    )
    with store.read() as session:
        is_here = bool(catalogue_imports(session))
        is_busy = active_job(session) is not None
    if is_busy:
        job_panel(KINDS)
    elif is_here:
        _remove_button(store, t)
    else:
        st.caption(t("It is not loaded, and it does not come back by itself."))
        load_button(t)


def _remove_button(store: Store, t: Translator) -> None:
    with st.popover(t("Remove the catalogue"), icon=":material/delete:"):
        st.markdown(t("Its products and labels go. Products that another file speaks of stay, and so do your models."))
        if st.button(t("Remove it"), type="primary", key="remove_catalogue"):
            remove_catalogue(store)
            st.rerun()
