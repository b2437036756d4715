"""Short hashes of every row and column of a table, and of every leaf of a JSON file: they name what was altered. Pure.

A hash of the whole file tells that something is different; a row's and a column's together tell which cell.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

#: Hexadecimal digits of a short hash.
SHORT = 8
Fingerprint = dict[str, Any]


def fingerprint(name: str, data: bytes) -> Fingerprint:
    """Return the fingerprint of a CSV or a JSON file."""
    if name.endswith(".json"):
        return {"leaves": {place: short_hash(value) for place, value in leaves(json.loads(data))}}
    rows = csv_rows(data)
    columns = {name: short_hash([row[place] for row in rows]) for place, name in enumerate(rows[0])}
    return {"rows": [short_hash(row) for row in rows], "columns": columns}


def altered_places(name: str, data: bytes, before: Fingerprint) -> list[tuple[str, str]]:
    """Return (place, what stands there now) of all that is not as it was when the fingerprint was taken."""
    try:
        now = fingerprint(name, data)
    except (ValueError, IndexError):
        return [("", "")]
    if "leaves" in now:
        held = dict(leaves(json.loads(data)))
        places = sorted({*now["leaves"], *before.get("leaves", {})})
        changed = (place for place in places if now["leaves"].get(place) != before["leaves"].get(place))
        return [(place, str(held.get(place, ""))) for place in changed]
    if len(now["rows"]) != len(before["rows"]) or [*now["columns"]] != [*before["columns"]]:
        return [(f"lines: {len(before['rows'])}", str(len(now["rows"])))]
    rows = csv_rows(data)
    lines = [place for place, one in enumerate(now["rows"]) if one != before["rows"][place]]
    columns = [place for place, one in enumerate(now["columns"]) if now["columns"][one] != before["columns"][one]]
    return [(place_of(rows, line, column), rows[line][column]) for line in lines for column in columns]


def place_of(rows: Sequence[Sequence[str]], line: int, column: int) -> str:
    """Return how a person finds a cell of a CSV: its line, counted from 1 at the head, and its column's name."""
    return f"{line + 1}:{rows[0][column]}"


def csv_rows(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV in UTF-8, its head first. Raise ValueError where it is not one."""
    rows = [row for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) if row]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("The rows of a table are of one length.")
    return rows


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (path, value) of everything in a JSON value that is no list and no object.

    >>> list(leaves({"a": [1, {"b": None}]}))
    [('a/0', 1), ('a/1/b', None)]
    """
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in pairs:
            yield from leaves(one, f"{path}/{key}" if path else str(key))
    else:
        yield path, value


def short_hash(value: Any) -> str:
    """Return a short hash of builtins."""
    return sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:SHORT]
