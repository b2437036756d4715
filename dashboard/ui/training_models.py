"""What can be done with a model."""

import streamlit as st

from dashboard.messages import StrandlineError, Translator
from dashboard.store import get_store
from dashboard.training.activation import activate
from dashboard.ui.plain import plain
from dashboard.ui.training_loaders import TrainingState
from db.queries.training import ModelRecord


def model_actions(model: ModelRecord, state: TrainingState, t: Translator) -> None:
    """Draw what can be done with a model: activate it, or go back to it."""
    if model.active:
        return
    active = state.active
    going_back = active is not None and model.id < active.id
    label = t("Go back to this model") if going_back else t("Activate this model")
    if st.button(label, key=f"activate_{model.id}", icon=":material/published_with_changes:"):
        try:
            activate(get_store(), model.id)
        except StrandlineError as error:
            st.error(plain(error.message.text(t)), icon=":material/error:")
            return
        st.rerun()
