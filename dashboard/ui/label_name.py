"""Who labels: the signed-in user where the app knows one, else the name that a person types."""

import streamlit as st

from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.product_correction import PERSON
from db.queries.settings import get_setting, set_setting

_NAME = "label_annotator"


def ask_name(t: Translator) -> str:
    """Draw the field for a name, where nobody is signed in, and return who labels."""
    if signed_in := _signed_in():
        return signed_in
    with get_store().read() as session:
        known = str(get_setting(session, PERSON, ""))
    if _NAME not in st.session_state:
        st.session_state[_NAME] = known
    st.text_input(t("Your name"), key=_NAME, placeholder=t("me"), on_change=_keep_name, width=220)
    return str(st.session_state[_NAME]).strip() or t("me")


def _signed_in() -> str:
    # Without a sign-in service there is no "is_logged_in", and asking for it as an attribute raises.
    user = st.user.to_dict()
    return str(user.get("name") or user.get("email") or "") if user.get("is_logged_in") else ""


def _keep_name() -> None:
    if name := str(st.session_state[_NAME]).strip():
        with get_store().write() as session:
            set_setting(session, PERSON, name)
