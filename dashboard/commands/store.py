"""The commands `backup` and `restore`: a copy of everything in one file, and back."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.commands.outcome import Outcome
from dashboard.messages import RequestError, message

if TYPE_CHECKING:
    from dashboard.cli import Add
    from db.backup import Contents
    from db.engine import Store


def add_commands(add: "Add") -> None:
    """Add `backup` and `restore` to the command line."""
    backup = add("backup", run_backup, "copy the database and the models into one file, while the app runs")
    backup.add_argument("file", metavar="FILE", type=Path, help="the zip file to write")
    backup.add_argument("--force", action="store_true", help="overwrite FILE if it is there")
    restore = add("restore", run_restore, "replace everything by what a backup holds")
    restore.add_argument("file", metavar="FILE", type=Path, help="a file that `backup` has written")


def run_backup(args: argparse.Namespace) -> Outcome:
    """Write a backup."""
    from dashboard.backup.save import save_backup

    start = time.monotonic()
    saved = save_backup(_file_store(), args.file, overwrite=args.force)
    data = _data(saved.file, saved.contents, saved.bytes, start)
    return Outcome(data, [f"{saved.file}: {_counted(saved.contents)}, {saved.bytes / 1e6:.1f} MB."])


def run_restore(args: argparse.Namespace) -> Outcome:
    """Bring a backup back."""
    from dashboard.backup.restore import restore_backup

    start = time.monotonic()
    restored = restore_backup(_file_store(), args.file)
    data = _data(args.file, restored.contents, args.file.stat().st_size, start)
    lines = [f"Restored: {_counted(restored.contents)}.", f"What was there before is kept in {restored.previous}."]
    return Outcome(data | {"previous": str(restored.previous)}, lines)


def _data(file: Path, contents: "Contents", size: int, start: float) -> dict[str, Any]:
    seconds = round(time.monotonic() - start, 2)
    counts = {"products": contents.products, "labels": contents.labels, "models": contents.models}
    return {"file": str(file), **counts, "bytes": size, "seconds": seconds}


def _counted(contents: "Contents") -> str:
    return f"{contents.products} products, {contents.labels} labels, {contents.models} models"


def _file_store() -> "Store":
    from dashboard.store import get_store
    from db.engine import is_file_store

    store = get_store()
    if not is_file_store(store.url):
        raise RequestError(
            message(
                "The store is a PostgreSQL database. `backup` and `restore` copy a SQLite file. Use PostgreSQL's own "
                "pg_dump and pg_restore, and copy the folder {folder} along.",
                folder="artifacts",
            )
        )
    return store
