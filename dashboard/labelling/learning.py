"""The order of the learning lane: which labels would teach the model most, and why.

It goes in two steps. The active model's tags are there for every product, so they find those that it is least sure of;
of these, and of all that is labelled, the texts are read, and a linear head that follows the labels as they stand
(dashboard.labelling.head) puts them in order (dashboard.labelling.usefulness). So the order moves on with each batch of
labels, without a training, and takes the same time for a million products.
"""

from collections.abc import Sequence

import numpy as np
from sqlalchemy.orm import Session

from dashboard.labelling.head import read_texts
from dashboard.labelling.order import by_words, order_texts, reason, usual_likeness
from dashboard.labelling.queue import Candidate
from dashboard.labelling.usefulness import in_turn, pressed, worths
from dashboard.tagging.text import product_text
from db.engine import Store
from db.queries.labelling import capability_keys, product_texts, unjudged_products, without_judgement
from db.queries.labels import gold_frame
from db.queries.tags import tags_frame
from db.queries.training import active_model

#: How many products are put in order: more than anybody labels before the order is made anew.
ORDERED = 100
# Candidates whose texts are read: those that the model is least sure of, and some whatever it thinks of them, for it
# can't know what it is wrong about.
_UNSURE, _ANY = 1200, 300
# So many labelled texts are read at most.
_LABELLED = 3000


def learning_order(store: Store, limit: int = ORDERED) -> list[Candidate]:
    """Return the products to label next, the most useful first, each with the reason."""
    with store.read() as session:
        keys = capability_keys(session)
        gold = gold_frame(session)
        products = product_texts(session, _shortlist(session, keys))
    if not products or not keys:
        return []
    if len(gold) > _LABELLED:
        gold = gold.iloc[np.linspace(0, len(gold) - 1, _LABELLED).astype(int)]
    texts = [product_text(*row) for row in gold[["name", "tagline", "description"]].itertuples(index=False)]
    texts += [product_text(product.name, product.tagline, product.description) for product in products]
    targets = gold[keys].fillna(-1).to_numpy(np.int8)
    years = [product.launched_on.year if product.launched_on else 0 for product in products]
    space = read_texts(texts, keys)
    short, places = pressed(space.rows), np.arange(len(texts))
    labelled, open_ = places[: len(targets)], places[len(targets) :]
    chosen = order_texts(space, short, labelled, targets, open_, np.unique(years, return_inverse=True)[1], limit)
    positives, usual = (targets == 1).sum(axis=0), usual_likeness(short[labelled])
    reasons = (reason(one, keys, positives, usual) if len(gold) else by_words(one, keys) for one in chosen)
    return [Candidate(products[one.place].id, why) for one, why in zip(chosen, reasons, strict=True)]


def _shortlist(session: Session, keys: Sequence[str]) -> list[int]:
    """Return the unlabelled products that are worth a look: by the active model, and some as good as drawn."""
    drawn = unjudged_products(session, _UNSURE + _ANY)
    model = active_model(session)
    if model is None:
        return drawn
    tags = tags_frame(session, model.id)
    learned = [key for key in keys if key in model.label_set]
    parts = worths(tags[[f"p_{key}" for key in learned]].to_numpy(np.float64))
    ids = tags["product_id"].to_numpy(np.int64)
    found = drawn[:_ANY]
    for turn in range(len(learned)):
        order = np.argsort(-in_turn(parts, turn).sum(axis=1), kind="stable")
        found += _waiting(session, ids[order].tolist(), _UNSURE // len(learned))
    return list(dict.fromkeys(found))


def _waiting(session: Session, ordered: Sequence[int], count: int) -> list[int]:
    """Return the first products of an order that wait for a label; those that are labelled stand among the first."""
    found: list[int] = []
    for start in range(0, len(ordered), 4 * count):
        some = ordered[start : start + 4 * count]
        open_ = without_judgement(session, some)
        found += [number for number in some if number in open_]
        if len(found) >= count:
            break
    return found[:count]
