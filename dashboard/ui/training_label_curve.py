"""Is more labelling worth it? A curve on request, and what it says."""

import streamlit as st

from dashboard.charts.label_curve import label_curve_figure
from dashboard.charts.theme import Style
from dashboard.jobs import launcher
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.training.label_curve import LabelCurve, curve_words
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.training_changes import load_data_hash
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.models import JobState
from db.queries.jobs import JobRecord, active_job, list_jobs


def label_curve_section(state: TrainingState, t: Translator) -> None:
    """Draw the last curve, and the button that asks for one; nothing before there is enough to train on."""
    if not state.readiness.is_ready:
        return
    job = _last_curve()
    st.subheader(t("Is more labelling worth it?"))
    if job is None or job.result is None:
        st.caption(
            t(
                "A curve answers: networks learn from a fifth of the labels, two fifths and so on up to all of them, "
                "and all are measured on the same products. It takes about three times as long as a training."
            )
        )
        _ask(t("Draw the curve"))
        return
    curve = LabelCurve.from_json(job.result)
    _draw(curve, state, t)
    if curve.data_hash != load_data_hash():
        st.info(t("Texts or labels have changed since this curve was drawn."), icon=":material/update:")
        _ask(t("Draw the curve anew"))


def _draw(curve: LabelCurve, state: TrainingState, t: Translator) -> None:
    styles = {record.key: Style(capability_title(record, language()), record.color) for record in state.capabilities}
    for sentence in curve_words(curve):
        st.markdown(sentence.text(t))
    st.plotly_chart(
        label_curve_figure(curve, styles, t=t),
        key="label_curve",
        config=NO_TOOLBAR,
        alt=t("Lines: average precision by the number of labelled products that a network has learned from"),
    )
    st.caption(
        t(
            "Each product is said by a network that has not seen it (folds: {folds}), so a network learns from fewer "
            "products than are labelled. Whiskers reach from the worst draw of a size to the best; smaller sizes are "
            "drawn more often.",
            folds=curve.folds,
        )
    )


def _ask(label: str) -> None:
    with get_store().read() as session:
        busy = active_job(session) is not None
    if st.button(label, icon=":material/show_chart:", disabled=busy):
        launcher.submit(get_store(), "curve", {"seed": 0})
        st.rerun()


def _last_curve() -> JobRecord | None:
    with get_store().read() as session:
        done = list_jobs(session, kind="curve")
    return next((job for job in done if job.state is JobState.SUCCEEDED), None)
