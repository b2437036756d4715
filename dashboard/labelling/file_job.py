"""The job that brings a file of labels in: read without a lock, then compare and store in one transaction."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from typing import Any

from sqlalchemy.orm import Session

from dashboard.importing.csvfile import CsvFile
from dashboard.importing.delimiter import detect_delimiter
from dashboard.importing.encoding import detect_encoding
from dashboard.importing.job import Context
from dashboard.importing.kind import check_kind
from dashboard.importing.refusal import Refused
from dashboard.labelling.file_merge import Merge, Product, merge_judgements
from dashboard.labelling.file_request import LABELS, LabelsRequest
from dashboard.labelling.file_rows import FileRow, RowReader
from db.engine import Store
from db.models import now
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.import_storing import find_products, set_seconds
from db.queries.label_files import drawn_with, known_judgements, store_judgements
from db.queries.revisions import raise_revision

_SHOWN_SOURCES = 5


@dataclass
class StagedLabels:
    """What a file of labels holds, before the store is looked at."""

    file: CsvFile
    read: int = 0
    rows: list[FileRow] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def run_label_import(context: Context) -> dict[str, Any]:
    """Bring a file of labels in. Payload: LabelsRequest.to_payload(). Raises RequestError for no CSV."""
    started = time.perf_counter()
    request = LabelsRequest.from_payload(context.payload)
    context.report("reading")
    with context.store.read() as session:
        staged = stage_labels(request, list_capabilities(session))
    context.report("storing")
    with context.store.write() as session:
        # First of all: on PostgreSQL this row keeps other writers out, so that nothing changes between look and act.
        raise_revision(session, "labels")
        merge = _merge(session, staged, request)
        refused = sorted([*staged.refused, *merge.refused], key=lambda row: row.line)
        refusals = [vars(one) | {"reason": one.reason.to_json()} for one in refused]
        record = _record(context, request, staged, merge)
        import_id = store_judgements(session, record, merge.new, refusals)
        seconds = round(time.perf_counter() - started, 3)
        set_seconds(session, import_id, seconds)
        counts = {"read": staged.read, "labels": len(merge.new), "unchanged": merge.unchanged, "refused": len(refused)}
        result = {"import_id": import_id, **counts, "notes": record["notes"], "seconds": seconds}
        context.finish(session, result)
    return result


def check_labels(request: LabelsRequest, store: Store) -> None:
    """Raise RequestError for a file that can't be read as labels, before anything is queued."""
    with store.read() as session:
        capabilities = list_capabilities(session)
    file = open_labels(request)
    next(file.rows(), None)
    RowReader(file.header, capabilities)


def open_labels(request: LabelsRequest) -> CsvFile:
    """Return the file of a request, ready to be read. Raises RequestError for one that is no text."""
    check_kind(request.path)
    encoding = detect_encoding(request.path)
    return CsvFile(request.path, encoding, detect_delimiter(request.path, encoding))


def stage_labels(request: LabelsRequest, capabilities: Sequence[CapabilityRecord]) -> StagedLabels:
    """Read a file of labels from end to end. Raises RequestError for a file that can't be read as a whole."""
    staged = StagedLabels(open_labels(request))
    reader: RowReader | None = None
    for row in staged.file.rows():
        reader = reader or RowReader(staged.file.header, capabilities)
        staged.read += 1
        taken = reader.read(row)
        if isinstance(taken, Refused):
            staged.refused.append(taken)
        else:
            staged.rows.append(taken)
    return staged


def _merge(session: Session, staged: StagedLabels, request: LabelsRequest) -> Merge:
    found = find_products(session, {row.key for row in staged.rows})
    products = {key: Product(fields["id"], fields["text_hash"]) for key, fields in found.items()}
    ids = [product.id for product in products.values()]
    known, drawn = known_judgements(session, ids), drawn_with(session, ids)
    return merge_judgements(staged.rows, products, known, drawn, lane=request.lane, moment=now())


def _record(context: Context, request: LabelsRequest, staged: StagedLabels, merge: Merge) -> dict[str, Any]:
    with request.path.open("rb") as file:
        file_hash = file_digest(file, "sha256").hexdigest()
    sources = sorted({row.key[0] for row in staged.rows})
    notes = {"labels_not_drawn": merge.not_drawn, "labels_evenly_drawn": merge.evenly}
    return {
        "job_id": context.job_id,
        "file_name": request.file_name,
        "file_hash": file_hash,
        "source": ", ".join(sources[:_SHOWN_SOURCES]),
        "lane": request.lane,
        # It speaks of no field of a product, and an undo takes none back.
        "mapping": {},
        "options": {"kind": LABELS, "encoding": staged.file.encoding, "delimiter": staged.file.delimiter},
        "read": staged.read,
        "unchanged": merge.unchanged,
        "notes": {name: count for name, count in notes.items() if count},
        "seconds": 0.0,
    }
