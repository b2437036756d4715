"""Bring the embedded catalogue in, and take it out again: by the same jobs as any file."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from dashboard.importing.request import ImportRequest
from dashboard.jobs.launcher import tend
from dashboard.training.request import TrainingRequest
from db.engine import Store
from db.queries.imports import ImportRecord, list_imports
from db.queries.jobs import queue_job, request_cancel, unfinished_jobs
from db.queries.overview import is_unused
from db.queries.revisions import raise_revision
from db.queries.settings import get_setting, set_setting
from db.queries.training import active_model

PRODUCTS = Path(__file__).with_name("products.csv")
#: The name under which its import is listed.
FILE_NAME = "strandline-catalogue.csv"
ORIGIN = "catalogue"
#: Key of the setting that says what became of the catalogue: LOADED, REMOVED, or nothing before the first start.
SETTING = "catalogue"
LOADED, REMOVED = "loaded", "removed"


def catalogue_request() -> ImportRequest:
    """Return the request for the embedded products: their labels were drawn at random, so they join the audit lane."""
    return ImportRequest(PRODUCTS, FILE_NAME, lane="audit", encoding="utf-8", delimiter=",", origin=ORIGIN)


def is_wanted() -> bool:
    """Tell whether a new store shall begin with the catalogue: STRANDLINE_CATALOGUE=off leaves it out."""
    return os.environ.get("STRANDLINE_CATALOGUE", "").strip().casefold() != "off"


def begin(store: Store) -> None:
    """Queue the catalogue and a first training for a store that nobody has used yet; else do nothing.

    Every run of a page calls this. Two that come at once queue it once: the decision is made in the transaction that
    writes it down.
    """
    if not is_wanted():
        return
    with store.read() as session:
        if not _is_untouched(session):
            return
    with store.write() as session:
        # First of all: on PostgreSQL this row is what keeps the other tab out until the end.
        raise_revision(session, "settings")
        if not _is_untouched(session):
            return
        _queue(session)
    tend(store)


def load_catalogue(store: Store) -> None:
    """Queue the catalogue because a person asks for it, unless it is on its way already."""
    with store.write() as session:
        raise_revision(session, "settings")
        if not _loads(session):
            _queue(session)
    tend(store)


def remove_catalogue(store: Store) -> None:
    """Queue the undo of every import of the catalogue, and remember that it was removed: it never comes by itself."""
    with store.write() as session:
        set_setting(session, SETTING, REMOVED)
        for job_id in _loads(session):
            request_cancel(session, job_id)
        going = {job.payload["import_id"] for job in unfinished_jobs(session, "undo")}
        for record in catalogue_imports(session):
            if record.id not in going:
                queue_job(session, "undo", {"import_id": record.id})
    tend(store)


def catalogue_imports(session: Session) -> list[ImportRecord]:
    """Return the imports of the catalogue that stand, the newest first."""
    records = list_imports(session)
    return [record for record in records if record.undone_at is None and _is_catalogue(record.options)]


def _is_untouched(session: Session) -> bool:
    """Tell whether the store is as new, and nobody has decided on the catalogue."""
    return get_setting(session, SETTING) is None and is_unused(session)


def _queue(session: Session) -> None:
    """Queue the import and, where no model is active, the training that learns from it: jobs run in their order."""
    set_setting(session, SETTING, LOADED)
    queue_job(session, "import", catalogue_request().to_payload())
    if active_model(session) is None:
        queue_job(session, "train", TrainingRequest().to_payload())


def _loads(session: Session) -> list[int]:
    """Return the jobs that are about to bring the catalogue in."""
    return [job.id for job in unfinished_jobs(session, "import") if _is_catalogue(job.payload)]


def _is_catalogue(options: dict[str, Any]) -> bool:
    return options.get("origin") == ORIGIN
