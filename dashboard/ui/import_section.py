"""The imports on the Products page: the way in, the running job, the last report."""

from collections.abc import Sequence

import streamlit as st

from dashboard.jobs import launcher
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.import_report import import_report
from dashboard.ui.jobs import RECENT, Revisions, recent_job_panel
from dashboard.ui.product_loaders import load_untagged
from dashboard.ui.upload import is_choosing, upload_area
from db.models import now
from db.queries.capabilities import CapabilityRecord
from db.queries.imports import ImportRecord
from db.queries.jobs import active_job

KINDS = ("import", "undo", "tag")


def import_section(
    imports: Sequence[ImportRecord],
    capabilities: Sequence[CapabilityRecord],
    t: Translator,
    *,
    is_empty: bool,
    drawn_with: Revisions,
) -> None:
    """Draw the way in, the job that runs or has just ended, and the report of the last import while it is fresh.

    `drawn_with` are the revisions from before `imports` was read: an import may end in between.
    """
    with get_store().read() as session:
        is_busy = active_job(session) is not None
    if is_empty and not is_busy:
        st.markdown(t("Nothing is here yet. Bring in a list of products: your own, or one that you found."))
        with st.container(border=True):
            upload_area(capabilities, t)
    else:
        with st.expander(t("Bring in a list"), icon=":material/upload_file:", expanded=is_choosing()):
            upload_area(capabilities, t)
    recent_job_panel(KINDS, drawn_with)
    if imports and imports[0].undone_at is None and now() - imports[0].created_at < RECENT:
        import_report(imports[0], t, place="last")
    if not is_busy:
        _offer_tagging(t)


def _offer_tagging(t: Translator) -> None:
    untagged = load_untagged()
    if not untagged:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(t("Products that the active model has not tagged as they are now: **{count:,}**", count=untagged))
        if st.button(t("Tag the new products"), icon=":material/sell:"):
            launcher.submit(get_store(), "tag", {})
            st.rerun()
