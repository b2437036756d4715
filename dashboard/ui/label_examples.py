"""The examples of one capability: texts that have it and texts that don't, each with the reason."""

from collections.abc import Sequence

import streamlit as st

from dashboard.labelling.default_examples import CATALOGUE
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.tagging.text import product_text
from dashboard.ui.plain import plain
from db.queries.agreement import Settled, settled_products
from db.queries.capabilities import CapabilityRecord
from db.queries.codebook import NewExample, StoredExample, add_examples, list_examples, remove_example

PERSON, SETTLED = "person", "settled"
_LONGEST = 2000


def examples_section(record: CapabilityRecord, t: Translator) -> None:
    """Draw the examples of a capability, each with a way to remove it, and the ways to add one."""
    with get_store().read() as session:
        examples = list_examples(session, record.key)
        settled = settled_products(session, record.key)
    yes, no = st.columns(2, gap="medium")
    with yes:
        title = t("They have it")
        st.markdown(f"##### {title}")
        _list([one for one in examples if one.holds], t)
    with no:
        title = t("They don't have it")
        st.markdown(f"##### {title}")
        _list([one for one in examples if not one.holds], t)
    with st.expander(t("Add an example"), icon=":material/add_notes:"):
        known = {one.product_id for one in examples}
        _from_settled(record, [one for one in settled if one.product_id not in known], t)
        _typed(record, t)


def example_reason(note: str, origin: str, t: Translator) -> str:
    """Return why an example is one: our own reasons in the reader's language, a person's as it was written."""
    return t(note) if origin == CATALOGUE and note else note


def _list(examples: Sequence[StoredExample], t: Translator) -> None:
    if not examples:
        st.caption(t("No example yet."))
    for example in examples:
        with st.container(border=True):
            st.text(example.text)
            with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                st.caption(plain(example_reason(example.note, example.origin, t)) or " ")
                st.button(
                    t("Remove"),
                    key=f"example_remove_{example.id}",
                    icon=":material/close:",
                    type="tertiary",
                    on_click=_remove,
                    args=(example.id,),
                )


def _from_settled(record: CapabilityRecord, settled: Sequence[Settled], t: Translator) -> None:
    if not settled:
        return
    with st.form(f"example_settled_{record.key}", border=False, clear_on_submit=True):
        one = st.selectbox(
            t("From what was settled"),
            settled,
            format_func=lambda product: (
                t("{name}: yes", name=product.name) if product.holds else t("{name}: no", name=product.name)
            ),
        )
        note = st.text_input(t("Why"), key=f"example_settled_note_{record.key}")
        if st.form_submit_button(t("Add the settled one")):
            text = product_text(one.name, one.tagline, one.description)
            _add(NewExample(record.key, text[:_LONGEST], one.holds, note.strip(), SETTLED, one.product_id))


def _typed(record: CapabilityRecord, t: Translator) -> None:
    with st.form(f"example_typed_{record.key}", border=False, clear_on_submit=True):
        text = st.text_area(t("A text of your own"), max_chars=_LONGEST)
        holds = st.radio(
            t("Does it have it?"),
            [True, False],
            format_func=lambda said: t("It has it") if said else t("It does not have it"),
            horizontal=True,
        )
        note = st.text_input(t("Why"), key=f"example_typed_note_{record.key}")
        if st.form_submit_button(t("Add the text")) and text.strip():
            _add(NewExample(record.key, text.strip(), holds, note.strip(), PERSON))


def _add(example: NewExample) -> None:
    with get_store().write() as session:
        add_examples(session, [example])
    st.rerun()


def _remove(example_id: int) -> None:
    with get_store().write() as session:
        remove_example(session, example_id)
