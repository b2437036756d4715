"""Cached reads of the Products page. Keys and bounds as in dashboard.ui.loaders."""

from dataclasses import asdict
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.store import get_store
from dashboard.ui.loaders import Key, revision_key
from db.queries.products import ProductFacets, ProductFilter, count_products, list_products, read_facets
from db.queries.tags import count_untagged
from db.queries.training import active_model


def load_facets() -> ProductFacets:
    """Return what there is to choose from, as the store stands now."""
    return ProductFacets(**_facets(revision_key("products")))


def load_count(chosen: ProductFilter) -> int:
    """Return how many products a filter leaves, as the store stands now."""
    return _count(_key(), asdict(chosen))


def load_products(chosen: ProductFilter, *, limit: int, offset: int) -> pd.DataFrame:
    """Return the products that a filter leaves, as the store stands now; columns of list_products."""
    return _products(_key(), asdict(chosen), limit, offset)


def load_untagged() -> int:
    """Return how many products the active model has not tagged as they are now; 0 without a model."""
    return _untagged(revision_key("products", "tags", "model"))


def _key() -> Key:
    return revision_key("products", "labels", "tags", "model")


@st.cache_data(max_entries=4, show_spinner=False)
def _facets(key: Key) -> dict[str, Any]:  # noqa: ARG001 - the key alone tells one state of the store from another
    with get_store().read() as session:
        return asdict(read_facets(session))


@st.cache_data(max_entries=64, show_spinner=False)
def _count(key: Key, chosen: dict[str, Any]) -> int:  # noqa: ARG001
    with get_store().read() as session:
        return count_products(session, ProductFilter(**chosen))


@st.cache_data(max_entries=64, show_spinner=False)
def _products(key: Key, chosen: dict[str, Any], limit: int, offset: int) -> pd.DataFrame:  # noqa: ARG001
    with get_store().read() as session:
        return list_products(session, ProductFilter(**chosen), limit=limit, offset=offset)


@st.cache_data(max_entries=4, show_spinner=False)
def _untagged(key: Key) -> int:  # noqa: ARG001
    with get_store().read() as session:
        model = active_model(session)
        return count_untagged(session, model.id) if model else 0
