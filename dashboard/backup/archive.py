"""The zip file of a backup: written in one go, and believed only after every hash in its manifest has been checked."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from dashboard.messages import JobError, RequestError, message

#: Raised when an older Strandline could not read what this one writes.
FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "strandline.db"


@dataclass(frozen=True)
class FileEntry:
    """The size and the SHA-256 of one file in a backup."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    created_at: str
    # The migration that its database stands at.
    migration: str
    # How many products, labels and models it holds.
    counts: dict[str, int]
    # The models' artifact folders.
    folders: list[str]
    # {path in the zip: its entry}
    files: dict[str, FileEntry]


def entry_of(path: Path) -> FileEntry:
    """Measure a file."""
    with path.open("rb") as file:
        return FileEntry(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def write_archive(path: Path, manifest: Manifest, files: Mapping[str, Path]) -> None:
    """Write a backup that appears at `path` only when it is complete. `files` is {path in the zip: file}."""
    unfinished = path.with_name(f".{path.name}-{uuid4().hex}")
    try:
        with ZipFile(unfinished, "x", ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
            for name, file in files.items():
                archive.write(file, name)
        unfinished.replace(path)
    except OSError as error:
        raise JobError(
            message(
                "{file} could not be written: {error}. A backup needs room, and the right to write. Name a file in "
                "another folder.",
                file=str(path),
                error=error.strerror or str(error),
            )
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def extract_archive(path: Path, folder: Path) -> Manifest:
    """Check a backup, unpack it into an empty folder, and return its manifest. A damaged one raises RequestError."""
    with _damage_told(path), ZipFile(path) as archive:
        manifest = _read_manifest(archive, path)
        if sorted(archive.namelist()) != sorted([MANIFEST, *manifest.files]) or DATABASE not in manifest.files:
            raise BadZipFile("The files are not those of the manifest.")
        for name, entry in manifest.files.items():
            # `extract` leaves out what leads out of the folder, such as "..": then the path is another.
            unpacked = Path(archive.extract(name, folder))
            if unpacked != folder / name or entry_of(unpacked) != entry:
                raise BadZipFile(f"{name} is not what the manifest says.")
    return manifest


def _read_manifest(archive: ZipFile, path: Path) -> Manifest:
    said = json.loads(archive.read(MANIFEST))
    if said["format"] > FORMAT:
        raise newer(path)
    entries = {name: FileEntry(**entry) for name, entry in said.pop("files").items()}
    return Manifest(**said, files=entries)


def newer(path: Path) -> RequestError:
    """Return the error of a backup that a newer Strandline has written."""
    return RequestError(
        message(
            "{file} was written by a newer Strandline than this one. A backup can be restored by the same or a newer "
            "version. Nothing was changed. Update Strandline, and restore it again.",
            file=str(path),
        )
    )


@contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    try:
        yield
    except RequestError:
        raise
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, AttributeError, LookupError, TypeError, ValueError):
        raise RequestError(
            message(
                "{file} is no backup of Strandline, or it is damaged. Only a file that `backup` has written, whole, "
                "can be restored. Nothing was changed. Choose another file.",
                file=str(path),
            )
        ) from None
    except OSError as error:
        raise RequestError(
            message(
                "{file} could not be read: {error}. Nothing was changed. Check its name and who may read it.",
                file=str(path),
                error=error.strerror or str(error),
            )
        ) from error
