"""Let readers see another model's tags, go back to the one before, or delete a model."""

from dashboard.messages import RequestError, message
from dashboard.tagging.active import load_model
from dashboard.tagging.leftovers import sweep
from db.engine import Store
from db.queries.jobs import unfinished_jobs
from db.queries.model_events import activate_model, remove_model
from db.queries.tags import count_untagged
from db.queries.training import ModelRecord, get_model

#: The kinds of jobs that read or write the files and the tags of models.
_JOBS = ("train", "tag", "curve", "analyse")


def activate(store: Store, model_id: int) -> int:
    """Make a model the active one, and return how many products it has yet to tag.

    Raise RequestError where there is no such model, JobError where its files are not as stored: the model that was
    active stays so.
    """
    check_files(store, model_id)
    with store.write() as session:
        activate_model(session, model_id)
        return count_untagged(session, model_id)


def check_files(store: Store, model_id: int) -> None:
    """Raise RequestError where there is no such model, JobError where its files are not as stored."""
    load_model(_existing(store, model_id))


def delete(store: Store, model_id: int) -> None:
    """Delete a model: its tags, its out-of-fold probabilities and its files. Its run and the run's epochs stay.

    The database goes first, in one transaction; the folder afterwards. Raise RequestError, and change nothing, where
    there is no such model, where it is the active one, or while a job may be using it.
    """
    _existing(store, model_id)
    with store.write() as session:
        record = get_model(session, model_id)
        if record is not None:
            _check_deletable(record, busy=any(unfinished_jobs(session, kind) for kind in _JOBS))
            remove_model(session, model_id)
    sweep(store)


def _existing(store: Store, model_id: int) -> ModelRecord:
    with store.read() as session:
        record = get_model(session, model_id)
    if record is None:
        raise RequestError(
            message(
                "There is no model {model}. Models are named by their numbers. The command models lists them.",
                model=model_id,
            )
        )
    return record


def _check_deletable(record: ModelRecord, *, busy: bool) -> None:
    if record.active:
        raise RequestError(
            message(
                "Model {model} is the active one. Readers of Trends see its tags, so it can't be deleted. Activate "
                "another model first.",
                model=record.id,
            )
        )
    if busy:
        raise RequestError(
            message(
                "A job is training or tagging. No model is deleted meanwhile, since the job may be using it. Wait for "
                "its end, or stop it, and delete model {model} then.",
                model=record.id,
            )
        )
