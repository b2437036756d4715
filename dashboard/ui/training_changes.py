"""What has changed since the active model was trained: whether training again may bring something."""

import streamlit as st

from dashboard.messages import RequestError, Translator
from dashboard.store import get_store
from dashboard.training.gold import gold_set
from dashboard.ui.loaders import Key, revision_key
from dashboard.ui.training_loaders import TrainingState
from db.queries.capabilities import list_capabilities
from db.queries.labels import gold_frame, labels_since


def changes_section(state: TrainingState, t: Translator) -> None:
    """Say in a sentence how many labels are new since the active model was trained; nothing before the first model."""
    active = state.active
    run = next((run for run in state.runs if active is not None and run.id == active.run_id), None)
    if active is None or run is None or not run.data_hash:
        return
    if load_data_hash() == run.data_hash:
        st.caption(
            t("The labels and their texts are those that the active model #{number} learned from.", number=active.id)
        )
        return
    with get_store().read() as session:
        judgements, products = labels_since(session, run.created_at)
    if judgements:
        st.info(
            t(
                "Since the active model #{number} was trained, judgements have been given or changed: {judgements:,}, "
                "on products: {products:,}. A new run learns from them. Nothing changes for readers of Trends until "
                "its model is activated.",
                number=active.id,
                judgements=judgements,
                products=products,
            ),
            icon=":material/new_label:",
        )
        return
    st.info(
        t(
            "Since the active model #{number} was trained, labelled texts have changed, or labels have been taken "
            "back. A new run learns from what there is now. Nothing changes for readers of Trends until its model is "
            "activated.",
            number=active.id,
        ),
        icon=":material/new_label:",
    )


def load_data_hash() -> str | None:
    """Return the hash of all that a run would learn from now; None where it is too little to train on."""
    return _data_hash(revision_key("labels", "products"))


@st.cache_data(max_entries=2, show_spinner=False)
def _data_hash(key: Key) -> str | None:  # noqa: ARG001 - the key tells one state of the store from another
    with get_store().read() as session:
        frame, keys = gold_frame(session), [record.key for record in list_capabilities(session)]
    try:
        return gold_set(frame, keys).data_hash
    except RequestError:
        return None
