"""A run while it trains: how it gets on, its curves, its log, new every other second."""

import pandas as pd
import streamlit as st

from dashboard.charts.theme import GREY, Style
from dashboard.charts.training import LiveFigure, Plan, capability_figure, loss_figure, precision_figure
from dashboard.jobs.logs import log_tail
from dashboard.messages import mark
from dashboard.store import get_store
from dashboard.training.curves import MEASURES, capability_curves, learning_curves
from dashboard.training.request import ENCODER, TIME
from dashboard.ui.training_batch import batch_section
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.training_pace import cost_line, earlier_run, pace
from dashboard.ui.translations import language, t
from dashboard.ui.words import capability_title
from db.models import JobState
from db.queries.jobs import JobRecord, get_job
from db.queries.training import RunRecord, epochs_frame, get_run

# Four charts drawn on take computing from the training that they show, here and in the browser.
TICK_SECONDS = 2
LOG_LINES = 12
ALT_TEXTS = {
    "average_precision": mark("Lines: the average precision of each capability on products not seen, by epoch"),
    "f1": mark("Lines: the F1 of each capability on products not seen, by epoch"),
}


def live_section(state: TrainingState) -> None:
    """Draw the newest run; what is drawn grows while it trains."""
    if not state.runs:
        return
    run = state.runs[0]
    styles = {record.key: Style(capability_title(record, language()), record.color) for record in state.capabilities}
    st.subheader(t("Run {number}, epoch by epoch", number=run.id))
    earlier = earlier_run(state.runs, run)
    st.fragment(_live, run_every=None if run.state.is_finished else TICK_SECONDS)(run.id, earlier, styles)


def _live(run_id: int, earlier: RunRecord | None, styles: dict[str, Style]) -> None:
    # Never cached: all of it changes while one looks.
    with get_store().read() as session:
        run, epochs = get_run(session, run_id), epochs_frame(session, run_id)
        job = None if run is None else get_job(session, run.job_id)
    if run is None or job is None:
        return
    if job.state.is_finished:
        cost_line(run.cost, t)
    else:
        pace(run, job, epochs, earlier, t)
    _course(run, epochs, styles)
    batch_section(run, {key: style.title for key, style in styles.items()}, t)
    # Where it has failed, the job panel shows the log.
    if job.state is not JobState.FAILED:
        _log(job)


def _course(run: RunRecord, epochs: pd.DataFrame, styles: dict[str, Style]) -> None:
    if epochs.empty:
        ended = run.state.is_finished
        st.caption(t("This run ended before its first epoch.") if ended else t("The first epoch is still to come."))
        return
    _charts(run, epochs, styles)


def _charts(run: RunRecord, epochs: pd.DataFrame, styles: dict[str, Style]) -> None:
    curves, plan = learning_curves(epochs), _plan(run, epochs)
    with st.grid(2, min_column_width=340):
        loss_alt = t("Lines: the loss of each network, epoch by epoch")
        _chart("loss", loss_figure(curves, plan, t=t), loss_alt)
        precision_alt = t("Lines: the mean average precision on products not seen, epoch by epoch")
        _chart("precision", precision_figure(curves, plan, t=t), precision_alt)
        for measure in MEASURES:
            of_each = capability_curves(epochs, measure)
            if of_each:
                # A capability that has left the label set since keeps its line.
                known = {one.capability: styles.get(one.capability, Style(one.capability, GREY)) for one in of_each}
                _chart(measure, capability_figure(of_each, known, measure, plan, t=t), t(ALT_TEXTS[measure]))


def _plan(run: RunRecord, epochs: pd.DataFrame) -> Plan:
    return Plan(
        epochs=run.config.get("epochs", int(epochs["epoch"].max())),
        is_single=run.config.get("split") == TIME,
        is_encoder=run.preset == ENCODER,
        stops_early=run.config.get("patience") is not None,
    )


def _log(job: JobRecord) -> None:
    tail = log_tail(job, LOG_LINES)
    if tail:
        with st.expander(t("The last lines of its log"), icon=":material/notes:"):
            st.code(tail, language=None, wrap_lines=True)


def _chart(key: str, figure: LiveFigure, alt: str) -> None:
    # With a key of its own the chart is drawn on when its rows grow, not drawn anew.
    st.vega_lite_chart(pd.DataFrame(figure.rows), figure.spec, key=key, alt=alt)
