"""What agreement and suspects are found in, kept while the store stays as it is. Keys as in dashboard.ui.loaders."""

import pandas as pd
import streamlit as st

from dashboard.store import get_store
from dashboard.ui.loaders import Key, revision_key
from db.queries.agreement import independent_judgements
from db.queries.suspects import labels_and_doubts


def load_independent() -> pd.DataFrame:
    """Return the judgements that were given independently (db.queries.agreement) as the store stands now."""
    return _independent(revision_key("labels", "products"))


def load_doubts(model_id: int) -> pd.DataFrame:
    """Return the labels beside a model's word out of fold (db.queries.suspects) as the store stands now."""
    return _doubts(revision_key("labels", "products", "model"), model_id)


@st.cache_data(max_entries=2, show_spinner=False)
def _independent(key: Key) -> pd.DataFrame:  # noqa: ARG001 - the key alone tells one state of the store from another
    with get_store().read() as session:
        return independent_judgements(session)


@st.cache_data(max_entries=2, show_spinner=False)
def _doubts(key: Key, model_id: int) -> pd.DataFrame:  # noqa: ARG001 - as above
    with get_store().read() as session:
        return labels_and_doubts(session, model_id)
