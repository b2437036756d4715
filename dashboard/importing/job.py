"""The import job and its undo: read without a lock, then store in one short transaction, all or nothing."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from typing import Any, Protocol

from sqlalchemy.orm import Session

from dashboard.importing.changes import derived_columns
from dashboard.importing.inspect import complete_request
from dashboard.importing.plan import ImportPlan, plan_import, products_revision
from dashboard.importing.request import ImportRequest
from dashboard.importing.staging import StagedFile, stage_file
from dashboard.messages import RequestError, message
from db.engine import Store
from db.queries.capabilities import list_capabilities
from db.queries.import_storing import set_seconds, store_import
from db.queries.import_undoing import undo_import
from db.queries.imports import get_import
from db.queries.revisions import raise_revision

_SHOWN_SOURCES = 5
_OPTIONS = ("recipe", "encoding", "delimiter", "day_first", "origin")


class Context(Protocol):
    """What the job needs of dashboard.jobs.context.JobContext."""

    store: Store
    job_id: int
    payload: dict[str, Any]

    def report(self, stage: str, progress: float | None = None) -> None:
        """Say where the job stands."""

    def finish(self, session: Session, result: dict[str, Any]) -> None:
        """Mark the job as succeeded in the transaction of `session`."""


def run_import(context: Context) -> dict[str, Any]:
    """Bring a file in. Payload: ImportRequest.to_payload(). Raises RequestError for a file that can't be read."""
    with _no_collection():
        return _run_import(context)


def _run_import(context: Context) -> dict[str, Any]:
    started = time.perf_counter()
    context.report("reading")
    with context.store.read() as session:
        capabilities = list_capabilities(session)
    request = complete_request(ImportRequest.from_payload(context.payload), capabilities)
    context.report("checking", 0.0)
    staged = stage_file(request, capabilities, lambda share: context.report("checking", share))
    context.report("storing")
    with context.store.read() as session:
        plan = plan_import(session, staged.launches, request.lane, request.origin)
    record = _record(context, request, staged)
    with context.store.write() as session:
        # First of all: on PostgreSQL this row is what keeps other writers out until the end.
        raise_revision(session, "labels", "products")
        plan = _still_valid(session, plan, staged, request)
        if plan.kept_corrections:
            staged.notes["kept_corrections"] = plan.kept_corrections
        refusals = [vars(refused) | {"reason": refused.reason.to_json()} for refused in staged.refused]
        import_id = store_import(session, record, plan.batch, refusals)
        seconds = round(time.perf_counter() - started, 3)
        set_seconds(session, import_id, seconds)
        result = _result(import_id, staged, plan, seconds)
        context.finish(session, result)
    return result


def run_undo(context: Context) -> dict[str, Any]:
    """Take an import back. Payload: {"import_id": number}. Raises RequestError where there is nothing to take back."""
    import_id = int(context.payload["import_id"])
    context.report("storing")
    with context.store.write() as session:
        raise_revision(session, "labels", "products", "tags")
        check_undoable(session, import_id)
        result: dict[str, Any] = {"import_id": import_id} | undo_import(session, import_id, derive=derived_columns)
        context.finish(session, result)
    return result


def check_undoable(session: Session, import_id: int) -> None:
    """Raise RequestError where there is no such import, or it was undone already."""
    found = get_import(session, import_id)
    if found is None:
        raise RequestError(
            message("There is no import {number}. Only an import that was stored can be undone.", number=import_id)
        )
    if found.undone_at is not None:
        raise RequestError(
            message(
                "Import {number} was undone already. It can be undone once; import the file again.", number=import_id
            )
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the search for reference cycles: rows make none, and looking for them takes a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _record(context: Context, request: ImportRequest, staged: StagedFile) -> dict[str, Any]:
    with request.path.open("rb") as file:
        file_hash = file_digest(file, "sha256").hexdigest()
    sources = sorted({source for source, _external_id in staged.launches})
    return {
        "job_id": context.job_id,
        "file_name": request.file_name,
        "file_hash": file_hash,
        "source": ", ".join(sources[:_SHOWN_SOURCES]) or request.source or "",
        "lane": request.lane,
        "mapping": request.mapping,
        "options": {name: getattr(request, name) for name in _OPTIONS},
        "read": staged.read,
        "notes": staged.notes,
        "seconds": 0.0,
    }


def _still_valid(session: Session, plan: ImportPlan, staged: StagedFile, request: ImportRequest) -> ImportPlan:
    """Return the plan, made anew where another writer has come in between (our own transaction has counted one)."""
    if products_revision(session) == plan.revision + 1:
        return plan
    return plan_import(session, staged.launches, request.lane, request.origin)


def _result(import_id: int, staged: StagedFile, plan: ImportPlan, seconds: float) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "read": staged.read,
        "new": len(plan.batch.new),
        "updated": len(plan.batch.updates),
        "unchanged": len(plan.batch.unchanged),
        "refused": len(staged.refused),
        "labels": len(plan.batch.labels),
        "seconds": seconds,
        "notes": staged.notes,
    }
