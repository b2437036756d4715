"""A proof pack: the rows behind trends, every number computed from them, and what tells whether they still agree.

Its files are of two kinds. ROWS and the manifest are what is known; all the rest is computed from these, so that a
check computes it again (dashboard.export.verify).
"""

import io
import json
import platform
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from inspect import signature
from pathlib import Path
from typing import Any
from uuid import uuid4

from dashboard.export.csv import csv_bytes
from dashboard.export.fingerprints import fingerprint, leaves, short_hash
from dashboard.export.guide import guide
from dashboard.export.model_card_html import card_html
from dashboard.export.numbers import Numbers, compute
from dashboard.export.page import page_html
from dashboard.export.rows import label_set_csv, labels_csv, products_csv
from dashboard.export.takeaway import Takeaway
from dashboard.export.workbook import workbook_bytes
from dashboard.messages import RequestError, Translator, message
from dashboard.translations import LANGUAGES, translator
from dashboard.trends.prevalence import estimate_prevalence

FORMAT = "strandline proof pack 1"
MANIFEST, FINGERPRINTS, README = "manifest.json", "fingerprints.json", "README.txt"
PRODUCTS, LABELS, LABEL_SET, CARD = "products.csv", "labels.csv", "label_set.csv", "model_card.json"
ROWS = (PRODUCTS, LABELS, LABEL_SET, CARD)
#: What the versions of say whether a difference may be the software's.
SOFTWARE = ("strandline", "numpy", "pandas", "plotly", "xlsxwriter")
_DEFAULTS = signature(estimate_prevalence).parameters
#: How shares are corrected (dashboard.trends.prevalence): what the same rows give the same numbers by.
METHOD = {
    "correction": "Bayesian Rogan-Gladen",
    **{name: _DEFAULTS[name].default for name in ("level", "draws", "seed")},
}
#: The folder inside the zip.
FOLDER = "strandline-proof"

Files = dict[str, bytes]


@dataclass(frozen=True)
class Pack:
    """The files of a pack by their names, and its seal: one hash of all, which its maker may tell elsewhere."""

    files: Files
    seal: str


def make_pack(takeaway: Takeaway) -> Pack:
    """Return the proof pack of an export."""
    t = translator(takeaway.lang)
    rows = row_files(takeaway)
    files = rows | computed_files(takeaway, compute(takeaway), t)
    prints = {name: fingerprint(name, data) for name, data in rows.items()}
    files[FINGERPRINTS] = _json(prints)
    files[README] = guide(takeaway, list(files), t).encode()
    manifest = _manifest(takeaway, files)
    return Pack(files | {MANIFEST: _json(manifest)}, manifest["seal"])


def row_files(takeaway: Takeaway) -> Files:
    """Return the files that hold what is known; everything else in a pack is computed from them."""
    files = {
        PRODUCTS: products_csv(takeaway),
        LABELS: labels_csv(takeaway),
        LABEL_SET: label_set_csv(takeaway),
    }
    return files | ({CARD: _json(takeaway.card)} if takeaway.card else {})


def computed_files(takeaway: Takeaway, numbers: Numbers, t: Translator) -> Files:
    """Return the files whose every number is computed from the rows."""
    files = {
        "series.csv": csv_bytes(numbers.series),
        "counts.csv": csv_bytes(numbers.counts),
        "audit.csv": csv_bytes(numbers.audit),
        "workbook.xlsx": workbook_bytes(takeaway, numbers, t),
        "page.html": page_html(takeaway, numbers, t).encode(),
    }
    if takeaway.card:
        translators = {code: (LANGUAGES[code], translator(code)) for code in LANGUAGES}
        files["model_card.html"] = card_html(takeaway.card, translators).encode()
    return files


def check_folder(folder: Path) -> None:
    """Raise RequestError where a pack can't have this folder for its own."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RequestError(
            message(
                "{folder} is there already and not empty. A proof pack has a folder of its own, so that all in it "
                "can be checked. Name a new folder.",
                folder=str(folder),
            )
        )


def write_pack(pack: Pack, folder: Path) -> None:
    """Write a pack into a new folder: all of it, or nothing. Raise RequestError where the folder holds something."""
    check_folder(folder)
    part = folder.resolve().with_name(f".{folder.name}.{uuid4().hex[:8]}.part")
    try:
        part.mkdir(parents=True)
        for name, data in pack.files.items():
            (part / name).write_bytes(data)
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
    except OSError as error:
        raise RequestError(
            message(
                "The folder {folder} can't be written: {error}. A proof pack needs a place on a disk with room. Name "
                "another folder.",
                folder=str(folder),
                error=error.strerror or type(error).__name__,
            )
        ) from error


def pack_zip(pack: Pack) -> bytes:
    """Return a pack as a zip that unpacks into one folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in pack.files.items():
            archive.writestr(f"{FOLDER}/{name}", data)
    return packed.getvalue()


def seal_of(manifest: dict[str, Any]) -> str:
    """Return the hash of all that a manifest holds beside the seal itself: through its hashes, of the whole pack."""
    held = {name: value for name, value in manifest.items() if name not in ("seal", "leaves")}
    return sha256(json.dumps(held, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def leaves_of(manifest: dict[str, Any]) -> dict[str, str]:
    """Return a short hash of each value of a manifest, to name the one that was altered."""
    held = {name: value for name, value in manifest.items() if name not in ("seal", "leaves")}
    return {place: short_hash(value) for place, value in leaves(held)}


def software() -> dict[str, str]:
    """Return the versions of what a pack's numbers are computed with."""
    return {"python": platform.python_version(), **{name: version(name) for name in SOFTWARE}}


def _manifest(takeaway: Takeaway, files: Files) -> dict[str, Any]:
    query = takeaway.query
    manifest: dict[str, Any] = {
        "format": FORMAT,
        **takeaway.about,
        "query": {
            "by": query.by,
            "sources": list(query.sources),
            "languages": list(query.languages),
            "capabilities": list(query.capabilities),
            "start": query.start.isoformat() if query.start else None,
            "end": query.end.isoformat() if query.end else None,
        },
        "method": METHOD,
        "rows": {"products": len(takeaway.products), "labels": len(takeaway.labels)},
        "software": software(),
        "files": {name: {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in files.items()},
    }
    return manifest | {"leaves": leaves_of(manifest), "seal": seal_of(manifest)}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
