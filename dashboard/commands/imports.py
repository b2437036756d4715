"""The commands `import` and `undo`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.commands.outcome import Outcome
from dashboard.messages import RequestError, message

if TYPE_CHECKING:
    from dashboard.cli import Add
    from dashboard.importing.request import ImportRequest
    from db.engine import Store


def add_commands(add: "Add") -> None:
    """Add `import` and `undo` to the command line."""
    command = add("import", run_import, "bring a CSV file in; columns named as capabilities hold gold labels")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--source", help="the source of every row; default: what the file says, else its name")
    command.add_argument(
        "--map",
        dest="fields",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="the column that fills a field, over what is suggested; FIELD= leaves it empty",
    )
    command.add_argument("--lane", choices=["audit", "learning"], default="learning", help="audit: drawn at random")
    command.add_argument("--encoding", help="default: found by itself")
    command.add_argument("--delimiter", help="comma, semicolon, tab or pipe; default: found by itself")
    order = command.add_mutually_exclusive_group()
    order.add_argument("--day-first", dest="day_first", action="store_true", default=None, help="03/04 is 3 April")
    order.add_argument("--month-first", dest="day_first", action="store_false", default=None, help="03/04 is 4 March")
    command.add_argument("--refused", type=Path, metavar="CSV", help="write the refused rows, with reasons, to a file")
    undo = add("undo", run_undo, "take an import back")
    undo.add_argument("import_id", type=int, metavar="IMPORT_ID")


def run_import(args: argparse.Namespace) -> Outcome:
    """Bring the file in, in the worker. A file that can't be read is turned away before anything is queued."""
    from dashboard.commands.jobs import run_job
    from dashboard.store import get_store

    if args.refused and not args.refused.absolute().parent.is_dir():
        raise RequestError(
            message(
                "There is no folder {name}. The refused rows go into one. Name another.", name=str(args.refused.parent)
            )
        )
    store = get_store()
    result = run_job("import", _request(store, args).to_payload())
    if args.refused:
        args.refused.write_bytes(refused_csv(store, result["import_id"]))
    return Outcome(result, report_lines(args.file.name, result))


def run_undo(args: argparse.Namespace) -> Outcome:
    """Take an import back, in the worker."""
    from dashboard.commands.jobs import run_job
    from dashboard.importing.job import check_undoable
    from dashboard.store import get_store

    with get_store().read() as session:
        check_undoable(session, args.import_id)
    result = run_job("undo", {"import_id": args.import_id})
    lines = [f"Import {result['import_id']} was undone."]
    lines += [f"{name}: {result[name]}" for name in ("removed", "restored", "labels")]
    return Outcome(result, lines)


def _request(store: "Store", args: argparse.Namespace) -> "ImportRequest":
    from dashboard.importing.inspect import inspect_file, request_import
    from dashboard.importing.uploads import keep_file
    from db.queries.capabilities import list_capabilities

    with store.read() as session:
        capabilities = list_capabilities(session)
    inspection = inspect_file(args.file, encoding=args.encoding, delimiter=args.delimiter, capabilities=capabilities)
    mapping = _mapping(inspection.mapping, args.fields)
    if args.source:
        mapping.pop("source", None)  # Said for every row, over what a column says.
    return request_import(
        keep_file(args.file),
        args.file.name,
        inspection,
        capabilities,
        mapping=mapping,
        source=args.source,
        lane=args.lane,
        day_first=args.day_first,
    )


def _mapping(suggested: dict[str, str], given: list[str]) -> dict[str, str]:
    mapping = dict(suggested)
    for pair in given:
        field, separator, column = pair.partition("=")
        if not separator:
            raise RequestError(
                message("{pair} has no equals sign. A mapping is written FIELD=COLUMN. Write it so.", pair=pair)
            )
        mapping.pop(field, None)
        if column:
            mapping[field] = column
    return mapping


def refused_csv(store: "Store", import_id: int) -> bytes:
    """Return what an import refused, with the reasons in English, as CSV."""
    from dashboard.export.csv import csv_bytes
    from dashboard.messages import Message
    from db.queries.imports import refusals_frame

    with store.read() as session:
        refused = refusals_frame(session, import_id)
    return csv_bytes(refused.assign(reason=[Message.from_json(reason).text() for reason in refused["reason"]]))


def report_lines(file_name: str, result: dict[str, Any]) -> list[str]:
    """Return what an import reports to a person, a line each."""
    counts = ("import_id", "read", "new", "updated", "unchanged", "refused", "labels", "seconds")
    notes = [f"{name.replace('_', ' ')}: {count}" for name, count in result["notes"].items()]
    return [file_name, *(f"{name.replace('_', ' ')}: {result[name]}" for name in counts), *notes]
