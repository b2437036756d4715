"""The labelled products that are most like a text."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.tagging.neighbours import Neighbour
from dashboard.ui.product_words import LABEL_ORIGINS
from dashboard.ui.tagger_loaders import load_labels, load_neighbour_index
from dashboard.ui.tagger_subject import Subject
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title, word
from db.queries.capabilities import CapabilityRecord
from db.queries.trends import describe_launches


def draw_neighbours(subject: Subject, capabilities: Sequence[CapabilityRecord], t: Translator) -> None:
    """List the labelled products that are most like the text, and say where even the nearest is far."""
    st.subheader(t("The nearest labelled products"))
    index = load_neighbour_index()
    group = subject.detail.product.product_group if subject.detail else None
    found = index.nearest(subject.text, but_group=group)
    if not found:
        st.caption(t("No labelled product shares more than common words with this text. The model is on its own here."))
        return
    if found[0].similarity < index.usual:
        st.caption(
            t(
                "Even the nearest is unlike this text: of 20 labelled products, 19 have a nearer one. The model has "
                "learned little of such texts."
            )
        )
    st.dataframe(
        _table(found, capabilities, t),
        hide_index=True,
        column_config=_columns(capabilities, t),
        alt=t("The labelled products whose texts are most like this one"),
    )
    st.caption(t("Alike: by the words and runs of characters that both hold, rare ones weighing most; 1 is the same."))


def _table(found: Sequence[Neighbour], capabilities: Sequence[CapabilityRecord], t: Translator) -> pd.DataFrame:
    ids = [neighbour.product_id for neighbour in found]
    with get_store().read() as session:
        described = describe_launches(session, ids).set_index("id").reindex(ids)
    labels = load_labels()
    own = labels[labels["product_id"].isin(ids)]
    titles = {record.key: capability_title(record, language()) for record in capabilities}
    return pd.DataFrame(
        {
            "name": described["name"].to_numpy(),
            "alike": [neighbour.similarity for neighbour in found],
            "page": [f"products?product={number}&lang={language()}" for number in ids],
            "capabilities": [_capabilities(own[own["product_id"] == number], titles, t) for number in ids],
            "by": [_annotators(own[own["product_id"] == number], t) for number in ids],
            "tagline": described["tagline"].to_numpy(),
        }
    )


def _capabilities(labels: pd.DataFrame, titles: dict[str, str], t: Translator) -> list[str]:
    given = set(labels.loc[labels["value"] == "yes", "capability"])
    return [title for key, title in titles.items() if key in given] or [t("none of them")]


def _annotators(labels: pd.DataFrame, t: Translator) -> str:
    given = zip(labels["annotator"].astype(str), labels["origin"].astype(str), strict=True)
    people = {name if origin in ("person", "settled") else word(LABEL_ORIGINS, origin, t) for name, origin in given}
    return ", ".join(sorted(people))


def _columns(capabilities: Sequence[CapabilityRecord], t: Translator) -> dict[str, Any]:
    column = st.column_config
    titles = [capability_title(record, language()) for record in capabilities]
    return {
        "name": column.TextColumn(t("Product"), width=160),
        "alike": column.ProgressColumn(t("Alike"), format="%.2f", min_value=0, max_value=1, width=90),
        "capabilities": column.MultiselectColumn(
            t("Labelled as"), options=titles, color=[record.color for record in capabilities], width=220
        ),
        "by": column.TextColumn(t("Labelled by"), width=110),
        "page": column.LinkColumn(t("All about it"), display_text=":material/open_in_new:", width=90),
        "tagline": column.TextColumn(t("Tagline"), width="large"),
    }
