"""The sections of the settings page."""

import streamlit as st

from dashboard.ui.translations import language, t
from db.engine import Store
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.settings import home, shown_database_url

CARDS_A_ROW = 2


def capability_title(capability: CapabilityRecord) -> str:
    """Return a capability's title in the reader's language."""
    return capability.title_zh if language() == "zh" else capability.title_en


def swatch(color: str) -> None:
    """Draw a square of a capability's colour."""
    # It comes from the database as "#RRGGBB"; st.html would take anything else as markup, so it is checked.
    safe = color if color.lstrip("#").isalnum() else "gray"
    st.html(f'<div style="width:0.9rem;height:0.9rem;border-radius:0.25rem;background:{safe};margin-top:0.3rem"></div>')


def capability_cards(store: Store) -> None:
    """Draw the label set: each capability with its colour and its definition."""
    st.subheader(t("The capabilities"))
    st.caption(t("What a product is judged by. Several may hold for one product, or none."))
    with store.read() as session:
        capabilities = list_capabilities(session)
    for start in range(0, len(capabilities), CARDS_A_ROW):
        columns = st.columns(CARDS_A_ROW)
        for column, capability in zip(columns, capabilities[start : start + CARDS_A_ROW], strict=False):
            with column.container(border=True, height="stretch"):
                _capability_card(capability)


def data_section(store: Store) -> None:
    """Say where the data lies and how to take it along."""
    st.subheader(t("Your data"))
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(store.engine.dialect.name, store.engine.dialect.name)
    st.markdown(t("Products, labels and tags are in a {kind} database:", kind=kind))
    st.code(shown_database_url(), language=None, wrap_lines=True)
    st.markdown(t("Trained models, uploads and logs are in this folder:"))
    st.code(str(home()), language=None, wrap_lines=True)
    st.markdown(t("A consistent copy of everything, taken while the app runs, and back:"))
    st.code("python -m dashboard backup strandline.zip\npython -m dashboard restore strandline.zip", language="bash")


def privacy_section() -> None:
    """Say what leaves this machine."""
    st.subheader(t("Privacy"))
    st.markdown(
        t(
            "Nothing that you bring leaves this machine: the app listens on it alone, trains on it, and reports to "
            "nobody. Anyone who can use this machine can open the app, since it asks for no password."
        )
    )


def _capability_card(capability: CapabilityRecord) -> None:
    title = capability_title(capability)
    definition = capability.definition_zh if language() == "zh" else capability.definition_en
    mark, text = st.columns([1, 24], vertical_alignment="top")
    with mark:
        swatch(capability.color)
    with text:
        st.text(title)
        st.caption(definition)
