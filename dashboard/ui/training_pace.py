"""How a run gets on: time, speed, memory, the graphics card; and what it has cost in the end."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.training.cost import CORE_WATTS
from dashboard.training.outlook import outlook, texts_per_second
from dashboard.ui.quantities import duration, memory, watt_hours
from db.models import JobState, now
from db.queries.jobs import JobRecord
from db.queries.training import RunRecord


def pace(run: RunRecord, job: JobRecord, epochs: pd.DataFrame, earlier: RunRecord | None, t: Translator) -> None:
    """Draw the figures of a run that goes on; `earlier` is a finished one of the same preset."""
    cost = run.cost
    with st.container(horizontal=True, gap="large"):
        if job.started_at is not None:
            elapsed = (now() - job.started_at).total_seconds()
            st.metric(t("Elapsed"), duration(elapsed, t), width="content")
        _left(job, cost, earlier, t)
        speed = texts_per_second(epochs)
        if speed is not None:
            st.metric(
                t("Texts a second"), f"{speed:,.0f}", width="content", help=t("Learned from, in the last epochs.")
            )
        if "memory_mb" in cost:
            st.metric(t("Memory of the worker"), memory(cost["memory_mb"], t), width="content")
        if "gpu" in cost:
            _gpu(cost["gpu"], t)


def cost_line(cost: dict[str, Any], t: Translator) -> None:
    """Say what a run has cost; the energy as a range, with what it rests on."""
    if "energy" not in cost:
        return  # A run of before it was kept.
    low, high = CORE_WATTS
    st.caption(
        t(
            "Cost: {time} on the clock, {cpu} of computing on all cores together, {memory} of memory at most, {energy} "
            "of energy.",
            time=duration(cost["seconds"], t),
            cpu=duration(cost["cpu_seconds"], t),
            memory=memory(cost["peak_memory_mb"], t),
            energy=watt_hours(cost["energy"]["low_wh"], cost["energy"]["high_wh"], t),
        ),
        help=t(
            "Energy: the seconds of computing times {low:.0f} to {high:.0f} watts a busy core, from a laptop's to a "
            "desktop's, and what a graphics card itself said that it drew, give or take a tenth. The rest of the "
            "machine is not counted in.",
            low=low,
            high=high,
        ),
    )


def earlier_run(runs: list[RunRecord], run: RunRecord) -> RunRecord | None:
    """Return the newest run of the same preset that has come to its end and kept the time of its stages."""
    done = (one for one in runs if one.id < run.id and one.preset == run.preset and one.state is JobState.SUCCEEDED)
    return next((one for one in done if "stages" in one.cost), None)


def _left(job: JobRecord, cost: dict[str, Any], earlier: RunRecord | None, t: Translator) -> None:
    stages = None if earlier is None else earlier.cost["stages"]
    ahead = outlook(job.stage, job.progress, cost.get("stages", {}), stages)
    if ahead.seconds is None:
        st.metric(t("Left"), "–", width="content")
    elif ahead.is_whole:
        said = t("The training at its pace, the other stages as in the run before.")
        st.metric(t("Left, about"), duration(ahead.seconds, t), width="content", help=said)
    else:
        said = t("Evaluating, exporting and tagging come after it.")
        st.metric(t("Left of the training, about"), duration(ahead.seconds, t), width="content", help=said)


def _gpu(use: dict[str, Any], t: Translator) -> None:
    st.metric(t("Graphics card in use"), f"{use['use_percent']:.0f} %", width="content", help=use["name"])
    said = t("{used} of {total}", used=memory(use["memory_mb"], t), total=memory(use["memory_total_mb"], t))
    st.metric(t("Memory of the graphics card"), said, width="content")
