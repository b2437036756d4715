"""Correct or delete one product."""

import streamlit as st

from dashboard.messages import RequestError, Translator
from dashboard.products import correct, written
from dashboard.store import get_store
from dashboard.ui.filters import change_address
from dashboard.ui.plain import plain
from dashboard.ui.product_words import FIELD_TITLES
from db.queries.product_detail import ProductDetail, ProductRecord
from db.queries.products import delete_products
from db.queries.settings import get_setting, set_setting

PERSON = "person"
#: The fields of the form, a row of it each.
ROWS = (
    ("name",),
    ("tagline",),
    ("description",),
    ("launched_on", "url"),
    ("country", "industry"),
    ("application_fields", "keywords"),
)


def correction_form(product: ProductRecord, t: Translator) -> None:
    """Draw the fields as they stand; what is changed in them is stored with who, when and what it was."""
    shown = written(product)
    store = get_store()
    with store.read() as session:
        person = get_setting(session, PERSON, "")
    # The moment of the last change is part of the keys: what another process stored meanwhile is shown, not kept over.
    key = f"correct_{product.id}_{product.updated_at.timestamp()}"
    with st.form(key, border=False):
        typed: dict[str, str] = {}
        for row in ROWS:
            for field, place in zip(row, st.columns(len(row)), strict=True):
                with place:
                    typed[field] = _field(field, shown[field], f"{key}_{field}", t)
        by = st.text_input(t("Your name"), value=person, help=t("The history says who changed what."), key=f"{key}_by")
        if not st.form_submit_button(t("Save the correction"), type="primary", icon=":material/save:"):
            return
    touched = {field: text for field, text in typed.items() if text != shown[field]}
    try:
        changed = correct(store, product.id, touched, by=by)
    except RequestError as error:
        st.error(plain(error.message.text(t)), icon=":material/error:")
        return
    if not changed:
        st.info(t("Nothing is different from what stands there."))
        return
    if by.strip() != person:
        with store.write() as session:
            set_setting(session, PERSON, by.strip())
    st.rerun()


def delete_button(detail: ProductDetail, t: Translator) -> None:
    """Draw a button that deletes the product once a person has read what goes with it."""
    with st.popover(t("Delete this product"), icon=":material/delete:"):
        st.markdown(t("It goes with its tags and its history. There is no way back but a backup."))
        if detail.labels:
            st.markdown(t("Gold labels that go too: {count}", count=len(detail.labels)))
        st.caption(t("An import of a file that holds it brings it in again, as a new product."))
        if st.button(t("Delete for good"), type="primary", key=f"delete_{detail.product.id}"):
            with get_store().write() as session:
                delete_products(session, [detail.product.id])
            change_address({"product": []})
            st.rerun()


def _field(field: str, value: str, key: str, t: Translator) -> str:
    title = t(FIELD_TITLES[field])
    if field == "description":
        return st.text_area(title, value=value, key=key, height=180)
    return st.text_input(title, value=value, key=key, help=_help(field, t))


def _help(field: str, t: Translator) -> str | None:
    if field == "launched_on":
        return t("2024-03-05, or only 2024-03 or 2024, or a batch such as W24; empty where it is not known.")
    return t("Separated by commas.") if field in ("application_fields", "keywords") else None
