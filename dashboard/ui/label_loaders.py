"""What the Label page reads, kept while the store stays as it is. Keys as in dashboard.ui.loaders."""

from collections.abc import Sequence

import streamlit as st

from dashboard.labelling.learning import learning_order
from dashboard.labelling.queue import Candidate
from dashboard.store import get_store
from dashboard.ui.loaders import Key, revision_key
from db.queries.labelling import count_judged

#: The order is made anew after so many labelled products: long before those in it run out.
_LABELS_AN_ORDER = 100


def load_learning_order() -> Sequence[Candidate]:
    """Return the order of the learning lane. A label alone does not change it: the next training does."""
    with get_store().read() as session:
        labelled = count_judged(session)
    return _order(revision_key("products", "tags", "model"), labelled // _LABELS_AN_ORDER)


@st.cache_resource(max_entries=1, show_spinner=False)
def _order(key: Key, labelled: int) -> Sequence[Candidate]:  # noqa: ARG001 - the keys tell one state from another
    return tuple(learning_order(get_store()))
