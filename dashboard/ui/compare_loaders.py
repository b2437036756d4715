"""Cached reads for runs side by side. Keys and bounds as in dashboard.ui.loaders."""

import pandas as pd
import streamlit as st

from dashboard.labelling.audit import audited_launches
from dashboard.store import get_store
from dashboard.tagging.flips import both_tagged
from dashboard.training.comparison import RunCurve, run_curve
from dashboard.training.paired import PairedGain, paired_gain
from dashboard.trends.counts import count_trends
from dashboard.trends.query import TrendQuery
from dashboard.trends.shift import Shift, trend_shift
from dashboard.ui.loaders import Key, revision_key
from db.queries.capabilities import list_capabilities
from db.queries.labels import gold_frame
from db.queries.revisions import Subject
from db.queries.tags import count_untagged, tags_frame
from db.queries.training import epochs_frame, oof_frame


def load_run_curves(run_ids: list[int]) -> list[RunCurve]:
    """Return the curves of runs: never cached, one of them may be growing."""
    with get_store().read() as session:
        return [run_curve(run_id, epochs_frame(session, run_id)) for run_id in run_ids]


def load_untagged_by(model_id: int) -> int:
    """Return how many products a model has not tagged as they are now."""
    return _untagged(_key("products", "tags", "model"), model_id)


def load_both_tagged(first: int, second: int) -> pd.DataFrame:
    """Return the tags of two models side by side (dashboard.tagging.flips.both_tagged)."""
    return _both_tagged(_key("products", "tags", "model"), first, second)


def load_shift(first: int, second: int) -> Shift:
    """Return how trends move from one model to another."""
    return _shift(_key("products", "labels", "tags", "model"), first, second)


def load_paired_gain(first: int, second: int) -> PairedGain | None:
    """Return what the second model gains over the first on the products that both were measured on."""
    return _paired_gain(_key("labels", "products", "model"), first, second)


def _key(*subjects: Subject) -> Key:
    # A job tells of the tags of a model that is not active by its own end alone.
    return revision_key(*subjects, "jobs")


@st.cache_data(max_entries=8, show_spinner=False)
def _untagged(key: Key, model_id: int) -> int:  # noqa: ARG001 - the key tells one state of the store from another
    with get_store().read() as session:
        return count_untagged(session, model_id)


@st.cache_data(max_entries=2, show_spinner=False)
def _both_tagged(key: Key, first: int, second: int) -> pd.DataFrame:  # noqa: ARG001
    with get_store().read() as session:
        return both_tagged(tags_frame(session, first), tags_frame(session, second))


@st.cache_data(max_entries=4, show_spinner=False)
def _shift(key: Key, first: int, second: int) -> Shift:  # noqa: ARG001
    counted = []
    for model_id in (first, second):
        # One after the other: a frame of a million launches takes a hundred megabytes.
        with get_store().read() as session:
            launches = audited_launches(session, model_id)
        counted.append(count_trends(launches, TrendQuery()))
    return trend_shift(*counted)


@st.cache_data(max_entries=8, show_spinner=False)
def _paired_gain(key: Key, first: int, second: int) -> PairedGain | None:  # noqa: ARG001
    with get_store().read() as session:
        gold = gold_frame(session)
        before, after = oof_frame(session, first), oof_frame(session, second)
        keys = [record.key for record in list_capabilities(session)]
    return paired_gain(gold, before, after, keys)
