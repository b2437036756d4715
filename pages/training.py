"""Training: start, watch, stop, compare, activate."""

import streamlit as st

from dashboard.ui.compare_section import compare_section
from dashboard.ui.frame import PAGES, start_page
from dashboard.ui.jobs import job_panel
from dashboard.ui.product_card import open_product
from dashboard.ui.training_changes import changes_section
from dashboard.ui.training_devices import devices_section
from dashboard.ui.training_label_curve import label_curve_section
from dashboard.ui.training_labels import labels_section
from dashboard.ui.training_live import live_section
from dashboard.ui.training_loaders import load_training_state
from dashboard.ui.training_models import activations_section
from dashboard.ui.training_results import results_section
from dashboard.ui.training_runs import runs_section
from dashboard.ui.training_start import start_section

t = start_page("training")
st.title(t(PAGES["training"].title))
job_panel(("train", "tag", "curve"))

state = load_training_state()
# What matters first: a run while it trains, else how good the model is.
if state.is_training:
    live_section(state)
changes_section(state, t)
labels_section(state, t)
start_section(state.readiness, t)
results_section(state, t)
if not state.is_training:
    live_section(state)
label_curve_section(state, t)
compare_section(state, t)
runs_section(state, t)
activations_section(t)
devices_section(state.readiness.products, t)
# After every table in which a click opens a product: the click is then known.
open_product(state.capabilities, t)
