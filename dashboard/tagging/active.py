"""The model that is active, ready to read texts."""

import os
from dataclasses import dataclass

from dashboard.messages import RequestError, message
from dashboard.tagging.artifact import Artifact, load_artifact
from db.engine import Store
from db.queries.training import ModelRecord, active_model
from db.settings import home


@dataclass(frozen=True)
class ActiveModel:
    """A model's record and the model itself."""

    record: ModelRecord
    artifact: Artifact


def load_active(store: Store, *, threads: int = 1) -> ActiveModel:
    """Load the active model. Raise RequestError where there is none, JobError where its files are not as stored."""
    with store.read() as session:
        record = active_model(session)
    if record is None:
        raise RequestError(
            message(
                "There is no active model yet. Products are tagged by the model that is active. Train one first, or "
                "activate one that is there."
            )
        )
    return ActiveModel(record, load_model(record, threads=threads))


def load_model(record: ModelRecord, *, threads: int = 1) -> Artifact:
    """Load the files of a model, checked against the database's hash."""
    return load_artifact(home() / record.folder, expected_hash=record.artifact_hash, threads=threads)


def free_threads() -> int:
    """Return how many threads a job may use: one core is left to the pages."""
    return max(1, (os.cpu_count() or 2) - 1)
