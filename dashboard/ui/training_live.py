"""A run while it trains: its curves, growing by the second."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.theme import GREY, Style
from dashboard.charts.training import capability_figure, loss_figure, precision_figure
from dashboard.messages import mark
from dashboard.store import get_store
from dashboard.training.curves import MEASURES, capability_curves, learning_curves
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.translations import language, t
from dashboard.ui.words import capability_title
from db.queries.training import RunRecord, epochs_frame, get_run

TICK_SECONDS = 1
CHART_CONFIG = {"displayModeBar": False}
ALT_TEXTS = {
    "average_precision": mark("Lines: the average precision of each capability on products not seen, by epoch"),
    "f1": mark("Lines: the F1 of each capability on products not seen, by epoch"),
}


def live_section(state: TrainingState) -> None:
    """Draw the newest run; what is drawn grows by the second while it trains."""
    if not state.runs:
        return
    run = state.runs[0]
    styles = {record.key: Style(capability_title(record, language()), record.color) for record in state.capabilities}
    st.subheader(t("Run {number}, epoch by epoch", number=run.id))
    st.fragment(_live, run_every=None if run.state.is_finished else TICK_SECONDS)(run.id, styles)


def _live(run_id: int, styles: dict[str, Style]) -> None:
    # Never cached: the epochs grow while one looks.
    with get_store().read() as session:
        run, epochs = get_run(session, run_id), epochs_frame(session, run_id)
    if run is None:
        return
    if epochs.empty:
        ended = run.state.is_finished
        st.caption(t("This run ended before its first epoch.") if ended else t("The first epoch is still to come."))
        return
    _charts(run, epochs, styles)


def _charts(run: RunRecord, epochs: pd.DataFrame, styles: dict[str, Style]) -> None:
    curves, planned = learning_curves(epochs), run.config.get("epochs", int(epochs["epoch"].max()))
    with st.grid(2, min_column_width=340):
        loss_alt = t("Lines: the loss of each network, epoch by epoch")
        _chart("loss", loss_figure(curves, planned, t=t), loss_alt)
        precision_alt = t("Lines: the mean average precision on products not seen, epoch by epoch")
        _chart("precision", precision_figure(curves, planned, t=t), precision_alt)
        for measure in MEASURES:
            of_each = capability_curves(epochs, measure)
            if of_each:
                # A capability that has left the label set since keeps its line.
                known = {one.capability: styles.get(one.capability, Style(one.capability, GREY)) for one in of_each}
                _chart(measure, capability_figure(of_each, known, measure, planned, t=t), t(ALT_TEXTS[measure]))


def _chart(key: str, figure: go.Figure, alt: str) -> None:
    # A constant key and the figure's uirevision: the chart is drawn on, not drawn anew.
    st.plotly_chart(figure, key=key, config=CHART_CONFIG, alt=alt)
