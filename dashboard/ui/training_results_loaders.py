"""Cached reads of a model's figures. Keys and bounds as in dashboard.ui.loaders."""

from dataclasses import asdict
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.store import get_store
from dashboard.training.reliability import ALL
from dashboard.training.scoreboard import Interval
from dashboard.training.slices import Slice, slices
from dashboard.ui.loaders import Key, revision_key
from db.queries.evaluation import judged_frame

_INTERVALS = ("average_precision", "precision", "recall", "f1")


def load_judged(model_id: int, *, measuring: bool = True) -> pd.DataFrame:
    """Return the judgements that a model was measured on (db.queries.evaluation.judged_frame) as they stand now."""
    return _judged(_key(), model_id, measuring)


def load_slices(model_id: int, capability: str) -> tuple[Slice, ...]:
    """Return the slices of one capability, or of ALL, as they stand now."""
    found = _slices(_key(), model_id, capability)
    return tuple(Slice(**one | {name: Interval(**one[name]) for name in _INTERVALS}) for one in found)


def _key() -> Key:
    return revision_key("products", "labels", "model")


@st.cache_data(max_entries=4, show_spinner=False)
def _judged(key: Key, model_id: int, measuring: bool = True) -> pd.DataFrame:  # noqa: ARG001
    # The key alone tells one state of the store from another.
    with get_store().read() as session:
        return judged_frame(session, model_id, measuring=measuring)


@st.cache_data(max_entries=32, show_spinner=False)
def _slices(key: Key, model_id: int, capability: str) -> list[dict[str, Any]]:
    judged = _judged(key, model_id)
    own = judged if capability == ALL else judged[judged["capability"] == capability]
    return [asdict(one) for one in slices(own)]
