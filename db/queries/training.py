"""Training runs, their epochs, the models that they made, and the out-of-fold probabilities behind the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from db.models import Epoch, Job, JobState, Label, Model, OutOfFold, Product, Run
from db.queries.model_events import activate_model, next_model_id
from db.queries.revisions import raise_revision

if TYPE_CHECKING:
    import pandas as pd

_EPOCH_FIGURES = ["loss", "val_loss", "val_map", "seconds", "texts"]
EPOCH_COLUMNS = ["fold", "epoch", *_EPOCH_FIGURES, "val_labels"]
OOF_COLUMNS = ["product_id", "capability", "probability", "tagged", "fold"]


@dataclass(frozen=True)
class RunRecord:
    """One training. Fields as in db.models.Run; `state` is its job's, `model_id` None until it has made a model."""

    id: int
    job_id: int
    preset: str
    seed: int
    config: dict[str, Any]
    data_hash: str
    data: dict[str, Any]
    device: str
    cost: dict[str, Any]
    created_at: datetime
    state: JobState
    model_id: int | None


@dataclass(frozen=True)
class EpochRecord:
    """One epoch. Fields as in db.models.Epoch."""

    fold: int
    epoch: int
    loss: float
    val_loss: float | None
    val_map: float | None
    seconds: float
    texts: int | None = None
    val_labels: dict[str, Any] | None = None


@dataclass(frozen=True)
class ModelRecord:
    """A trained tagger. Fields as in db.models.Model."""

    id: int
    run_id: int
    preset: str
    folder: str
    artifact_hash: str
    label_set: list[str]
    thresholds: dict[str, Any]
    metrics: dict[str, Any]
    active: bool
    created_at: datetime


@dataclass(frozen=True)
class NewModel:
    """What a run hands over when its artifact is complete on disk."""

    run_id: int
    preset: str
    folder: str
    artifact_hash: str
    label_set: list[str]
    thresholds: dict[str, Any]
    metrics: dict[str, Any]
    # Columns OOF_COLUMNS.
    oof: pd.DataFrame


def create_run(session: Session, job_id: int, *, preset: str, seed: int, config: dict[str, Any]) -> int:
    """Add the run of a job, and return its number."""
    run = Run(job_id=job_id, preset=preset, seed=seed, config=config)
    session.add(run)
    session.flush()
    raise_revision(session, "jobs")
    return run.id


def describe_run(session: Session, run_id: int, **columns: Any) -> None:
    """Fill in what a run learns on its way: `data_hash`, `data`, `device`, `cost`."""
    session.execute(update(Run).where(Run.id == run_id).values(**columns))


def add_run_data(session: Session, run_id: int, more: dict[str, Any]) -> None:
    """Add to what a run's `data` holds already."""
    run = session.get_one(Run, run_id)
    run.data = run.data | more


def texts_of_products(session: Session, product_ids: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Return name, tagline and description of products by their number; those that are gone are left out."""
    columns = (Product.id, Product.name, Product.tagline, Product.description)
    rows = session.execute(select(*columns).where(Product.id.in_(product_ids)))
    return {number: (name, tagline, description) for number, name, tagline, description in rows}


def get_run(session: Session, run_id: int) -> RunRecord | None:
    """Return one run, or None where there is none of this number."""
    return next(iter(_runs(session, Run.id == run_id)), None)


def run_of_job(session: Session, job_id: int) -> RunRecord | None:
    """Return the run of a job, or None where it has not come to make one."""
    return next(iter(_runs(session, Run.job_id == job_id)), None)


def list_runs(session: Session, *, limit: int = 50) -> list[RunRecord]:
    """Return the runs, newest first."""
    return _runs(session, limit=limit)


def add_epoch(session: Session, run_id: int, epoch: EpochRecord) -> None:
    """Store one epoch of one of a run's networks."""
    session.add(Epoch(run_id=run_id, **{name: getattr(epoch, name) for name in EPOCH_COLUMNS}))


def epochs_frame(session: Session, run_id: int) -> pd.DataFrame:
    """Return the epochs of a run in the order of folds and epochs.

    Columns: EPOCH_COLUMNS; NaN for a figure that was not measured, None for `val_labels`.
    """
    import pandas as pd  # It takes half a second, and the first page does without.

    columns = [getattr(Epoch, name) for name in EPOCH_COLUMNS]
    rows = session.execute(select(*columns).where(Epoch.run_id == run_id).order_by(Epoch.fold, Epoch.epoch))
    frame = pd.DataFrame(rows.all(), columns=EPOCH_COLUMNS)
    return frame.astype(dict.fromkeys(_EPOCH_FIGURES, "float64"))


def add_model(session: Session, new: NewModel, *, activate: bool) -> int:
    """Add a model and its out-of-fold probabilities, and return its number. `activate` makes it the active one."""
    fields = {name: getattr(new, name) for name in NewModel.__match_args__ if name != "oof"}
    model = Model(id=next_model_id(session), **fields, active=False)
    session.add(model)
    session.flush()
    _store_oof(session, model.id, new.oof)
    raise_revision(session, "model")
    if activate:
        activate_model(session, model.id)
    return model.id


def active_model(session: Session) -> ModelRecord | None:
    """Return the model whose tags readers see, or None before the first."""
    return next((_record(row) for row in session.scalars(select(Model).where(Model.active))), None)


def get_model(session: Session, model_id: int) -> ModelRecord | None:
    """Return one model, or None where there is none of this number."""
    row = session.get(Model, model_id)
    return None if row is None else _record(row)


def list_models(session: Session) -> list[ModelRecord]:
    """Return the models, newest first."""
    return [_record(row) for row in session.scalars(select(Model).order_by(Model.id.desc()))]


def oof_frame(session: Session, model_id: int) -> pd.DataFrame:
    """Return what a model's fold networks say of the gold products they had not seen; columns OOF_COLUMNS."""
    import pandas as pd

    columns = [getattr(OutOfFold, name) for name in OOF_COLUMNS]
    order = (OutOfFold.product_id, OutOfFold.capability)
    rows = session.execute(select(*columns).where(OutOfFold.model_id == model_id).order_by(*order)).all()
    return pd.DataFrame(rows, columns=OOF_COLUMNS)


def oof_of_product(session: Session, model_id: int, product_id: int) -> dict[str, float]:
    """Return {capability: probability} that the fold network which had not seen a product gave it; {} for others."""
    query = select(OutOfFold.capability, OutOfFold.probability)
    own = query.where(OutOfFold.model_id == model_id, OutOfFold.product_id == product_id)
    return {row.capability: row.probability for row in session.execute(own)}


def _runs(session: Session, *conditions: Any, limit: int = 1) -> list[RunRecord]:
    query = select(Run, Job.state, Model.id).join(Job, Job.id == Run.job_id).outerjoin(Model, Model.run_id == Run.id)
    rows = session.execute(query.where(*conditions).order_by(Run.id.desc()).limit(limit)).all()
    own = [name for name in RunRecord.__match_args__ if name not in ("state", "model_id")]
    return [
        RunRecord(**{name: getattr(run, name) for name in own}, state=JobState(state), model_id=model_id)
        for run, state, model_id in rows
    ]


def _record(row: Model) -> ModelRecord:
    return ModelRecord(**{name: getattr(row, name) for name in ModelRecord.__match_args__})


def _store_oof(session: Session, model_id: int, oof: pd.DataFrame) -> None:
    # A product that was deleted while the run trained has no row to point at.
    there = set(session.scalars(select(Label.product_id).distinct()))
    rows = [
        {"model_id": model_id, **dict(zip(OOF_COLUMNS, row, strict=True))}
        # As builtins: a database driver knows nothing of NumPy's.
        for row in zip(*(oof[name].tolist() for name in OOF_COLUMNS), strict=True)
        if row[0] in there
    ]
    if rows:
        session.execute(insert(OutOfFold), rows)
