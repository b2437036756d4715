"""What can be done with a model: activate it, go back, take it along, delete it."""

import streamlit as st

from dashboard.jobs import launcher
from dashboard.messages import StrandlineError, Translator
from dashboard.store import get_store
from dashboard.training.activation import activate, check_files, delete
from dashboard.ui.compare_loaders import load_untagged_by
from dashboard.ui.model_downloads import downloads
from dashboard.ui.plain import plain
from dashboard.ui.training_loaders import TrainingState
from db.queries.jobs import active_job
from db.queries.model_events import ACTIVATED, list_model_events, previous_model_id
from db.queries.training import ModelRecord


def model_actions(model: ModelRecord, state: TrainingState, t: Translator) -> None:
    """Draw what can be done with a model that a person looks at."""
    with get_store().read() as session:
        previous, busy = previous_model_id(session), active_job(session) is not None
    back = next((one for one in state.models if one.id == previous), None)
    with st.container(horizontal=True):
        if not model.active:
            going_back = model.id == previous
            label = t("Go back to this model") if going_back else t("Activate this model")
            _activate_button(model, label, busy, t)
        elif back is not None:
            _activate_button(back, t("Go back to model #{number}", number=back.id), busy, t)
        downloads(model, state, t)
        if not model.active:
            _delete_button(model, t)
    _say_error(t)


def activations_section(t: Translator) -> None:
    """List when which model was activated or deleted, newest first."""
    with get_store().read() as session:
        events = list_model_events(session)
    if not events:
        return
    with st.expander(t("Which model was active when"), icon=":material/history:"):
        st.dataframe(
            [
                {
                    t("When"): t("before this record began")
                    if event.at is None
                    else event.at.astimezone().strftime("%Y-%m-%d %H:%M"),
                    t("Model"): f"#{event.model_id}",
                    t("Run"): str(event.run_id),
                    t("What"): t("activated") if event.what == ACTIVATED else t("deleted"),
                }
                for event in events
            ],
            hide_index=True,
            alt=t("Activations and deletions, newest first"),
        )


def _activate_button(model: ModelRecord, label: str, busy: bool, t: Translator) -> None:
    untagged = load_untagged_by(model.id)
    help_text = (
        t(
            "Products that it has yet to tag: {count:,}. It tags them first; readers see no change until then.",
            count=untagged,
        )
        if untagged
        else t("Readers of Trends see its tags at once.")
    )
    st.button(
        label,
        key=f"activate_{model.id}",
        icon=":material/published_with_changes:",
        help=help_text,
        disabled=bool(untagged) and busy,
        on_click=_activate,
        args=(model, untagged),
    )


def _activate(model: ModelRecord, untagged: int) -> None:
    try:
        if untagged:
            check_files(get_store(), model.id)
            launcher.submit(get_store(), "tag", {"model_id": model.id, "activate": True})
        else:
            activate(get_store(), model.id)
    except StrandlineError as error:
        st.session_state[_ERROR] = error.message


def _delete_button(model: ModelRecord, t: Translator) -> None:
    with st.popover(t("Delete this model"), icon=":material/delete:"):
        st.markdown(
            t(
                "Its files, its tags and its out-of-fold probabilities go. Its run stays on record with its figures "
                "and epochs. There is no way back but a backup."
            )
        )
        st.button(
            t("Delete for good"), type="primary", key=f"delete_model_{model.id}", on_click=_delete, args=(model.id,)
        )


def _delete(model_id: int) -> None:
    try:
        delete(get_store(), model_id)
    except StrandlineError as error:
        st.session_state[_ERROR] = error.message


_ERROR = "model_error"


def _say_error(t: Translator) -> None:
    error = st.session_state.pop(_ERROR, None)
    if error is not None:
        st.error(plain(error.text(t)), icon=":material/error:")
