"""Keep a file from its upload until its import: the worker reads it when its turn comes."""

import os
import shutil
import time
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from uuid import uuid4

from dashboard.importing.kind import check_kind
from db.settings import home

#: For a week an upload waits for its import; then the copy goes.
KEPT_SECONDS = 7 * 24 * 3600


def keep_upload(data: bytes, _file_name: str) -> Path:
    """Put the bytes of an upload into the home folder, under their hash, and return where. Twice the same is one file.

    The name that the file has elsewhere is no part of the path: a stranger chose it.
    """
    kept = _place(sha256(data).hexdigest())
    if not kept.exists():
        part = _part(kept)
        part.write_bytes(data)
        part.replace(kept)
    return kept


def keep_file(path: Path) -> Path:
    """Copy a file into the home folder, under its hash, and return where. Raises RequestError where it is no text."""
    check_kind(path)
    with path.open("rb") as file:
        kept = _place(file_digest(file, "sha256").hexdigest())
    if not kept.exists():
        part = _part(kept)
        shutil.copyfile(path, part)
        part.replace(kept)
    return kept


def _place(name: str) -> Path:
    folder = home() / "uploads"
    folder.mkdir(exist_ok=True)
    _forget_old(folder)
    kept = folder / f"{name}.csv"
    if kept.exists():
        kept.touch()
    return kept


def _forget_old(folder: Path) -> None:
    # An import that was stored needs its file no more, but another tab may just be looking at it.
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # Another process may be forgetting it too.
            if path.stat().st_mtime < time.time() - KEPT_SECONDS:
                path.unlink()


def _part(kept: Path) -> Path:
    # A file under its own name is complete: whoever finds it need not ask.
    return kept.with_name(f"{kept.stem}.{os.getpid()}-{uuid4().hex[:8]}.part")
