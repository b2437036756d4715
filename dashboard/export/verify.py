"""Whether a proof pack is what it was: every number is computed again from its own rows, and every hash taken again."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from dashboard.export.compare import differing, places
from dashboard.export.fingerprints import altered_places
from dashboard.export.numbers import compute
from dashboard.export.pack import (
    CARD,
    FINGERPRINTS,
    FORMAT,
    LABEL_SET,
    LABELS,
    MANIFEST,
    PRODUCTS,
    ROWS,
    Files,
    computed_files,
    leaves_of,
    seal_of,
    software,
)
from dashboard.export.rows import read_label_set, read_labels, read_products
from dashboard.export.takeaway import Takeaway
from dashboard.messages import RequestError, message
from dashboard.translations import translator
from dashboard.trends.query import TrendQuery


@dataclass(frozen=True)
class Difference:
    """One thing in a pack that is not as computed, or not as it was written."""

    file: str
    # A cell, "Shares!C7" or "12:positives"; a path in a JSON file; "" for the file as a whole.
    place: str
    found: str
    # What it ought to be; None where only hashes tell that it is another.
    expected: str | None


@dataclass(frozen=True)
class Verification:
    """What a check has found. A pack without differences is equal."""

    seal: str
    made_at: str
    # Numbers that were computed again and compared.
    numbers: int
    files: int
    differences: tuple[Difference, ...]
    # (program, its version when the pack was made, its version here), where these differ.
    software: tuple[tuple[str, str, str], ...]

    @property
    def equal(self) -> bool:
        """Tell whether all is as it was."""
        return not self.differences


def verify_pack(path: Path) -> Verification:
    """Check a pack, a folder or its zip. Raise RequestError where there is none."""
    files = read_files(path)
    manifest = _manifest(files, path)
    found = [*_manifest_differences(manifest), *_missing(files, manifest), *_altered_rows(files, manifest)]
    numbers = 0
    if not _missing(files, manifest):
        try:
            takeaway = _takeaway(files, manifest)
            computed = computed_files(takeaway, compute(takeaway), translator(takeaway.lang))
        except (ValueError, KeyError, TypeError) as error:
            # What was altered is named already: rows of which nothing can be counted any more.
            computed = {}
            found.append(Difference(PRODUCTS, "", f"{type(error).__name__}: {error}", None))
        for name, data in computed.items():
            held, ought = _places(name, files[name]), places(name, data)
            numbers += len(ought)
            found += [Difference(name, *one) for one in differing(held, ought)]
    return Verification(
        seal=seal_of(manifest),
        made_at=str(manifest.get("made_at", "")),
        numbers=numbers,
        files=len(manifest["files"]),
        differences=(*found, *_altered_otherwise(files, manifest, {one.file for one in found})),
        software=tuple(
            (name, made, here)
            for name, made in manifest["software"].items()
            if (here := software().get(name, "–")) != made
        ),
    )


def read_takeaway(path: Path) -> Takeaway:
    """Return what a pack was made from, read from its rows alone. Raise RequestError where there is no pack."""
    files = read_files(path)
    return _takeaway(files, _manifest(files, path))


def read_files(path: Path) -> Files:
    """Return the files of a pack by name, from its folder or its zip. Raise RequestError where neither is there."""
    try:
        if path.is_dir():
            return {one.name: one.read_bytes() for one in sorted(path.iterdir()) if one.is_file()}
        with zipfile.ZipFile(path) as archive:
            return {Path(name).name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (OSError, zipfile.BadZipFile) as error:
        raise _no_pack(path) from error


def _manifest(files: Files, path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(files[MANIFEST])
        if manifest["format"] == FORMAT and isinstance(manifest["files"], dict):
            return dict(manifest)
    except (KeyError, ValueError, TypeError) as error:
        raise _no_pack(path) from error
    raise _no_pack(path)


def _no_pack(path: Path) -> RequestError:
    return RequestError(
        message(
            "{path} holds no proof pack: its manifest.json is missing or not readable. A pack is a folder that "
            "`export` has written, or the zip of the Trends page. Name one of these.",
            path=str(path),
        )
    )


def _manifest_differences(manifest: dict[str, Any]) -> list[Difference]:
    before, now = manifest.get("leaves", {}), leaves_of(manifest)
    changed = [place for place in {**before, **now} if before.get(place) != now.get(place)]
    if not changed and manifest.get("seal") != seal_of(manifest):
        changed = ["seal"]
    return [Difference(MANIFEST, place, _leaf(manifest, place), None) for place in changed]


def _leaf(manifest: Any, place: str) -> str:
    value = manifest
    for step in place.split("/"):
        value = value.get(step, "") if isinstance(value, dict) else value[int(step)] if value else ""
    return str(value)


def _missing(files: Files, manifest: Mapping[str, Any]) -> list[Difference]:
    return [Difference(name, "", "missing", None) for name in manifest["files"] if name not in files]


def _is_altered(name: str, files: Files, manifest: Mapping[str, Any]) -> bool:
    return name in files and sha256(files[name]).hexdigest() != manifest["files"][name]["sha256"]


def _altered_rows(files: Files, manifest: Mapping[str, Any]) -> list[Difference]:
    """Name the cells of the row files that are not as they were written: nothing else could compute them."""
    if FINGERPRINTS not in files:
        return []
    prints = json.loads(files[FINGERPRINTS])
    return [
        Difference(name, place, now, None)
        for name in ROWS
        if name in manifest["files"] and name in prints and _is_altered(name, files, manifest)
        for place, now in altered_places(name, files[name], prints[name])
    ]


def _altered_otherwise(files: Files, manifest: Mapping[str, Any], named: set[str]) -> list[Difference]:
    """Return the files that are not as they were written, though every number in them is."""
    return [
        Difference(name, "", "altered", None)
        for name in manifest["files"]
        if name not in named and _is_altered(name, files, manifest)
    ]


def _places(name: str, data: bytes) -> dict[str, str]:
    try:
        return places(name, data)
    except ValueError:
        return {}


def _takeaway(files: Files, manifest: Mapping[str, Any]) -> Takeaway:
    """Return what the pack was made from, read from its rows and its manifest alone."""
    asked = manifest["query"]
    query = TrendQuery(
        by=asked["by"],
        sources=tuple(asked["sources"]),
        languages=tuple(asked["languages"]),
        capabilities=tuple(asked["capabilities"]),
        start=date.fromisoformat(asked["start"]) if asked["start"] else None,
        end=date.fromisoformat(asked["end"]) if asked["end"] else None,
    )
    capabilities = read_label_set(files[LABEL_SET])
    keys = [record.key for record in capabilities]
    return Takeaway(
        query=query,
        products=read_products(files[PRODUCTS], keys, query.sources, query.languages),
        labels=read_labels(files[LABELS]),
        capabilities=capabilities,
        card=json.loads(files[CARD]) if CARD in manifest["files"] else None,
        about={name: manifest[name] for name in ("made_at", "language", "revisions", "model")},
    )
