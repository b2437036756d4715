"""Tag the rows of a CSV file without storing anything: one row out for each row in, in their order."""

import csv
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dashboard.export.csv import neutralise_formulas
from dashboard.importing.csvfile import CsvFile
from dashboard.importing.inspect import inspect_file
from dashboard.messages import RequestError, message
from dashboard.tagging.artifact import Artifact
from dashboard.tagging.text import product_text
from db.queries.capabilities import CapabilityRecord

BATCH = 2000
_TEXT_FIELDS = ("tagline", "description", "text")
#: What the column `primary` says of a product that has no capability.
NO_CAPABILITY = "none"


@dataclass(frozen=True)
class Predicted:
    """What became of a file."""

    rows: int
    # Rows without a text: their cells are empty.
    empty: int


@dataclass(frozen=True)
class _Row:
    id: str
    # None where the row has no text.
    text: str | None


def predict_file(path: Path, out: Path, artifact: Artifact, capabilities: Sequence[CapabilityRecord]) -> Predicted:
    """Read the CSV at `path` and write what the model says of each row to `out`, which appears only when complete.

    Raise RequestError for a file that can't be read, has no text, or an `out` that can't be written.
    """
    _check_target(out)
    rows = _read(path, capabilities)
    counted = empty = 0
    descriptor, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_header(artifact.card.label_set))
            while batch := list(islice(rows, BATCH)):
                writer.writerows(_cells(batch, artifact))
                counted += len(batch)
                empty += sum(row.text is None for row in batch)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return Predicted(counted, empty)


def _read(path: Path, capabilities: Sequence[CapabilityRecord]) -> Iterator[_Row]:
    """Return the rows of a file, the way that an import would read it."""
    inspection = inspect_file(path, capabilities=capabilities)
    mapping = inspection.mapping
    if not any(field in mapping for field in _TEXT_FIELDS):
        raise RequestError(
            message(
                "No column of {file} holds a text. A tagger reads a tagline, a description or a whole text, and the "
                "file has: {columns}. Name a column so.",
                file=path.name,
                columns=", ".join(inspection.header),
            )
        )
    # An address is no id: a recipe that derives the key of a launch from it leaves the file without one.
    id_column = mapping.get("external_id") if mapping.get("external_id") != mapping.get("url") else None
    return _rows(CsvFile(path, inspection.encoding, inspection.delimiter), mapping, id_column)


def _rows(file: CsvFile, mapping: dict[str, str], id_column: str | None) -> Iterator[_Row]:
    for line, _last, cells in file.rows():
        values = dict(zip(file.header, cells, strict=False))
        own_id = values.get(id_column, "").strip() if id_column else ""
        yield _Row(own_id or str(line), _text({field: values.get(column, "") for field, column in mapping.items()}))


def _text(values: dict[str, str]) -> str | None:
    whole = values.get("text", "").strip()
    tagline, description = ("", whole) if whole else (values.get("tagline", ""), values.get("description", ""))
    if not tagline.strip() and not description.strip():
        return None
    return product_text(values.get("name", ""), tagline, description)


def _cells(batch: Sequence[_Row], artifact: Artifact) -> list[list[Any]]:
    said = artifact.predict([row.text for row in batch if row.text is not None])
    told = iter(
        zip(
            said.probabilities.astype(np.float64).round(6).tolist(),
            said.tags.astype(int).tolist(),
            said.primary,
            strict=True,
        )
    )
    ids = neutralise_formulas(pd.DataFrame({"id": [row.id for row in batch]}))["id"]
    blank = [""] * (2 * len(artifact.card.label_set) + 1)
    return [
        [own_id, *(blank if row.text is None else _flat(next(told)))] for own_id, row in zip(ids, batch, strict=True)
    ]


def _flat(said: tuple[list[float], list[int], str | None]) -> list[Any]:
    probabilities, tags, primary = said
    return [*probabilities, *tags, primary or NO_CAPABILITY]


def _header(label_set: Sequence[str]) -> list[str]:
    return ["id", *label_set, *(f"{key}_tag" for key in label_set), "primary"]


def _check_target(out: Path) -> None:
    if out.is_dir() or not out.absolute().parent.is_dir():
        raise RequestError(
            message(
                "{file} can't be written. The predictions go into a file in a folder that exists. Name another file, "
                "or make the folder first.",
                file=str(out),
            )
        )
