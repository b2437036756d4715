"""The order of the learning lane: which labels would teach the model most, and why."""

import numpy as np

from dashboard.labelling.queue import Candidate
from dashboard.messages import Message, message
from db.engine import Store
from db.queries.labelling import unjudged_products, without_judgement
from db.queries.tags import tags_frame
from db.queries.training import ModelRecord, active_model

#: How many products are put in order: a day's work, before the next training changes the order anyway.
ORDERED = 500
# Where the model is sure of nearly all products, the judged ones stand among the first: look so much further.
_SEARCHED = 4 * ORDERED


def learning_order(store: Store, limit: int = ORDERED) -> list[Candidate]:
    """Return products that nobody has judged, those first that the model is least sure of.

    Unsure means: the probability of a capability lies near the threshold from which the model tags it (uncertainty
    sampling: Lewis and Gale, "A sequential algorithm for training text classifiers", 1994). Before there is a model
    the order is as good as drawn.
    """
    with store.read() as session:
        model = active_model(session)
        if model is None:
            reason = message("There is no model yet: products come in no order, so that a first one can be trained.")
            return [Candidate(product_id, reason) for product_id in unjudged_products(session, limit)]
        tags = tags_frame(session, model.id)
        ids = tags["product_id"].to_numpy()
        probabilities = tags[[f"p_{key}" for key in model.label_set]].to_numpy(np.float64)
        thresholds = np.array([model.thresholds.get(key, 0.5) for key in model.label_set])
        distances = np.abs(probabilities - thresholds)
        nearest = np.argsort(distances.min(axis=1), kind="stable")[:_SEARCHED]
        waiting = without_judgement(session, [int(number) for number in ids[nearest]])
    rows = [row for row in nearest.tolist() if int(ids[row]) in waiting][:limit]
    return [Candidate(int(ids[row]), _reason(model, distances[row], probabilities[row])) for row in rows]


def _reason(model: ModelRecord, distances: np.ndarray, probabilities: np.ndarray) -> Message:
    place = int(distances.argmin())
    key = model.label_set[place]
    return message(
        "The model is split on {capability}: it gives {probability:.0%}, and tags from {threshold:.0%} on.",
        capability=key,
        probability=round(float(probabilities[place]), 3),
        threshold=round(float(model.thresholds.get(key, 0.5)), 3),
    )
