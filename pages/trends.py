"""Trends: the share of each capability over time, from several sides, and the products behind every mark."""

import streamlit as st

from dashboard.messages import RequestError
from dashboard.trends.counts import count_trends
from dashboard.ui.frame import PAGES, start_page
from dashboard.ui.jobs import watch_revisions
from dashboard.ui.trends_filters import trend_filters
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.trends_saved import opened_view, saved_views_menu
from dashboard.ui.trends_view import capability_styles, chosen_mark, empty_state, no_period_state
from dashboard.ui.trends_views import VIEWS, load_view_launches
from dashboard.ui.views import choose_view

t = start_page("trends")
watch_revisions()
st.title(t(PAGES["trends"].title))

launches = load_view_launches()
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

look = TrendsLook(launches, query, trends, styles, chosen_mark(launches, trends))
with st.container(horizontal=True, vertical_alignment="center"):
    view = choose_view("trends", VIEWS, t)
    saved_views_menu(look, t)
opened_view(look, t)
view.draw(look, t)
