"""A product as somebody reads it who judges a label: its name and its text, and nothing of what others said."""

import streamlit as st

from dashboard.messages import Translator
from dashboard.ui.launch_date import launch_date
from dashboard.ui.plain import plain
from dashboard.ui.product_card import web_address
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, word
from db.queries.product_detail import ProductRecord

_TEXT_HEIGHT = 220


def product_text(product: ProductRecord, t: Translator) -> None:
    """Draw a product's name, where it comes from, and its text."""
    st.markdown(f"#### {plain(product.name)}")
    parts = [
        launch_date(product.launched_on, product.launched_precision, t),
        word(SOURCES, product.source, t),
        word(TEXT_LANGUAGES, product.language, t),
    ]
    address = web_address(product.url)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(" · ".join(plain(part) for part in parts))
        if address:
            st.link_button(t("Open its page"), address, icon=":material/open_in_new:", type="tertiary")
    if product.tagline:
        st.text(product.tagline)
    if product.description:
        long = len(product.description) > 700
        with st.container(height=_TEXT_HEIGHT if long else "content", border=False):
            st.text(product.description)
    elif not product.tagline:
        st.caption(t("The name is all that is known of it: no tagline, no description."))
