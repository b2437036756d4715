"""A run while it trains: its curves, growing by the second."""

import streamlit as st

from dashboard.charts.training import loss_figure, precision_figure
from dashboard.store import get_store
from dashboard.ui.training_loaders import load_curves
from dashboard.ui.translations import t
from db.queries.training import RunRecord, get_run

TICK_SECONDS = 1
CHART_CONFIG = {"displayModeBar": False}


def curves_section(runs: list[RunRecord]) -> None:
    """Draw the curves of the newest run; they grow by the second while it trains."""
    if not runs:
        return
    run = runs[0]
    st.subheader(t("Run {number}, epoch by epoch", number=run.id))
    st.fragment(_curves, run_every=None if run.state.is_finished else TICK_SECONDS)(run.id)


def _curves(run_id: int) -> None:
    curves = load_curves(run_id)
    if not curves.curves:
        with get_store().read() as session:
            run = get_run(session, run_id)
        waits = run is not None and not run.state.is_finished
        st.caption(t("The first epoch is still to come.") if waits else t("This run ended before its first epoch."))
        return
    with st.grid(2, min_column_width=340):
        st.plotly_chart(
            loss_figure(curves, t=t),
            key="loss",
            config=CHART_CONFIG,
            alt=t("Lines: the loss of each network, epoch by epoch"),
        )
        st.plotly_chart(
            precision_figure(curves, t=t),
            key="precision",
            config=CHART_CONFIG,
            alt=t("Lines: the mean average precision on products not seen, epoch by epoch"),
        )
