"""The overview: what the store holds, what is rising, what to do next."""

import streamlit as st

from dashboard.ui.frame import start_page

t = start_page("overview")
st.title(t("Overview"))
