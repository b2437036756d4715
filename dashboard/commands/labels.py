"""The command `labels`: every gold label out to a CSV, and back in."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.outcome import Outcome
from dashboard.messages import RequestError, message

if TYPE_CHECKING:
    from dashboard.cli import Add


def add_commands(add: "Add") -> None:
    """Add `labels` to the command line."""
    command = add("labels", run_labels, "write every gold label to a CSV, or bring such a file in")
    command.add_argument("action", choices=["export", "import"])
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument(
        "--lane",
        choices=["audit", "learning"],
        default="learning",
        help="audit: the products of FILE were drawn at random; rows with a probability say so themselves",
    )
    command.add_argument("--refused", type=Path, metavar="CSV", help="write the refused rows, with reasons, to a file")


def run_labels(args: argparse.Namespace) -> Outcome:
    """Write the labels out, or bring them in."""
    return _export(args) if args.action == "export" else _import(args)


def _export(args: argparse.Namespace) -> Outcome:
    from dashboard.labelling.file_export import labels_csv
    from dashboard.store import get_store
    from db.queries.label_files import label_totals

    start = time.monotonic()
    store = get_store()
    _check_folder(args.file)
    with store.read() as session:
        totals = label_totals(session)
    args.file.write_bytes(labels_csv(store))
    counts = {"labels": totals.judgements, "products": totals.products, "outdated": totals.outdated}
    line = f"{args.file}: {totals.judgements} labels of {totals.products} products."
    return Outcome({"file": str(args.file), **counts, "seconds": round(time.monotonic() - start, 2)}, [line])


def _import(args: argparse.Namespace) -> Outcome:
    from dashboard.commands.imports import refused_csv
    from dashboard.commands.jobs import run_job
    from dashboard.importing.uploads import keep_file
    from dashboard.labelling.file_job import check_labels
    from dashboard.labelling.file_request import LabelsRequest
    from dashboard.store import get_store

    if args.refused:
        _check_folder(args.refused)
    store = get_store()
    request = LabelsRequest(keep_file(args.file), args.file.name, args.lane)
    check_labels(request, store)
    result = run_job("labels", request.to_payload())
    if args.refused:
        args.refused.write_bytes(refused_csv(store, result["import_id"]))
    counts = ("import_id", "read", "labels", "unchanged", "refused", "seconds")
    notes = [f"{name.replace('_', ' ')}: {count}" for name, count in result["notes"].items()]
    return Outcome(result, [args.file.name, *(f"{name.replace('_', ' ')}: {result[name]}" for name in counts), *notes])


def _check_folder(file: Path) -> None:
    if not file.absolute().parent.is_dir():
        raise RequestError(
            message("There is no folder {name}. The file goes into one. Name another.", name=str(file.parent))
        )
