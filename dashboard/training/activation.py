"""Let readers see another model's tags, or go back to the one before."""

from dashboard.messages import RequestError, message
from dashboard.tagging.active import load_model
from db.engine import Store
from db.queries.tags import count_untagged
from db.queries.training import activate_model, get_model


def activate(store: Store, model_id: int) -> int:
    """Make a model the active one, and return how many products it has yet to tag.

    Raise RequestError where there is no such model, JobError where its files are not as stored: the model that was
    active stays so.
    """
    with store.read() as session:
        record = get_model(session, model_id)
    if record is None:
        raise RequestError(
            message(
                "There is no model {model}. Models are named by their numbers. The command models lists them.",
                model=model_id,
            )
        )
    load_model(record)
    with store.write() as session:
        activate_model(session, model_id)
        return count_untagged(session, model_id)
