"""Label: give gold labels, in an audit lane and a learning lane, and what goes with it."""

import streamlit as st

from dashboard.store import get_store
from dashboard.ui.frame import PAGES, start_page
from dashboard.ui.label_views import VIEWS
from dashboard.ui.product_card import open_product
from dashboard.ui.views import choose_view
from db.queries.capabilities import list_capabilities

t = start_page("label")
st.title(t(PAGES["label"].title))

view = choose_view("label", VIEWS, t)
view.draw(t)
# After the tables in which a click opens a product: the click is then known.
with get_store().read() as session:
    capabilities = list_capabilities(session)
open_product(capabilities, t)
