"""What the Training page reads."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.store import get_store
from dashboard.tagging.text import by_language, product_text
from dashboard.training.readiness import Readiness, readiness
from dashboard.ui.loaders import Key, revision_key
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.labels import gold_frame, labelled_frame
from db.queries.training import ModelRecord, RunRecord, list_models, list_runs


@dataclass(frozen=True)
class TrainingState:
    """Labels, runs and models as the store holds them now."""

    capabilities: list[CapabilityRecord]
    readiness: Readiness
    # Newest first.
    runs: list[RunRecord]
    models: list[ModelRecord]

    @property
    def active(self) -> ModelRecord | None:
        """The model whose tags readers see."""
        return next((model for model in self.models if model.active), None)

    @property
    def is_training(self) -> bool:
        """Whether the newest run has not ended."""
        return bool(self.runs) and not self.runs[0].state.is_finished


def load_training_state() -> TrainingState:
    """Read what there is; of the labels, a pass over each of them, only when they have changed."""
    labels = _labels(revision_key("labels", "products"))
    with get_store().read() as session:
        capabilities = list_capabilities(session)
        return TrainingState(
            capabilities=capabilities,
            readiness=readiness(labels, [record.key for record in capabilities]),
            runs=list_runs(session),
            models=list_models(session),
        )


@st.cache_data(max_entries=2, show_spinner=False)
def _labels(key: Key) -> pd.DataFrame:  # noqa: ARG001 - the key alone tells one state of the store from another
    with get_store().read() as session:
        return labelled_frame(session)


def load_texts_by_language() -> dict[str, list[str]]:
    """Return the texts of the labelled products, a language each: "en", "zh" or "other"."""
    return _texts_by_language(revision_key("labels", "products"))


@st.cache_data(max_entries=2, show_spinner=False)
def _texts_by_language(key: Key) -> dict[str, list[str]]:  # noqa: ARG001 - as above
    with get_store().read() as session:
        products = gold_frame(session)[["name", "tagline", "description"]]
    texts = by_language(product_text(*row) for row in products.itertuples(index=False))
    return {language: own for language, own in texts.items() if own}
