"""Rows of a file that are no rows: too many lines, or another number of cells than the header has."""

from collections.abc import Sequence

from dashboard.importing.csvfile import MAX_SPAN, Row
from dashboard.importing.refusal import Refused, shorten
from dashboard.messages import message


def check_shape(header: Sequence[str], row: Row) -> Refused | None:
    """Return why a row can't be read by its header, or None where it can."""
    first, last, cells = row
    if last - first >= MAX_SPAN:
        said = message(
            "The row goes on to line {last}, over more than {limit} lines. A quote that opens a cell is closed too "
            "late. Close it in its own row.",
            last=last,
            limit=MAX_SPAN,
        )
        return Refused(first, "", shorten(cells[0]), said)
    if len(cells) != len(header) and (len(cells) < len(header) or any(cells[len(header) :])):
        said = message(
            "The row has {cells} cells, the header {columns}. Both must have the same number. Add or remove "
            "delimiters, or put quotes around a cell that holds one.",
            cells=len(cells),
            columns=len(header),
        )
        return Refused(first, "", shorten(" | ".join(cells)), said)
    return None
