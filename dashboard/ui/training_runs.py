"""The runs: what each of them learned from, what it cost and what came of it."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.training.request import RANDOM
from dashboard.ui.job_words import STATES
from dashboard.ui.run_words import SPLITS
from dashboard.ui.training_loaders import TrainingState
from db.models import JobState
from db.queries.training import RunRecord


def runs_section(state: TrainingState, t: Translator) -> None:
    """List the runs, each with its cost."""
    if not state.runs:
        return
    with st.expander(t("All runs: {count}", count=len(state.runs)), icon=":material/history:"):
        rows = pd.DataFrame([_row(run, state, t) for run in state.runs])
        st.dataframe(rows, hide_index=True, column_config=_columns(t), placeholder="–", alt=t("All runs"))
        st.caption(t("Computing is the time of all cores together; memory is the most that the run took at once."))


def _row(run: RunRecord, state: TrainingState, t: Translator) -> dict[str, Any]:
    model = next((model for model in state.models if model.id == run.model_id), None)
    score = None if model is None else model.metrics["mean_average_precision"]["value"]
    return {
        "run": run.id,
        "started": run.created_at.astimezone().strftime("%Y-%m-%d %H:%M"),
        "state": t(STATES[run.state]),
        "model": f"#{model.id}" if model else t("deleted") if run.state is JobState.SUCCEEDED else "–",
        "map": score,
        "preset": run.preset,
        "split": t(SPLITS[run.config.get("split", RANDOM)]),
        "seed": run.seed,
        "products": run.data.get("products"),
        "seconds": run.cost.get("seconds"),
        "computing": run.cost.get("cpu_seconds"),
        "memory": run.cost.get("peak_memory_mb"),
        "device": run.device or "–",
    }


def _columns(t: Translator) -> dict[str, Any]:
    column = st.column_config
    return {
        "run": column.NumberColumn(t("Run"), format="%d", width=50),
        "started": column.TextColumn(t("Started"), width=125),
        "state": column.TextColumn(t("State"), width=85),
        "model": column.TextColumn(t("Model"), width=65),
        "map": column.NumberColumn(t("mAP"), format="%.3f", width=60),
        "preset": column.TextColumn(t("Preset"), width=65),
        "split": column.TextColumn(t("Split"), width=75),
        "seed": column.NumberColumn(t("Seed"), format="%d", width=55),
        "products": column.NumberColumn(t("Labelled products"), format="localized", width=120),
        "seconds": column.NumberColumn(t("Seconds"), format="%.1f", width=70),
        "computing": column.NumberColumn(t("Computing, s"), format="%.1f", width=95),
        "memory": column.NumberColumn(t("Memory, MB"), format="localized", width=90),
        "device": column.TextColumn(t("Device"), width=110),
    }
