"""Training runs, the models that they made, and the tags that a model gave."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, now


class Run(Base):
    """One training. Its state is its job's."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), unique=True)
    preset: Mapped[str]
    seed: Mapped[int]
    config: Mapped[dict[str, Any]]
    # What it trained on: hash of texts and labels, and counts of products, positives, groups.
    data_hash: Mapped[str] = mapped_column(default="")
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    device: Mapped[str] = mapped_column(default="")
    # Wall seconds, CPU seconds, peak memory in MB; filled when the run ends.
    cost: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)


class Epoch(Base):
    """One epoch of one of a run's networks. Fold 0 is the final network, 1 … k the fold networks."""

    __tablename__ = "epochs"

    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    fold: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[int] = mapped_column(primary_key=True)
    loss: Mapped[float]
    val_loss: Mapped[float | None]
    # Mean average precision over the capabilities on the validation part; None where there is no such part.
    val_map: Mapped[float | None]
    seconds: Mapped[float]
    # How many texts the network learned from; None in runs of before this was kept.
    texts: Mapped[int | None]
    # Capability -> its average_precision and f1 on the validation part (dashboard.training.epochs.LabelFigures).
    val_labels: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Model(Base):
    """A trained tagger that is complete on disk. At most one is active."""

    __tablename__ = "models"
    __table_args__ = (
        Index("uq_models_active", "active", unique=True, sqlite_where=text("active"), postgresql_where=text("active")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), unique=True)
    preset: Mapped[str]
    # The artifact's folder under the home folder, and the hash of what it holds.
    folder: Mapped[str] = mapped_column(Text)
    artifact_hash: Mapped[str]
    # Capability keys in the order of the probabilities in `tags`.
    label_set: Mapped[list[str]]
    thresholds: Mapped[dict[str, Any]]
    metrics: Mapped[dict[str, Any]]
    active: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)


class OutOfFold(Base):
    """What a model's fold networks say of a product that they have not seen."""

    __tablename__ = "oof"

    model_id: Mapped[int] = mapped_column(ForeignKey("models.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True, index=True)
    capability: Mapped[str] = mapped_column(primary_key=True)
    # Calibrated on the other folds, as the threshold behind `tagged` was chosen on them.
    probability: Mapped[float]
    tagged: Mapped[bool]
    # 1 … k: the fold that the product was held out in.
    fold: Mapped[int]


class Tag(Base):
    """What one model says of one product, in one compact row (a row a capability costs nineteen times the space)."""

    __tablename__ = "tags"

    model_id: Mapped[int] = mapped_column(ForeignKey("models.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True, index=True)
    # float16 array in the order of Model.label_set.
    probabilities: Mapped[bytes] = mapped_column(LargeBinary)
    # Bit j is set where capability j is at or over its threshold.
    bits: Mapped[int]
    # Index of the primary capability in Model.label_set; None for none.
    primary: Mapped[int | None]
    # Product.text_hash of the text that was tagged.
    text_hash: Mapped[str]


class ModelEvent(Base):
    """That a model was activated or deleted. Never changed, and kept when the model goes."""

    __tablename__ = "model_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    # No foreign key: the record outlives the model.
    model_id: Mapped[int]
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"))
    # "activated" or "deleted".
    what: Mapped[str]
    # The artifact's folder, which a deletion removes after its transaction.
    folder: Mapped[str] = mapped_column(Text)
    # None where the model was active before such events were recorded.
    at: Mapped[datetime | None] = mapped_column(default=now)
