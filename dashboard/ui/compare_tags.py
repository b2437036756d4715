"""Whether the tags of two models are there to be compared, and a way to get them."""

import streamlit as st

from dashboard.jobs import launcher
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.compare_loaders import load_untagged_by
from dashboard.ui.product_loaders import load_facets
from db.queries.jobs import active_job
from db.queries.model_events import previous_model_id
from db.queries.training import ModelRecord


def tags_are_there(models: tuple[ModelRecord, ModelRecord], t: Translator) -> bool:
    """Say which of two models lacks tags, and offer to make them; True where both have some to compare."""
    total = load_facets().products
    untagged = {model.id: load_untagged_by(model.id) for model in models}
    for model in models:
        if untagged[model.id]:
            _offer(model, untagged[model.id], total, t)
    if any(untagged.values()) and not any(_is_kept(model) for model in models):
        st.caption(
            t(
                "Tags are kept for the active model, the one before it, and one more. Of these two only one can have "
                "them at a time: compare each with the active model."
            )
        )
    return all(count < total for count in untagged.values())


def _offer(model: ModelRecord, untagged: int, total: int, t: Translator) -> None:
    with get_store().read() as session:
        busy = active_job(session) is not None
    with st.container(border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if untagged == total:
            st.markdown(t("The tags of model #{number} are not kept any more.", number=model.id))
        else:
            st.markdown(
                t(
                    "Model #{number} has not tagged {untagged:,} of {total:,} products as they are now. They are left "
                    "out here.",
                    number=model.id,
                    untagged=untagged,
                    total=total,
                )
            )
        label = t("Let model #{number} tag them", number=model.id)
        if st.button(label, key=f"tag_{model.id}", icon=":material/sell:", disabled=busy):
            launcher.submit(get_store(), "tag", {"model_id": model.id})
            st.rerun()


def _is_kept(model: ModelRecord) -> bool:
    with get_store().read() as session:
        return model.active or previous_model_id(session) == model.id
