"""Bring a backup back, all of it or nothing, while the app is open."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.backup.archive import DATABASE, Manifest, entry_of, extract_archive, newer
from dashboard.backup.save import save_backup
from dashboard.jobs.lost import fail_lost_jobs
from dashboard.messages import RequestError, message
from db.backup import Contents, make_ready, replace_store
from db.engine import Store
from db.migrate import knows_revision
from db.queries.jobs import active_job
from db.settings import home

PREVIOUS = "before-restore.zip"


@dataclass(frozen=True)
class Restored:
    """What the store holds now, and the backup of what it held before."""

    contents: Contents
    previous: Path


def restore_backup(store: Store, file: Path) -> Restored:
    """Replace all that the store holds by a backup, after every part of the backup has been checked.

    Artifacts that are here already are never touched: the backup's come to lie beside them. So the one transaction
    that replaces the rows decides, and whatever fails before it leaves everything as it was.
    """
    with TemporaryDirectory(dir=home(), prefix=".restore-") as unpacked, ExitStack() as undo:
        folder = Path(unpacked)
        manifest = extract_archive(file, folder)
        if not knows_revision(manifest.migration):
            raise newer(file)
        _refuse_while_a_job_is_due(store)
        placed = _place_artifacts(folder, manifest, undo)
        contents = make_ready(folder / DATABASE, _unfinished(), placed)
        previous = save_backup(store, home() / PREVIOUS, overwrite=True).file
        replace_store(store, folder / DATABASE)
        undo.pop_all()
    return Restored(contents, previous)


def _refuse_while_a_job_is_due(store: Store) -> None:
    fail_lost_jobs(store)
    with store.read() as session:
        job = active_job(session)
    if job is not None:
        raise RequestError(
            message(
                "Job {job} is {state}. A restore replaces everything, jobs included. Nothing was changed. Wait until "
                "it has ended or stop it, and restore again.",
                job=job.id,
                state=str(job.state),
            )
        )


def _place_artifacts(unpacked: Path, manifest: Manifest, undo: ExitStack) -> dict[str, str]:
    """Put the backup's artifacts beside those that are here; return {folder in the backup: folder here} of all.

    `undo` takes away again what was put here.
    """
    placed = {}
    for folder in manifest.folders:
        placed[folder] = next(name for name in _names(folder) if _is_free_or_same(name, folder, manifest))
        source, target = unpacked / folder, home() / placed[folder]
        if source.is_dir() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            undo.callback(shutil.rmtree, target)
            source.rename(target)
    return placed


def _names(folder: str) -> Iterator[str]:
    yield folder
    yield from (f"{folder}-{number}" for number in count(2))


def _is_free_or_same(name: str, folder: str, manifest: Manifest) -> bool:
    """Tell whether nothing of this name is here yet, or the very artifact that the backup has in `folder`."""
    here = home() / name
    wanted = {
        path.removeprefix(folder): entry for path, entry in manifest.files.items() if path.startswith(f"{folder}/")
    }
    found = {path.as_posix().removeprefix(here.as_posix()): path for path in here.rglob("*") if path.is_file()}
    if not here.exists():
        return True
    return wanted.keys() == found.keys() and all(entry_of(found[path]) == entry for path, entry in wanted.items())


def _unfinished() -> dict[str, Any]:
    return message(
        "The store was restored from a backup that was taken while this job waited or ran. A restore starts nothing. "
        "Start the job again if you want."
    ).to_json()
