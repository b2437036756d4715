"""Why a product of a list is tagged as it is: who or what said so, the words behind it, the import that brought it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.messages import StrandlineError, Translator
from dashboard.store import get_store
from dashboard.tagging.text import product_text
from dashboard.ui.filters import change_address
from dashboard.ui.frame import page_link
from dashboard.ui.plain import plain
from dashboard.ui.product_opening import forget_selection
from dashboard.ui.product_words import ANSWERS, LABEL_ORIGINS
from dashboard.ui.tagger_cards import Verdict, verdicts
from dashboard.ui.tagger_evidence import draw_evidence
from dashboard.ui.tagger_loaders import load_said, load_tagger, load_unseen
from dashboard.ui.words import word
from db.queries.capabilities import list_capabilities
from db.queries.product_detail import ProductDetail, get_product


def draw_why(rows: pd.DataFrame, keys: Sequence[str], t: Translator) -> None:
    """Draw what stands behind the tag of the product that the address names, where the list holds it.

    A list of several capabilities has no single tag to explain: it says where all of them are explained.
    """
    asked = st.query_params.get("product", "")
    if not asked.isdecimal() or len(asked) > 9 or int(asked) not in set(rows["id"]):
        return
    with get_store().read() as session:
        detail = get_product(session, int(asked))
        capabilities = list_capabilities(session)
    if detail is None:
        return
    with st.container(border=True, key="launch_why"):
        _draw_head(detail, t)
        if len(keys) > 1:
            return
        try:
            active = load_tagger()
            text = product_text(detail.product.name, detail.product.tagline, detail.product.description)
            verdict = verdicts(active, load_said(text), capabilities).get(keys[0])
        except StrandlineError as error:
            _draw_said(detail, keys[0], None, t)
            st.caption(error.message.text(t))
            return
        _draw_said(detail, keys[0], verdict, t)
        if verdict:
            draw_evidence(text, verdict, t)


def _draw_head(detail: ProductDetail, t: Translator) -> None:
    number = str(detail.product.id)
    st.markdown(f"**{plain(detail.product.name)}**")
    with st.container(horizontal=True, vertical_alignment="center"):
        page_link("products", t("All about this product"), product=number)
        page_link("tagger", t("All its tags explained"), product=number)
        st.button(t("Close"), key="launch_why_close", icon=":material/close:", type="tertiary", on_click=_close)


def _draw_said(detail: ProductDetail, key: str, verdict: Verdict | None, t: Translator) -> None:
    """Say who or what the tag is from, what the model gives, and which import brought the product."""
    lines = []
    label = next((given for given in detail.labels if given.holds and given.capability == key), None)
    if label:
        person = label.annotator if label.origin in ("person", "settled") else ""
        lines.append(
            t(
                "Label: **{answer}**, from {who}. A label goes before the model.",
                answer=plain(word(ANSWERS, label.value, t)),
                who=plain(person or word(LABEL_ORIGINS, label.origin, t)),
            )
        )
    if verdict:
        lines.append(_model_line(detail, verdict, t))
    brought = next((one for one in reversed(detail.imports) if one.effect == "new" and not one.undone), None)
    if brought:
        lines.append(
            t(
                "Brought by import #{number}, {file}.",
                number=brought.import_id,
                file=plain(brought.file_name),
            )
        )
    st.markdown("\n".join(f"- {line}" for line in lines))


def _model_line(detail: ProductDetail, verdict: Verdict, t: Translator) -> str:
    values = {
        "number": load_tagger().record.id,
        "title": plain(verdict.title),
        "probability": verdict.probability,
        "threshold": verdict.threshold,
    }
    unseen = load_unseen(detail.product.id).get(verdict.key)
    if unseen is not None:
        return t(
            "Model #{number} gives {title} {probability:.0%} and tags from {threshold:.0%} on. It has learned from "
            "this product; a network that had not seen it gave {unseen:.0%}.",
            unseen=unseen,
            **values,
        )
    return t("Model #{number} gives {title} {probability:.0%} and tags from {threshold:.0%} on.", **values)


def _close() -> None:
    change_address({"product": []})
    forget_selection()
