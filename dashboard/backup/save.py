"""Take a backup."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.backup.archive import DATABASE, FORMAT, Manifest, entry_of, write_archive
from dashboard.messages import RequestError, message
from db.backup import Contents, save_copy
from db.engine import Store
from db.models import now
from db.settings import home


@dataclass(frozen=True)
class Backup:
    """What a backup holds, and how large its file is."""

    file: Path
    contents: Contents
    bytes: int


def save_backup(store: Store, file: Path, *, overwrite: bool = False) -> Backup:
    """Write the database as it stands now, and the artifacts of its models, into one zip file.

    The app and its jobs go on meanwhile. Uploads and logs are left out: the store does not need them.
    """
    _refuse_bad_target(file, overwrite=overwrite)
    with TemporaryDirectory(dir=home(), prefix=".backup-") as folder:
        database = Path(folder) / DATABASE
        contents = save_copy(store, database)
        files = {DATABASE: database} | _artifact_files(contents)
        counts = {"products": contents.products, "labels": contents.labels, "models": contents.models}
        entries = {name: entry_of(path) for name, path in files.items()}
        moment = now().isoformat(timespec="seconds")
        manifest = Manifest(FORMAT, moment, contents.migration, counts, contents.folders, entries)
        write_archive(file, manifest, files)
    return Backup(file, contents, file.stat().st_size)


def _artifact_files(contents: Contents) -> dict[str, Path]:
    """Return {path under the home folder: file} of the models' folders. A complete artifact never changes."""
    paths = [path for folder in contents.folders for path in sorted((home() / folder).rglob("*")) if path.is_file()]
    return {path.relative_to(home()).as_posix(): path for path in paths}


def _refuse_bad_target(file: Path, *, overwrite: bool) -> None:
    if file.exists() and not overwrite:
        raise RequestError(
            message(
                "{file} is there already. A backup overwrites nothing unasked. Name another file, or add --force.",
                file=str(file),
            )
        )
    if not file.parent.is_dir():
        raise RequestError(
            message(
                "The folder {folder} is not there. A backup makes one file in a folder that exists. Make the folder "
                "first, or name another.",
                folder=str(file.parent),
            )
        )
