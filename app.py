"""The overview: what the store holds, what is changing, what to do next."""

import streamlit as st

from dashboard.store import get_store
from dashboard.ui.frame import PAGES, start_page
from dashboard.ui.jobs import watch_revisions
from dashboard.ui.overview_changes import draw_changes
from dashboard.ui.overview_records import draw_model, draw_recent_imports, draw_sources
from dashboard.ui.overview_view import draw_holdings, draw_job, draw_next_step, empty_state
from db.queries.overview import summarise_store

t = start_page("overview")
watch_revisions()
st.title(t(PAGES["overview"].title))
st.caption(t("How far the tide of AI has reached into startup products."))

with get_store().read() as session:
    summary = summarise_store(session)
running = draw_job()
if not summary.products:
    if running != "import":
        empty_state(t)
    st.stop()

draw_next_step(summary, running, t)
draw_holdings(summary, t)
draw_changes(t)
draw_model(summary, t)
draw_sources(summary, t)
draw_recent_imports(t)
