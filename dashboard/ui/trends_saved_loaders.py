"""How a saved view has moved, kept while the store stays as it is. Keys as in dashboard.ui.loaders."""

import pandas as pd
import streamlit as st

from dashboard.saved_views import Change, find_change
from dashboard.store import get_store
from dashboard.ui.loaders import Key, revision_key
from db.queries.views import ViewRecord


def load_change(view: ViewRecord, launches: pd.DataFrame) -> Change:
    """Return how a saved view has moved. Raise RequestError where what it asked for is not there any more."""
    return _change(revision_key("products", "labels", "tags", "model"), view.id, view, launches)


# The numbers of a saved view never change, so that its own number tells it from others.
@st.cache_resource(max_entries=8, show_spinner=False)
def _change(key: Key, view_id: int, _view: ViewRecord, _launches: pd.DataFrame) -> Change:  # noqa: ARG001
    with get_store().read() as session:
        return find_change(session, _view, _launches)
