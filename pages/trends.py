"""The trends page."""

import streamlit as st

from dashboard.ui.frame import PAGES, start_page

t = start_page("trends")
st.title(t(PAGES["trends"].title))
