"""Settings: the label set, the catalogue, where the data lies, and what leaves this machine (nothing)."""

import streamlit as st

from dashboard.store import get_store
from dashboard.ui.catalogue_section import catalogue_section
from dashboard.ui.frame import start_page
from dashboard.ui.settings_view import capability_cards, data_section, privacy_section

t = start_page("settings")
store = get_store()

st.title(t("Settings"))
capability_cards(store)
catalogue_section(store, t)
data_section(store)
privacy_section()
