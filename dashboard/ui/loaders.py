"""The only caches of the app.

Writers work in other processes, so every key holds the store's address and the revision counters of what is read:
a change of the store makes another key, and old entries fall out. Frames and builtins only; no key holds the language.
"""

import pandas as pd
import streamlit as st

from dashboard.store import get_store
from db.queries.revisions import Subject, read_revisions
from db.queries.trends import launches_frame

Key = tuple[str, tuple[int, ...]]


def revision_key(*subjects: Subject) -> Key:
    """Return the key of what is read from these subjects as the store stands now."""
    store = get_store()
    with store.read() as session:
        counters = read_revisions(session)
    return store.url, tuple(counters[subject] for subject in subjects)


def load_launches() -> pd.DataFrame:
    """Return the launches frame (dashboard.trends.launches) as the store stands now."""
    return _launches(revision_key("products", "labels", "tags", "model"))


@st.cache_data(max_entries=2, show_spinner=False)
def _launches(key: Key) -> pd.DataFrame:  # noqa: ARG001 - the key alone tells one state of the store from another
    with get_store().read() as session:
        return launches_frame(session)
