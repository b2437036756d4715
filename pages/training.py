"""The training page."""

import streamlit as st

from dashboard.ui.frame import PAGES, start_page

t = start_page("training")
st.title(t(PAGES["training"].title))
