"""Products: bring a CSV in, see what was taken and refused and why, browse, correct."""

import streamlit as st

from dashboard.store import get_store
from dashboard.ui.frame import PAGES, start_page
from dashboard.ui.import_section import import_section
from dashboard.ui.jobs import revisions_now
from dashboard.ui.past_imports import past_imports
from dashboard.ui.product_card import open_product
from dashboard.ui.product_filters import product_filters
from dashboard.ui.product_loaders import load_facets
from dashboard.ui.product_table import product_table
from db.queries.capabilities import list_capabilities
from db.queries.imports import list_imports

t = start_page("products")
drawn_with = revisions_now()
with get_store().read() as session:
    capabilities, imports = list_capabilities(session), list_imports(session)
facets = load_facets()

st.title(t(PAGES["products"].title))
import_section(imports, capabilities, t, is_empty=not facets.products, drawn_with=drawn_with)
if facets.products:
    chosen = product_filters(facets, capabilities, imports, t)
    product_table(chosen, capabilities, t)
past_imports(imports, t)
open_product(capabilities, t)
