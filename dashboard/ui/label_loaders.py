"""What the Label page reads, kept while the store stays as it is. Keys as in dashboard.ui.loaders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.labelling.learning import learning_order
from dashboard.labelling.order import BATCH
from dashboard.labelling.queue import Candidate
from dashboard.store import get_store
from dashboard.ui.loaders import Key, load_launches, revision_key
from db.queries.labels import count_labelled

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.labelling.planner import Plan
    from dashboard.trends.periods import By


def load_learning_order() -> Sequence[Candidate]:
    """Return the order of the learning lane. Each BATCH of labels makes it anew, as a training does."""
    with get_store().read() as session:
        batches = count_labelled(session) // BATCH
    return _order(revision_key("products", "tags", "model"), batches)


def load_products_to_draw() -> pd.DataFrame:
    """Return what a draw can choose from (db.queries.draws.products_to_draw)."""
    return _products_to_draw(revision_key("products"))


def load_plans(capability: str, stratum: str, by: By, count: int, apart: float) -> list[Plan]:
    """Return what the newest `count` periods need to tell shares apart that lie `apart` (0 to 1), the newest first.

    `stratum` is a source and a language, "yc/en", or empty for all.
    """
    return _plans(revision_key("products", "labels", "tags", "model"), capability, stratum, by, count, apart)


@st.cache_resource(max_entries=1, show_spinner=False)
def _order(key: Key, batches: int) -> Sequence[Candidate]:  # noqa: ARG001 - they tell one state from another
    return tuple(learning_order(get_store()))


@st.cache_data(max_entries=1, show_spinner=False)
def _products_to_draw(key: Key) -> pd.DataFrame:  # noqa: ARG001 - the key alone tells one state from another
    from db.queries.draws import products_to_draw

    with get_store().read() as session:
        return products_to_draw(session)


@st.cache_resource(max_entries=8, show_spinner=False)
def _plans(key: Key, capability: str, stratum: str, by: By, count: int, apart: float) -> list[Plan]:  # noqa: ARG001
    from dashboard.labelling.evidence import evidence_of_periods
    from dashboard.labelling.planner import plan_period

    found = evidence_of_periods(load_launches(), capability, by, count, stratum)
    return [plan_period(period, evidence, apart) for period, evidence in found.items()]
