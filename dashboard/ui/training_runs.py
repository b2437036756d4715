"""The runs: what each of them learned from, what it cost and what came of it."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.ui.job_words import STATES
from dashboard.ui.plain import plain
from dashboard.ui.training_loaders import TrainingState
from db.models import JobState
from db.queries.training import RunRecord


def runs_section(state: TrainingState, t: Translator) -> None:
    """List the runs."""
    if not state.runs:
        return
    with st.expander(t("All runs: {count}", count=len(state.runs)), icon=":material/history:"):
        st.dataframe(pd.DataFrame([_run_row(run, state, t) for run in state.runs]), hide_index=True, alt=t("All runs"))


def _run_row(run: RunRecord, state: TrainingState, t: Translator) -> dict[str, Any]:
    model = next((model for model in state.models if model.id == run.model_id), None)
    score = None if model is None else model.metrics["mean_average_precision"]["value"]
    return {
        t("Run"): run.id,
        t("Started"): run.created_at.astimezone().strftime("%Y-%m-%d %H:%M"),
        t("State"): t(STATES[run.state]),
        t("Preset"): plain(run.preset),
        t("Seed"): run.seed,
        t("Labelled products"): run.data.get("products"),
        t("Seconds"): _seconds(run),
        t("mAP"): None if score is None else round(score, 3),
        t("Model"): "–" if model is None else f"#{model.id}",
    }


def _seconds(run: RunRecord) -> str:
    seconds = run.cost.get("seconds")
    return f"{seconds:.1f}" if seconds is not None and run.state is JobState.SUCCEEDED else "–"
