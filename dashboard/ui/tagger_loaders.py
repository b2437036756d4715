"""What the Tagger page reads, kept while the store and the model stay as they are. Keys as in dashboard.ui.loaders.

The model, the index of labelled texts and explanations are never changed once made, so that readers share them
(`cache_resource`) instead of each getting a copy.
"""

from dataclasses import dataclass
from hashlib import sha256

import pandas as pd
import streamlit as st

from dashboard.store import get_store
from dashboard.tagging.active import ActiveModel, load_active
from dashboard.tagging.artifact import Predictions
from dashboard.tagging.evidence import Explanation, explain
from dashboard.tagging.evidence_checks import Deletion, Steadiness, deletion, steadiness
from dashboard.tagging.neighbours import NeighbourIndex, build_index
from dashboard.tagging.reliability import Reliability, reliability
from dashboard.ui.loaders import Key, revision_key
from db.queries.labels import gold_frame, holding_labels_frame, judged_frame
from db.queries.training import oof_of_product


@dataclass(frozen=True)
class Checks:
    """Two checks of the marks of one capability; None where there are no marks to check."""

    steadiness: Steadiness | None
    deletion: Deletion | None


def load_tagger() -> ActiveModel:
    """Return the active model. Raise RequestError where there is none, JobError where its files are not as stored."""
    return _tagger(revision_key("model"))


def load_said(text: str) -> Predictions:
    """Return what the active model says of a text."""
    return load_tagger().artifact.predict([text])


def load_explanation(text: str) -> Explanation:
    """Return what in a text speaks for and against each capability, by the active model."""
    return _explanation(revision_key("model"), text)


def load_checks(text: str, capability: str) -> Checks:
    """Return the checks of the marks of one capability in a text, by the active model."""
    return _checks(revision_key("model"), text, capability)


def load_reliability(capability: str, probability: float) -> Reliability | None:
    """Return how labelled products fared that the active model gave about this probability while they were unseen."""
    judged = _judged(revision_key("products", "labels", "model"))
    return reliability(judged[judged["capability"] == capability], probability)


def load_unseen(product_id: int) -> dict[str, float]:
    """Return what a product that the active model learned from got, unseen; nothing for a product that it did not."""
    with get_store().read() as session:
        return oof_of_product(session, load_tagger().record.id, product_id)


def load_neighbour_index() -> NeighbourIndex:
    """Return the labelled texts, ready to be searched."""
    gold = _gold(revision_key("products", "labels"))
    # It takes a second: another label on a product that is in it already must not cost that.
    read = gold[["product_id", "product_group", "text_hash"]].to_csv(index=False)
    return _neighbour_index(sha256(read.encode()).hexdigest(), gold)


def load_labels() -> pd.DataFrame:
    """Return the labels that hold and who gave them; columns of holding_labels_frame, and `annotator`."""
    return _labels(revision_key("products", "labels"))


@st.cache_resource(max_entries=1, show_spinner=False)
def _tagger(key: Key) -> ActiveModel:  # noqa: ARG001 - the key alone tells one state of the store from another
    return load_active(get_store())


@st.cache_resource(max_entries=64, show_spinner=False)
def _explanation(key: Key, text: str) -> Explanation:  # noqa: ARG001
    artifact = load_tagger().artifact
    return explain(text, lambda texts: artifact.predict(texts).probabilities, artifact.card.label_set)


@st.cache_resource(max_entries=64, show_spinner=False)
def _checks(key: Key, text: str, capability: str) -> Checks:
    artifact, explanation = load_tagger().artifact, _explanation(key, text)
    asked = (explanation, capability, lambda texts: artifact.predict(texts).probabilities)
    return Checks(steadiness(*asked), deletion(*asked))


@st.cache_data(max_entries=2, show_spinner=False)
def _judged(key: Key) -> pd.DataFrame:  # noqa: ARG001
    with get_store().read() as session:
        return judged_frame(session, load_tagger().record.id)


@st.cache_data(max_entries=1, show_spinner=False)
def _gold(key: Key) -> pd.DataFrame:  # noqa: ARG001
    with get_store().read() as session:
        return gold_frame(session)


@st.cache_resource(max_entries=1, show_spinner=False)
def _neighbour_index(stamp: str, _gold: pd.DataFrame) -> NeighbourIndex:  # noqa: ARG001 - the stamp tells one from another
    return build_index(_gold)


@st.cache_data(max_entries=1, show_spinner=False)
def _labels(key: Key) -> pd.DataFrame:  # noqa: ARG001
    with get_store().read() as session:
        return holding_labels_frame(session, "annotator")
