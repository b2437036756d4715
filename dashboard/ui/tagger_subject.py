"""What is explained: a text that was typed or pasted, or a product of the store that the address names."""

from dataclasses import dataclass

import streamlit as st

from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.tagging.ngrams import MAX_CHARACTERS
from dashboard.tagging.text import product_text
from dashboard.ui.filters import change_address
from dashboard.ui.frame import page_link
from dashboard.ui.launch_date import launch_date
from dashboard.ui.plain import plain
from dashboard.ui.words import SOURCES, word
from db.queries.product_detail import ProductDetail, get_product
from db.queries.products import ProductFilter, list_products

#: Texts of our own to try, in the two languages that models are trained on: not sentences of the interface.
EXAMPLES = (
    "An agent reads each incoming invoice, files it and pays it on time, without a hand.",
    "Analyses X-ray images and points radiologists to fractures that they might miss.",
    "根据每位学员的错题和进度自动安排练习，像私人家教一样随时调整难度。",
    "记录浇水和开花日子的植物日记本，可以和朋友一起写。",
)
MOST_FOUND = 6
_TEXT, _KEPT, _SEARCH = "tagger_text", "tagger_kept_text", "tagger_search"


@dataclass(frozen=True)
class Subject:
    """The text to explain, and the product that it is of; None for a text that was typed."""

    text: str
    detail: ProductDetail | None = None


def choose_subject(t: Translator) -> Subject | None:
    """Draw what there is to choose from, and return what was chosen; None before anything is."""
    asked = st.query_params.get("product")
    if asked is not None:
        detail = _read(asked)
        if detail is not None:
            _draw_product(detail, t)
            product = detail.product
            return Subject(product_text(product.name, product.tagline, product.description), detail)
        st.warning(t("There is no product {number}. It may have been deleted.", number=plain(asked)))
    grid = st.grid(2, min_column_width=340, gap="medium")
    with grid, st.container():
        text = _ask_for_text(t)
    with grid, st.container():
        _find_product(t)
    return Subject(text) if text else None


def draw_examples(t: Translator) -> None:
    """Offer texts to try."""
    with st.container(gap="xxsmall"):
        st.caption(t("Or try one of these:"))
        for place, example in enumerate(EXAMPLES):
            key = f"tagger_example_{place}"
            st.button(plain(example), key=key, type="tertiary", on_click=_write_text, args=(example,))


def _read(asked: str) -> ProductDetail | None:
    if not asked.isdecimal() or len(asked) > 9:
        return None
    with get_store().read() as session:
        return get_product(session, int(asked))


def _ask_for_text(t: Translator) -> str:
    # Streamlit forgets a widget that was not drawn; a look at a product shall not lose what was typed.
    if _TEXT not in st.session_state:
        st.session_state[_TEXT] = st.session_state.get(_KEPT, "")
    text = st.text_area(
        t("A text in English or Chinese"),
        key=_TEXT,
        height=150,
        max_chars=MAX_CHARACTERS,
        placeholder=t("Paste what a product says of itself"),
    )
    st.session_state[_KEPT] = text
    with st.container(horizontal=True):
        st.button(t("Explain"), type="primary", icon=":material/troubleshoot:")
        if text:
            st.button(t("Empty it"), icon=":material/backspace:", on_click=_write_text, args=("",))
    return text.strip()


def _write_text(text: str) -> None:
    st.session_state[_TEXT] = text


def _find_product(t: Translator) -> None:
    words = st.text_input(
        t("Or a product of the store"),
        key=_SEARCH,
        icon=":material/search:",
        placeholder=t("Words of the name or the text"),
    )
    if not words.strip():
        return
    with get_store().read() as session:
        found = list_products(session, ProductFilter(text=words), limit=MOST_FOUND)
    if found.empty:
        st.caption(t("No product has all of these words."))
    with st.container(gap="xxsmall"):
        for number, name, tagline in found[["id", "name", "tagline"]].itertuples(index=False):
            label = f"**{plain(name)}** {plain(tagline[:80])}"
            st.button(label, key=f"tagger_found_{number}", type="tertiary", on_click=_choose, args=(int(number),))


def _choose(number: int) -> None:
    change_address({"product": [str(number)]})


def _draw_product(detail: ProductDetail, t: Translator) -> None:
    product = detail.product
    st.subheader(plain(product.name))
    day = launch_date(product.launched_on, product.launched_precision, t)
    st.caption(f"{plain(day)} · {plain(word(SOURCES, product.source, t))}")
    with st.container(horizontal=True, vertical_alignment="center"):
        page_link("products", t("All about this product"), product=str(product.id))
        st.button(
            t("Another text or product"),
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=change_address,
            args=({"product": [], "capability": []},),
        )
