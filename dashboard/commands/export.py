"""The commands `export` and `verify`: trends to take along, with what proves them, and whether they still agree."""

import argparse
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.outcome import Outcome
from dashboard.commands.trends import add_query_arguments, query_of

if TYPE_CHECKING:
    from dashboard.cli import Add
    from dashboard.export.against_store import StoreDifference
    from dashboard.export.verify import Difference, Verification

#: Differences that a person reads; --json has all.
MOST_LINES = 20


def add_commands(add: "Add") -> None:
    """Add `export` and `verify` to the command line."""
    export = add("export", run_export, "write trends into a new folder: workbook, page, counts, rows, hashes")
    export.add_argument("folder", metavar="DIR", type=Path, help="a folder that is not there yet, or is empty")
    add_query_arguments(export)
    export.add_argument("--lang", choices=["en", "zh"], default="en", help="of page and workbook (default: en)")
    verify = add("verify", run_verify, "compute every number of an export again, and say whether it is equal")
    verify.add_argument("folder", metavar="DIR", type=Path, help="what `export` wrote, or the zip of the Trends page")

    verify.add_argument("--store", action="store_true", help="say, too, how the store has moved since it was made")


def run_export(args: argparse.Namespace) -> Outcome:
    """Write a proof pack."""
    from dashboard.export.pack import check_folder, make_pack, write_pack
    from dashboard.export.takeaway import gather
    from dashboard.store import get_store

    start = time.monotonic()
    check_folder(args.folder)
    with get_store().read() as session:
        takeaway = gather(session, query_of(args), args.lang)
    pack = make_pack(takeaway)
    write_pack(pack, args.folder)
    sizes = {name: len(data) for name, data in pack.files.items()}
    data = {
        "folder": str(args.folder),
        "files": [{"name": name, "bytes": size} for name, size in sizes.items()],
        "seal": pack.seal,
        "products": len(takeaway.products),
        "labels": len(takeaway.labels),
        "seconds": round(time.monotonic() - start, 2),
    }
    lines = [f"{name:<19}{size:>12,} bytes" for name, size in sizes.items()]
    check = f"To check it: python -m dashboard verify {args.folder}"
    return Outcome(data, [*lines, f"{args.folder}: {len(takeaway.products):,} products.", f"Seal: {pack.seal}", check])


def run_verify(args: argparse.Namespace) -> Outcome:
    """Check a proof pack; a difference is exit status 1. That the store has moved on since is none."""
    from dashboard.export.verify import verify_pack

    checked = verify_pack(args.folder)
    data = {
        "folder": str(args.folder),
        "equal": checked.equal,
        "numbers": checked.numbers,
        "files": checked.files,
        "seal": checked.seal,
        "made_at": checked.made_at,
        "differences": [asdict(one) for one in checked.differences],
        "software": [{"name": name, "made": made, "here": here} for name, made, here in checked.software],
    }
    lines = _lines(checked)
    if args.store and checked.equal:
        moved = _moved(args.folder)
        data["store"] = asdict(moved) | {"equal": moved.equal}
        lines += _lines_of_store(moved)
    return Outcome(data, lines, status=0 if checked.equal else 1)


def _moved(folder: Path) -> "StoreDifference":
    from dashboard.export.against_store import compare_with_store
    from dashboard.export.verify import read_takeaway
    from dashboard.store import get_store

    with get_store().read() as session:
        return compare_with_store(session, read_takeaway(folder))


def _lines_of_store(moved: "StoreDifference") -> list[str]:
    if moved.equal:
        return ["The store holds the same products with the same tags."]
    counts = f"products gone: {moved.gone:,}, new: {moved.new:,}, changed: {moved.changed:,}"
    tags = ", ".join(f"{key} {count:,}" for key, count in moved.retagged)
    then, now = moved.models
    return [f"The store has moved since: {counts}; tagged otherwise: {tags}. Model {then}, now {now}."]


def _lines(checked: "Verification") -> list[str]:
    said = [_line(one) for one in checked.differences[:MOST_LINES]]
    if len(checked.differences) > MOST_LINES:
        said.append(f"… {len(checked.differences) - MOST_LINES:,} more; --json names all.")
    verdict = "equal" if checked.equal else f"different: {len(checked.differences):,}"
    counted = f"{checked.numbers:,} numbers computed again, {checked.files} files hashed"
    said += [f"Made with {name} {made}; here {here}." for name, made, here in checked.software]
    return [*said, f"{verdict}. {counted}; made {checked.made_at}.", f"Seal: {checked.seal}"]


def _line(one: "Difference") -> str:
    where = f"{one.file}, {one.place}" if one.place else one.file
    if one.expected is None:
        return f"{where}: {one.found or 'nothing'}, not as it was written"
    return f"{where}: {one.found or 'nothing'}, computed: {one.expected or 'nothing'}"
