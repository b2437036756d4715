"""What was done with models: which one was active when, which one before it, whose tags are kept, what was deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from db.models import Model, ModelEvent, OutOfFold, Tag
from db.queries.revisions import raise_revision

Doing = Literal["activated", "deleted"]
ACTIVATED: Doing = "activated"
DELETED: Doing = "deleted"


@dataclass(frozen=True)
class ModelEventRecord:
    """One thing that was done. Fields as in db.models.ModelEvent."""

    model_id: int
    run_id: int
    what: Doing
    folder: str
    at: datetime | None


def list_model_events(session: Session) -> list[ModelEventRecord]:
    """Return all that was done with models, newest first."""
    columns = [getattr(ModelEvent, name) for name in ModelEventRecord.__match_args__]
    return [ModelEventRecord(*row) for row in session.execute(select(*columns).order_by(ModelEvent.id.desc()))]


def activate_model(session: Session, model_id: int) -> None:
    """Let readers see this model's tags from now on. Tags are kept for it and for the one before it, no other.

    A number that no model has raises LookupError.
    """
    model = session.get(Model, model_id)
    if model is None:
        raise LookupError(model_id)
    if model.active:
        return
    before = session.scalars(select(Model.id).where(Model.active)).all()
    # In two steps: the database itself lets at most one row be active at any moment.
    session.execute(update(Model).where(Model.active).values(active=False))
    session.execute(update(Model).where(Model.id == model_id).values(active=True))
    session.add(_event(model, ACTIVATED))
    session.flush()
    keep_tags(session, *before)
    raise_revision(session, "model", "tags")


def previous_model_id(session: Session) -> int | None:
    """Return the model that was active before the present one and is still there; None where there is none."""
    query = (
        select(ModelEvent.model_id)
        .join(Model, (Model.id == ModelEvent.model_id) & (Model.run_id == ModelEvent.run_id))
        .where(ModelEvent.what == ACTIVATED, ~Model.active)
        .order_by(ModelEvent.id.desc())
    )
    return session.scalar(query.limit(1))


def make_room(session: Session, model_id: int) -> None:
    """Drop the tags that have to go before a model tags.

    Beside those of the active model and of the one before it, only one more model's are kept: that which tagged last.
    """
    active = session.scalar(select(Model.id).where(Model.active))
    if model_id not in (active, previous_model_id(session)):
        keep_tags(session, model_id)


def keep_tags(session: Session, *others: int) -> None:
    """Drop all tags but those of the active model, of the one before it, and of `others`."""
    active = session.scalar(select(Model.id).where(Model.active))
    kept = {active, previous_model_id(session), *others} - {None}
    dropped = select(Model.id).where(
        Model.id.not_in(kept), select(Tag.model_id).where(Tag.model_id == Model.id).exists()
    )
    gone = list(session.scalars(dropped))
    if gone:
        session.execute(delete(Tag).where(Tag.model_id.in_(gone)))
        raise_revision(session, "tags")


def remove_model(session: Session, model_id: int) -> str:
    """Delete a model with its tags and its out-of-fold probabilities, and return its folder. Its run stays.

    The active model, or a number that no model has, raises LookupError: nothing is deleted.
    """
    model = session.get(Model, model_id, populate_existing=True)
    if model is None or model.active:
        raise LookupError(model_id)
    session.add(_event(model, DELETED))
    session.execute(delete(Tag).where(Tag.model_id == model_id))
    session.execute(delete(OutOfFold).where(OutOfFold.model_id == model_id))
    session.execute(delete(Model).where(Model.id == model_id))
    raise_revision(session, "model", "tags")
    return model.folder


def deleted_folders(session: Session) -> list[str]:
    """Return the folders of deleted models that no other model has."""
    taken = select(Model.folder)
    query = select(ModelEvent.folder).where(ModelEvent.what == DELETED, ModelEvent.folder.not_in(taken))
    return sorted(set(session.scalars(query)))


def next_model_id(session: Session) -> int:
    """Return a number that no model has, nor ever had: SQLite gives the last one again once its model is deleted."""
    highest = (session.scalar(select(func.max(column))) for column in (Model.id, ModelEvent.model_id))
    return 1 + max(number or 0 for number in highest)


def _event(model: Model, what: Doing) -> ModelEvent:
    return ModelEvent(model_id=model.id, run_id=model.run_id, what=what, folder=model.folder)
