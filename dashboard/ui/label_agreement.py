"""Do two annotators judge alike: kappa for each capability, their disagreements side by side, and a second look."""

import pandas as pd
import streamlit as st

from dashboard.labelling.agreement import Agreement, agreements, disagreements
from dashboard.labelling.pairs import Pair, annotator_pairs, pair_frame
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.label_doubts import load_independent
from dashboard.ui.label_name import ask_name
from dashboard.ui.label_repeat import repeat_form
from dashboard.ui.label_settle import settle_card
from dashboard.ui.plain import plain
from dashboard.ui.product_words import annotator_word
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.queries.capabilities import list_capabilities

_REPEATS_ONLY = "agreement_repeats_only"


def agreement_section(t: Translator) -> None:
    """Draw how far two annotators agree, what they disagree about, and the way to give a second look."""
    st.markdown(
        t(
            "How far do two people agree who have read the same texts, beyond what chance alone would bring? Labels "
            "that people do not agree on measure no model well."
        )
    )
    judgements = load_independent()
    pairs = annotator_pairs(judgements)
    name = ask_name(t)
    if pairs:
        pair = _choose(pairs, t)
        frame = _compared(judgements, pair, t)
        _table(frame, pair, t)
        settle_card(disagreements(frame), pair, name, t)
    else:
        st.info(t("Nobody has judged a product yet that somebody else has judged, too."), icon=":material/inbox:")
    repeat_form(name, t)


def _choose(pairs: list[Pair], t: Translator) -> Pair:
    return st.selectbox(
        t("Annotators"),
        pairs,
        format_func=lambda pair: t(
            "{first} and {second} ({products:,} products)",
            first=annotator_word(pair.first, t),
            second=annotator_word(pair.second, t),
            products=pair.products,
        ),
    )


def _compared(judgements: pd.DataFrame, pair: Pair, t: Translator) -> pd.DataFrame:
    frame = pair_frame(judgements, pair)
    if frame["repeated"].any():
        only = st.toggle(
            t("Only what was given at random for a second look"),
            value=True,
            key=_REPEATS_ONLY,
            help=t("What somebody chose to judge again says nothing of the other products."),
        )
        return frame[frame["repeated"]] if only else frame
    st.caption(t("None of these products was given at random for a second look: the others may be easier or harder."))
    return frame


def _table(frame: pd.DataFrame, pair: Pair, t: Translator) -> None:
    with get_store().read() as session:
        capabilities = list_capabilities(session)
    first, second = annotator_word(pair.first, t), annotator_word(pair.second, t)
    titles = {record.key: capability_title(record, language()) for record in capabilities}
    found = agreements(frame, list(titles))
    rows = [
        {
            "capability": titles[one.capability],
            "products": one.products,
            "agreed": 100 * one.agreed / one.products if one.products else None,
            "kappa": one.kappa.value if one.kappa else None,
            "interval": _interval(one, t),
            "both": one.both_yes,
            "first": one.first_yes,
            "second": one.second_yes,
            "unsure": one.unsure,
        }
        for one in found
    ]
    column = st.column_config
    columns = {
        "capability": column.TextColumn(t("Capability"), width=130),
        "products": column.NumberColumn(t("Products"), width=80),
        "agreed": column.NumberColumn(t("Agreed"), format="%.0f %%", width=80, help=t("Both said the same.")),
        "kappa": column.NumberColumn(
            t("Kappa"), format="%.2f", width=70, help=t("0 is what chance would bring, 1 is full agreement.")
        ),
        "interval": column.TextColumn(t("Interval (95 %)"), width=130),
        "both": column.NumberColumn(t("Both yes"), width=80),
        "first": column.NumberColumn(t("Only {name} yes", name=first), width=120),
        "second": column.NumberColumn(t("Only {name} yes", name=second), width=120),
        "unsure": column.NumberColumn(t("Not sure"), width=80, help=t("One of the two was not sure.")),
    }
    alt = t("Agreement of two annotators on each capability")
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=columns, placeholder="–", alt=alt)
    silent = [plain(titles[one.capability]) for one in found if one.products and one.kappa is None]
    if silent:
        st.caption(
            t(
                "Both said the same throughout: {capabilities}. By chance they would agree as much, so kappa says "
                "nothing there.",
                capabilities=", ".join(silent),
            )
        )


def _interval(one: Agreement, t: Translator) -> str:
    if one.kappa is None:
        return t("both said the same throughout") if one.products else ""
    return t("{low:.2f} to {high:.2f}", low=one.kappa.low, high=one.kappa.high)
