"""The job that tags: every product that the active model has not tagged, or whose text has changed since."""

import time
from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboard.jobs.context import JobContext
from dashboard.jobs.storing import store_surely
from dashboard.messages import RequestError, message
from dashboard.tagging.active import ActiveModel, free_threads, load_active, load_model
from dashboard.tagging.artifact import Artifact
from dashboard.tagging.leftovers import sweep
from dashboard.tagging.text import product_text
from db.engine import Store
from db.queries.model_events import activate_model, make_room
from db.queries.tags import TagBatch, announce_tags, count_untagged, store_tags, untagged_products
from db.queries.training import get_model

#: Products read, tagged and stored at once: the store is locked for milliseconds, the memory holds a batch.
BATCH = 2000


def run_tagging(context: JobContext) -> dict[str, Any] | None:
    """Tag what is untagged. Result: model_id, tagged, seconds.

    Payload: `model_id` for another model than the active one, and `activate` to make it the active one at the end, so
    that readers never see tags that are there in part.
    """
    start = time.monotonic()
    context.report("reading")
    chosen = _chosen(context)
    model_id = chosen.record.id
    tagged = tag_products(context.store, model_id, chosen.artifact, lambda share: context.report("tagging", share))
    context.report("storing")
    result = {"model_id": model_id, "tagged": tagged, "seconds": round(time.monotonic() - start, 2)}
    with context.store.write() as session:
        announce_tags(session)
        if context.payload.get("activate"):
            activate_model(session, model_id)
        context.finish(session, result)
    return result


def tag_products(store: Store, model_id: int, artifact: Artifact, on_progress: Callable[[float], None]) -> int:
    """Tag every product that a model has not tagged as it is now, and return how many were tagged.

    Each batch is stored by itself: a run that is stopped keeps what it has done, and the next one goes on from there.
    Where neither the active model tags nor the one before it, the tags of any third one make room first.
    """
    sweep(store)
    store_surely(store, lambda session: make_room(session, model_id))
    with store.read() as session:
        total = count_untagged(session, model_id)
    tagged, last = 0, 0
    on_progress(0.0)
    while len(products := _next_products(store, model_id, last)):
        batch = tag_batch(artifact, products)
        tagged += _store(store, model_id, batch)
        last = int(products["product_id"].iloc[-1])
        on_progress(min(1.0, tagged / total))
    return tagged


def tag_product(store: Store, model_id: int, artifact: Artifact, product_id: int) -> None:
    """Tag one product that a person has just added, unless it is tagged as it is now."""
    with store.read() as session:
        products = untagged_products(session, model_id, after_id=product_id - 1, limit=1)
    own = products[products["product_id"] == product_id]
    if own.empty:
        return
    batch = tag_batch(artifact, own)
    with store.write() as session:
        store_tags(session, model_id, batch)
        announce_tags(session)


def tag_batch(artifact: Artifact, products: pd.DataFrame) -> TagBatch:
    """Return the tags of `products` (db.queries.tags.untagged_products)."""
    texts = [product_text(*row) for row in products[["name", "tagline", "description"]].itertuples(index=False)]
    said = artifact.predict(texts)
    places = {key: place for place, key in enumerate(artifact.card.label_set)}
    return TagBatch(
        product_ids=products["product_id"].tolist(),
        probabilities=said.probabilities,
        tags=said.tags,
        primary=[None if key is None else places[key] for key in said.primary],
        text_hashes=products["text_hash"].tolist(),
    )


def _chosen(context: JobContext) -> ActiveModel:
    asked = context.payload.get("model_id")
    if asked is None:
        return load_active(context.store, threads=free_threads())
    with context.store.read() as session:
        record = get_model(session, asked)
    if record is None:
        raise RequestError(
            message("Model {model} was deleted. Only a model that is there can tag. Choose another one.", model=asked)
        )
    return ActiveModel(record, load_model(record, threads=free_threads()))


def _next_products(store: Store, model_id: int, after_id: int) -> pd.DataFrame:
    with store.read() as session:
        return untagged_products(session, model_id, after_id=after_id, limit=BATCH)


def _store(store: Store, model_id: int, batch: TagBatch) -> int:
    return store_surely(store, lambda session: store_tags(session, model_id, batch))
