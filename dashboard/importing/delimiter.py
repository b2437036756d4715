"""Find out what separates the columns of a file."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

from dashboard.importing.encoding import codec
from dashboard.messages import RequestError, message

DELIMITERS = (",", ";", "\t", "|")
_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "bar": "|"}
_SAMPLE = 1 << 17
_SAMPLE_ROWS = 200


def detect_delimiter(path: Path, encoding: str) -> str:
    """Return the one of DELIMITERS by which most rows have the header's number of columns, more than one.

    A file with a single column has no delimiter; the comma is as good as any.
    """
    with path.open(encoding=codec(encoding), errors="replace", newline="") as file:
        lines = list(StringIO(file.read(_SAMPLE).replace("\0", ""), newline=""))
    whole = lines[:-1] or lines
    return max(DELIMITERS, key=lambda delimiter: _fit(whole, delimiter))


def choose_delimiter(name: str) -> str:
    """Return the delimiter that a person means by `name`, or raise RequestError."""
    chosen = _NAMES.get(name.lower(), name)
    if chosen not in DELIMITERS:
        raise RequestError(
            message(
                "The delimiter {name} is unknown. Columns are separated by one of: comma, semicolon, tab, pipe. "
                "Choose one of them.",
                name=name,
            )
        )
    return chosen


def _fit(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Return how well a delimiter explains the lines: share of rows as wide as the header, and that width."""
    widths: list[int] = []
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            if any(cells):
                widths.append(len(cells))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] == 1:
        return 0.0, 0
    return Counter(widths)[widths[0]] / len(widths), widths[0]
