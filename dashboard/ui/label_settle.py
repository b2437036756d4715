"""One disagreement at a time: what both said, side by side, and the judgement that ends it."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.labelling.pairs import Pair
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.label_product import product_text
from dashboard.ui.plain import plain
from dashboard.ui.product_words import ANSWERS, annotator_word
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.queries.agreement import settle, settled_judgements
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.evaluation import describe_judged
from db.queries.labels import NO, YES
from db.queries.product_detail import ProductDetail, get_product

_CHOSEN = "agreement_disagreement"


@dataclass(frozen=True)
class Disagreement:
    """A product of which two annotators say the opposite."""

    product_id: int
    capability: str
    first: str
    second: str

    @property
    def key(self) -> str:
        """Return what the choice of one is kept by."""
        return f"{self.product_id}@{self.capability}"


def settle_card(found: pd.DataFrame, pair: Pair, annotator: str, t: Translator) -> None:
    """Draw the disagreements of a pair (dashboard.labelling.agreement), the open ones first, and one of them whole."""
    with get_store().read() as session:
        settled = settled_judgements(session)
        records = {record.key: record for record in list_capabilities(session)}
    columns = [found[name].tolist() for name in Disagreement.__match_args__]
    rows = [row for row in map(Disagreement, *columns) if row.capability in records]
    is_open = {row.key: (row.product_id, row.capability) not in settled for row in rows}
    rows.sort(key=lambda row: not is_open[row.key])
    title = t("Disagreements: {open:,} open of {count:,}", open=sum(is_open.values()), count=len(rows))
    st.markdown(f"##### {title}")
    if not rows:
        st.caption(t("There is none: yes stands nowhere against no."))
        return
    chosen = _choose(rows, is_open, records, t)
    with get_store().read() as session:
        detail = get_product(session, chosen.product_id)
    if detail is not None:
        _draw(detail, chosen, pair, records[chosen.capability], annotator, is_open=is_open[chosen.key], t=t)


def _choose(
    rows: list[Disagreement], is_open: dict[str, bool], records: dict[str, CapabilityRecord], t: Translator
) -> Disagreement:
    names = _names(tuple(row.product_id for row in rows))

    def title(key: str) -> str:
        row = by_key[key]
        said = f"{names.get(row.product_id, row.product_id)}: {capability_title(records[row.capability], language())}"
        return said if is_open[key] else t("{subject} (settled)", subject=said)

    by_key = {row.key: row for row in rows}
    if st.session_state.get(_CHOSEN) not in by_key:
        st.session_state[_CHOSEN] = rows[0].key
    key = st.selectbox(t("Disagreement"), list(by_key), key=_CHOSEN, format_func=title, label_visibility="collapsed")
    return by_key[key]


def _names(product_ids: tuple[int, ...]) -> dict[int, str]:
    with get_store().read() as session:
        described = describe_judged(session, sorted(set(product_ids)))
    return dict(zip(described.index.tolist(), described["name"].tolist(), strict=True))


def _draw(
    detail: ProductDetail,
    row: Disagreement,
    pair: Pair,
    record: CapabilityRecord,
    annotator: str,
    *,
    is_open: bool,
    t: Translator,
) -> None:
    # Side by side where there is room for both, else one below the other.
    with st.grid(2, min_column_width=320):
        with st.container(border=True):
            product_text(detail.product, t)
        with st.container(border=True):
            _said(row, pair, record, t)
            _buttons(detail, row, annotator, t)
            if not is_open:
                _settled(detail, row, t)


def _said(row: Disagreement, pair: Pair, record: CapabilityRecord, t: Translator) -> None:
    title = plain(capability_title(record, language()))
    st.markdown(f"##### {title}")
    st.caption(record.definition_zh if language() == "zh" else record.definition_en)
    for column, name, value in zip(st.columns(2), (pair.first, pair.second), (row.first, row.second), strict=True):
        column.metric(plain(annotator_word(name, t)), t(ANSWERS[value]))


def _settled(detail: ProductDetail, row: Disagreement, t: Translator) -> None:
    held = next((one for one in detail.labels if one.holds and one.capability == row.capability), None)
    if held is not None:
        said = t(ANSWERS[held.value])
        st.caption(t("Settled: {value}, by {annotator}.", value=said, annotator=plain(held.annotator)))


def _buttons(detail: ProductDetail, row: Disagreement, annotator: str, t: Translator) -> None:
    st.caption(t("What is right? Your word holds from now on; what both said stays beside it."))
    with st.container(horizontal=True):
        for value, said, key in ((YES, t("It has it"), "Y"), (NO, t("It does not have it"), "N")):
            st.button(
                said,
                key=f"settle_{value}_{row.key}",
                shortcut=key,
                on_click=_settle,
                args=(row, value, annotator, detail.product.text_hash),
            )


def _settle(row: Disagreement, value: str, annotator: str, text_hash: str) -> None:
    with get_store().write() as session:
        settle(session, row.product_id, row.capability, value, annotator=annotator, text_hash=text_hash)
    # The next open one comes first.
    st.session_state.pop(_CHOSEN, None)
