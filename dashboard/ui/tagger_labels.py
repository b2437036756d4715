"""“This is wrong”: a person's gold label against the model's tag, and the way to take it back."""

from collections.abc import Sequence

import streamlit as st

from dashboard.messages import RequestError, Translator, mark
from dashboard.products import add_own
from dashboard.store import get_store
from dashboard.tagging.active import ActiveModel
from dashboard.tagging.job import tag_product
from dashboard.ui.filters import change_address
from dashboard.ui.plain import plain
from dashboard.ui.product_correction import PERSON
from db.queries.labels import NO, UNSURE, YES, add_label, withdraw_label
from db.queries.product_detail import GivenLabel, ProductRecord
from db.queries.settings import get_setting, set_setting

VALUES = {YES: mark("It has it"), NO: mark("It does not have it"), UNSURE: mark("Not sure")}
# Numbers of the labels that were given on this page: {(product, capability): label}.
_GIVEN = "tagger_given"


def correction(
    capability: str, tagged: bool, judged: Sequence[GivenLabel], product: ProductRecord, t: Translator
) -> None:
    """Draw the button that opens the form for a label. `judged`: the labels that the product has of this capability."""
    # Another text, another form: a label says which text was read, and this one may change in another process.
    # One label more, another form, too: it is closed then, and what was chosen in it is not left standing.
    key = f"tagger_wrong_{capability}_{product.id}_{product.text_hash}_{len(judged)}"
    with st.popover(t("This is wrong"), icon=":material/thumb_down:", key=key), st.form(f"{key}_form", border=False):
        st.caption(t("What is right, by this text? A label goes before the model; the next training learns from it."))
        if any(label.holds and label.origin == "settled" for label in judged):
            st.caption(t("The label that counts here was settled: yours joins the history and does not replace it."))
        words = {value: t(said) for value, said in VALUES.items()}
        value = st.radio(
            t("What is right"),
            list(words),
            index=list(words).index(NO if tagged else YES),
            format_func=words.__getitem__,
            label_visibility="collapsed",
        )
        by = st.text_input(t("Your name"), value=_person() or t("me"))
        if st.form_submit_button(t("Store the label"), type="primary"):
            _store(capability, value, by.strip() or t("me"), product, t)


def withdrawal(capability: str, product_id: int, t: Translator) -> None:
    """Offer to take back the label that was just given here."""
    if (product_id, capability) not in _given():
        return
    st.button(
        t("Take the label back"),
        key=f"tagger_undo_{capability}_{product_id}",
        icon=":material/undo:",
        on_click=_withdraw,
        args=(capability, product_id),
    )


def offer_to_keep(text: str, active: ActiveModel, t: Translator) -> None:
    """Say that a label needs a product, and offer to make one of a text."""
    st.caption(t("Is a tag wrong? A label belongs to a product: keep the text as one, then judge it."))
    with st.popover(t("Keep it as a product"), icon=":material/add:"), st.form("tagger_keep", border=False):
        name = st.text_input(t("Name of the product"))
        st.caption(t("It gets the source “Typed in” and no date: Trends leave it out."))
        if not st.form_submit_button(t("Keep it"), type="primary"):
            return
        store = get_store()
        try:
            number = add_own(store, name, text)
        except RequestError as error:
            st.error(plain(error.message.text(t)), icon=":material/error:")
            return
        tag_product(store, active.record.id, active.artifact, number)
        change_address({"product": [str(number)]})
        st.rerun()


def _store(capability: str, value: str, by: str, product: ProductRecord, t: Translator) -> None:
    try:
        with get_store().write() as session:
            number = add_label(
                session, product.id, capability, value, annotator=by, assisted=True, text_hash=product.text_hash
            )
            if by not in (t("me"), get_setting(session, PERSON, "")):
                set_setting(session, PERSON, by)
    except LookupError:
        st.warning(t("There is no product {number}. It may have been deleted.", number=product.id))
        return
    _given()[product.id, capability] = number
    st.rerun()


def _withdraw(capability: str, product_id: int) -> None:
    number = _given().pop((product_id, capability), None)
    if number is None:
        return  # A second click before the button was gone.
    with get_store().write() as session:
        withdraw_label(session, number)


def _person() -> str:
    with get_store().read() as session:
        return str(get_setting(session, PERSON, ""))


def _given() -> dict[tuple[int, str], int]:
    given: dict[tuple[int, str], int] = st.session_state.setdefault(_GIVEN, {})
    return given
