"""What the Training page reads."""

from dataclasses import dataclass

from dashboard.store import get_store
from dashboard.training.readiness import Readiness, readiness
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.labels import holding_labels_frame
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


def load_training_state() -> TrainingState:
    """Read all of it in one consistent look."""
    with get_store().read() as session:
        capabilities = list_capabilities(session)
        labels = holding_labels_frame(session)
        return TrainingState(
            capabilities=capabilities,
            readiness=readiness(labels, [record.key for record in capabilities]),
            runs=list_runs(session),
            models=list_models(session),
        )
