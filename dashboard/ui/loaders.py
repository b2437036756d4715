"""The only caches of the app.

Writers work in other processes, so every key holds the store's address and the revision counters of what is read:
a change of the store makes another key, and old entries fall out. Frames and builtins only; no key holds the language.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.store import get_store
from dashboard.trends.highlights import Highlights, find_highlights
from dashboard.ui.kept import kept
from db.queries.overview import products_stamp
from db.queries.revisions import Subject, read_revisions

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.training.devices import Devices

#: A page may wait so long for the first look at the graphics cards.
LOOK_SECONDS = 0.3

Key = tuple[str, tuple[int, ...]]


def revision_key(*subjects: Subject) -> Key:
    """Return the key of what is read from these subjects as the store stands now."""
    store = get_store()
    with store.read() as session:
        counters = read_revisions(session)
    return store.url, tuple(counters[subject] for subject in subjects)


def load_launches() -> pd.DataFrame:
    """Return the launches frame (dashboard.trends.launches) as the store stands now."""
    return _launches(_trends_key())


def load_launches_with_fields() -> pd.DataFrame:
    """Return the launches frame with the columns of dashboard.trends.sectors beside it."""
    import pandas as pd

    return pd.concat([load_launches(), _fields(revision_key("products"))], axis="columns")


def load_highlights() -> Highlights:
    """Return what the Overview shows of trends as the store stands now."""
    return Highlights.from_json(_highlights(_trends_key()))


def _trends_key() -> Key:
    return revision_key("products", "labels", "tags", "model")


@st.cache_resource(show_spinner=False)
def look_at_devices() -> Future[Devices]:
    """Return what will say what this machine trains on, looked at once a server, beside the pages.

    Where there is no graphics card, that is known at once; this waits for it up to LOOK_SECONDS.
    """
    from dashboard.training.devices import find_devices  # The first page needs none of it.

    pool = ThreadPoolExecutor(1)
    look = pool.submit(find_devices)
    pool.shutdown(wait=False)
    wait([look], timeout=LOOK_SECONDS)
    return look


@st.cache_data(max_entries=2, show_spinner=False)
def _launches(key: Key) -> pd.DataFrame:  # noqa: ARG001 - the key alone tells one state of the store from another
    from dashboard.labelling.audit import audited_launches  # pandas takes half a second: not on the first page.

    with get_store().read() as session:
        return audited_launches(session)


@st.cache_data(max_entries=2, show_spinner=False)
def _fields(key: Key) -> pd.DataFrame:  # noqa: ARG001
    import numpy as np

    from dashboard.tagging.fields import rule_fields
    from dashboard.tagging.text import product_text
    from dashboard.trends.sectors import place_launches
    from db.queries.trends import list_field_records

    with get_store().read() as session:
        records = list_field_records(session)
    texts = [product_text(one.name, one.tagline, one.description) for one in records]
    ruled = rule_fields(texts, np.array([one.says_ai for one in records], bool))
    return place_launches([one.industry for one in records], [one.application_fields for one in records], ruled)


@st.cache_data(max_entries=2, show_spinner=False)
def _highlights(key: Key) -> dict[str, Any]:
    # A store that was deleted and begun anew counts its revisions from nought again; the file outlives it.
    with get_store().read() as session:
        stamp = products_stamp(session)
    return kept("highlights", (*key, stamp), _find_highlights)


def _find_highlights() -> dict[str, Any]:
    from dashboard.trends.counts import count_trends
    from dashboard.trends.query import TrendQuery

    return find_highlights(count_trends(load_launches(), TrendQuery())).to_json()
