"""All gold labels as a CSV: what `labels export` writes and a page offers."""

from dashboard.export.csv import csv_bytes
from db.engine import Store
from db.queries.label_files import judgements_frame


def labels_csv(store: Store) -> bytes:
    """Return every judgement with the key of its product, the oldest first, in UTF-8; columns FILE_COLUMNS."""
    with store.read() as session:
        frame = judgements_frame(session)
    for name in ("assisted", "holds", "outdated"):
        frame[name] = frame[name].map({True: "yes", False: "no"})
    return csv_bytes(frame)
