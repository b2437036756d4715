"""A batch of a run as its network reads it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.tagging.text import product_text
from dashboard.ui.plain import plain
from db.queries.training import RunRecord, texts_of_products

SHOWN_CHARACTERS = 280


def batch_section(run: RunRecord, titles: Mapping[str, str], t: Translator) -> None:
    """Draw some texts of a batch, the pieces that the network reads of each, and what it should say."""
    batch = run.data.get("batch")
    if batch is None:
        return  # A run of before it was kept, or one that has not come so far.
    with st.expander(t("A batch as the network reads it"), icon=":material/menu_book:"):
        st.caption(
            t(
                "Some of the {size} texts of a batch drawn with the run's seed; every epoch shuffles them anew. Below "
                "each text stand the weightiest pieces of it, with the numbers that the network reads, and what it "
                "shall learn to say.",
                size=batch["size"],
            )
        )
        with get_store().read() as session:
            texts = texts_of_products(session, [one["product_id"] for one in batch["texts"]])
        for one in batch["texts"]:
            _text(one, texts.get(one["product_id"]), titles, t)


def _text(one: dict[str, Any], parts: tuple[str, str, str] | None, titles: Mapping[str, str], t: Translator) -> None:
    with st.container(border=True):
        if parts is None:
            st.caption(t("This product is no longer in the store."))
        else:
            text = product_text(*parts)
            st.text(text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]} …")
        pieces = " ".join(f":gray-badge[{plain(piece)} {weight:.2f}]" for piece, weight in one["weightiest"])
        st.markdown(pieces or t("The network knows no piece of this text."))
        st.markdown(" ".join(_target(titles.get(key, key), target, t) for key, target in one["targets"].items()))
        st.caption(t("Features of this text: {count}", count=one["features"]))


def _target(title: str, target: int | None, t: Translator) -> str:
    if target is None:
        return f":gray-badge[{plain(title)}: ?]"
    return f":green-badge[{plain(title)}: {t('yes')}]" if target else f":orange-badge[{plain(title)}: {t('no')}]"
