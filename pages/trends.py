"""Trends: the share of each capability over time, and the products behind every mark."""

import streamlit as st

from dashboard.messages import RequestError
from dashboard.trends.counts import count_trends
from dashboard.ui.frame import PAGES, start_page
from dashboard.ui.jobs import watch_revisions
from dashboard.ui.launch_list import draw_launches
from dashboard.ui.loaders import load_launches
from dashboard.ui.trends_filters import trend_filters
from dashboard.ui.trends_view import (
    capability_styles,
    chosen_mark,
    draw_notes,
    draw_numbers,
    draw_products,
    draw_shares,
    draw_warning,
    empty_state,
    no_period_state,
    untagged_state,
)

t = start_page("trends")
watch_revisions()
st.title(t(PAGES["trends"].title))

launches = load_launches()
if launches.empty:
    empty_state(t)
    st.stop()

styles = capability_styles()
query = trend_filters(launches, styles, t)
try:
    trends = count_trends(launches, query)
except RequestError as error:
    st.warning(error.message.text(t), icon=":material/event_busy:")
    st.stop()
if not trends.periods:
    no_period_state(trends, t)
    st.stop()

mark = chosen_mark(trends)
draw_warning(trends, t)
if trends.is_tagged:
    draw_shares(trends, styles, mark, t)
else:
    untagged_state(t)
if mark:
    draw_launches(launches, query, trends, mark, styles, t)
draw_products(trends, mark, t)
draw_notes(trends, t)
draw_numbers(trends, styles, t)
