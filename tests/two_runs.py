"""Two finished runs in the store, whose models tag three products differently: for pages."""

import numpy as np
import pandas as pd

from dashboard.store import get_store
from db.models import Job, JobState, Product
from db.queries.model_events import activate_model
from db.queries.tags import TagBatch, store_tags
from db.queries.training import EpochRecord, NewModel, add_epoch, add_model, create_run, describe_run

#: Model 1 says yes of the first and the second product, model 2 of the second and the third.
SAID = {1: [0.9, 0.9, 0.1], 2: [0.1, 0.9, 0.8]}


def interval(value: float) -> dict[str, float]:
    return {"value": value, "low": value - 0.1, "high": value + 0.1}


def metrics(own: float) -> dict:
    figures = {name: interval(own) for name in ("average_precision", "precision", "recall", "f1")}
    capabilities = {"automation": figures | {"support": 1, "products": 3}}
    baseline = {"capabilities": capabilities, "mean_average_precision": interval(0.5), "gain": interval(own - 0.5)}
    return {
        "capabilities": capabilities,
        "mean_average_precision": interval(own),
        "baselines": {"majority": baseline, "tfidf_logistic_regression": baseline},
    }


def fill_products() -> None:
    with get_store().write() as session:
        for number, name in enumerate(("one", "two", "<b>three</b>"), start=1):
            fields = {"source": "test", "external_id": name, "product_group": name, "language": "en"}
            session.add(
                Product(id=number, name=name, text_hash=name, launched_on=None, launched_precision="none", **fields)
            )


def add_run(*, seed: int, activate: bool = False, data_hash: str = "") -> int:
    """A finished run of two epochs and its model, which has tagged the three products."""
    with get_store().write() as session:
        job = Job(kind="train", payload={}, state=JobState.SUCCEEDED.value)
        session.add(job)
        session.flush()
        run = create_run(session, job.id, preset="fast", seed=seed, config={"epochs": 2})
        cost = {"seconds": 61.5, "cpu_seconds": 99.0, "peak_memory_mb": 1234}
        describe_run(session, run, data_hash=data_hash, data={"products": 3}, cost=cost, device="CPU")
        for epoch in (1, 2):
            add_epoch(session, run, EpochRecord(1, epoch, 1 / epoch, 1.0, 0.3 * epoch, 0.1))
        oof = pd.DataFrame(columns=["product_id", "capability", "probability", "tagged", "fold"])
        new = NewModel(
            run, "fast", f"artifacts/run-{run}", "0", ["automation"], {"automation": 0.5}, metrics(0.5 + run / 10), oof
        )
        model_id = add_model(session, new, activate=False)
        said = np.array(SAID[model_id], np.float32)[:, None]
        names = ["one", "two", "<b>three</b>"]
        store_tags(session, model_id, TagBatch([1, 2, 3], said, said >= 0.5, [None] * 3, names))
        if activate:
            activate_model(session, model_id)
    return model_id


def fill_two_runs() -> None:
    """The three products, and two runs; the first one's model is active."""
    fill_products()
    add_run(seed=0, activate=True)
    add_run(seed=5)
