"""The products page."""

import streamlit as st

from dashboard.ui.frame import PAGES, start_page

t = start_page("products")
st.title(t(PAGES["products"].title))
