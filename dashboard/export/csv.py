"""CSV files that a spreadsheet opens as text, never as a formula.

A cell that begins with `=` runs as a formula when somebody opens the file, and the names in our store were written by
strangers. Headers are cells too.
"""

import re
from typing import Any

import pandas as pd

# The full-width signs count as well: spreadsheets in Chinese and Japanese read them as the narrow ones. A cell that has
# an apostrophe before such a sign gets one more: so reading takes one off, and finds what was written.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def neutralise_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a copy of a frame in which no text cell and no header begins a formula; numbers stay numbers.

    >>> neutralise_formulas(pd.DataFrame({"name": ["=1+1", "one"]}))["name"].tolist()
    ["'=1+1", 'one']
    """
    safe = frame.copy()
    for place, dtype in enumerate(frame.dtypes):
        if not pd.api.types.is_numeric_dtype(dtype):
            safe.isetitem(place, frame.iloc[:, place].astype(object).map(_neutral).to_numpy())
    safe.columns = [_neutral(name) for name in frame.columns]
    return safe


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame, without its index, as CSV in UTF-8 with the mark by which spreadsheets know it."""
    return neutralise_formulas(frame).to_csv(index=False).encode("utf-8-sig")


def read_neutralised(cell: str) -> str:
    """Return what a cell held before `neutralise_formulas`.

    >>> read_neutralised("'=1+1"), read_neutralised("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _neutral(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
