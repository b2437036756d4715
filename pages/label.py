"""Label: give gold labels, in an audit lane and a learning lane, and what goes with it."""

import streamlit as st

from dashboard.ui.frame import PAGES, start_page
from dashboard.ui.label_views import choose_view

t = start_page("label")
st.title(t(PAGES["label"].title))

view = choose_view(t)
view.draw(t)
