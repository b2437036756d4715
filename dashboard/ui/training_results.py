"""How good the model is that a person looks at: what matters first, then a closer look from several sides."""

import streamlit as st

from dashboard.messages import Translator
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.training_models import model_actions
from dashboard.ui.training_results_calibration import calibration_view
from dashboard.ui.training_results_choice import (
    CALIBRATION,
    MISTAKES,
    SLICES,
    TAGGERS,
    THRESHOLD,
    capability_styles,
    choose_look,
    choose_model,
)
from dashboard.ui.training_results_mistakes import mistakes_view
from dashboard.ui.training_results_slices import slices_view
from dashboard.ui.training_results_table import draw_table, draw_verdict
from dashboard.ui.training_results_taggers import taggers_view
from dashboard.ui.training_results_threshold import threshold_view

_VIEWS = {
    MISTAKES: mistakes_view,
    THRESHOLD: threshold_view,
    CALIBRATION: calibration_view,
    SLICES: slices_view,
    TAGGERS: taggers_view,
}


def results_section(state: TrainingState, t: Translator) -> None:
    """Draw the figures of the model that a person looks at, beside the simple taggers on the same products."""
    if not state.models:
        return
    st.subheader(t("How good it is"))
    model = choose_model(state, t)
    styles = capability_styles(state)
    draw_verdict(model, styles, t)
    draw_table(model, styles, t)
    model_actions(model, state, t)
    look = choose_look(model, state, t)
    # One view alone is drawn, and reads alone what it needs.
    _VIEWS[look.view](look, t)
