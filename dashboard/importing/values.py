"""Read what a single cell says. A cell that can't be read raises RefusedCellError with its reason."""

import json
import re
from collections.abc import Mapping

from dashboard.importing.refusal import RefusedCellError
from dashboard.messages import message

#: What programs write for a missing value.
MISSING = frozenset(
    (
        *("", "nan", "NaN", "NAN", "null", "NULL", "Null", "none", "None", "NONE", "n/a", "N/A", "#N/A", "<NA>"),
        *("NaT", "-", "--", "—", "无", "\\N"),
    )
)
#: In a column of labels "none" is an answer.
MISSING_LABEL = MISSING - {"none", "None", "NONE", "无"}
# The largest integer that every database takes.
_MAX_VOTES = 2**31 - 1
_MAX_DIGITS = 16
_SURELY_FEW = 10
_NUMBER = re.compile(r"\d{1,3}(?:[,  ]\d{3})+|\d+(?:\.0+)?")
_LISTED = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^,"']+))\s*(?:,|$)""")
_ESCAPED = re.compile(r"\\(.)")
_OPENING = frozenset("[({")
_CLOSING = frozenset("])}")
_SEPARATED = re.compile(r"[,;，；、|\n]+")
_ANSWERS = {
    **dict.fromkeys(("1", "1.0", "yes", "y", "true", "t", "是", "有", "✓"), "yes"),
    **dict.fromkeys(("0", "0.0", "no", "n", "false", "f", "否", "无", "不是"), "no"),
    **dict.fromkeys(("unsure", "maybe", "?", "不确定", "不確定"), "unsure"),
}


def read_votes(value: str) -> int:
    """Return a count: 1234, "1,234" or "1234.0"."""
    if value.isdecimal() and len(value) < _SURELY_FEW:
        return int(value)
    known = len(value) <= _MAX_DIGITS and _NUMBER.fullmatch(value)
    number = int(re.sub(r"\D", "", value.split(".")[0])) if known else None
    if number is None or number > _MAX_VOTES:
        raise RefusedCellError(
            "votes", value, message("Votes are a whole number from 0. Correct the cell, or leave it empty.")
        )
    return number


def read_probability(value: str) -> float:
    """Return a probability of inclusion: over 0, at most 1."""
    try:
        probability = float(value)
    except ValueError:
        probability = 0.0
    if not 0 < probability <= 1:
        raise RefusedCellError(
            "inclusion_probability",
            value,
            message("A probability lies over 0 and is at most 1. Correct the cell, or leave it empty."),
        )
    return probability


def read_label(capability: str, value: str) -> str:
    """Return "yes", "no" or "unsure" for a cell of gold labels."""
    if not is_label(value):
        raise RefusedCellError(
            capability, value, message("A label is yes, no or unsure (or 1, 0). Correct the cell, or leave it empty.")
        )
    return _ANSWERS[value.casefold()]


def is_label(value: str) -> bool:
    """Tell whether a cell says yes, no or unsure."""
    return value.casefold() in _ANSWERS


def read_primary(value: str, capabilities: Mapping[str, str]) -> str:
    """Return the key of the primary capability, or "none"; `capabilities` maps its key and titles to its key."""
    said = value.casefold()
    if said in ("none", "无", "無", "0"):
        return "none"
    if said not in capabilities:
        raise RefusedCellError(
            "primary",
            value,
            message("The primary capability is one of the label set, or none. Correct the cell, or leave it empty."),
        )
    return capabilities[said]


def read_list(value: str) -> list[str]:
    """Return the items of a list in a string: Python's or JSON's brackets, or , ; 、 and | between them.

    >>> read_list("['ai', 'b2b']") == read_list("ai; b2b") == ["ai", "b2b"]
    True
    """
    text = value.strip()
    is_bracketed = text[:1] in _OPENING and text[-1:] in _CLOSING
    items = _bracketed(text) if is_bracketed else _SEPARATED.split(text)
    found = dict.fromkeys(map(str.strip, items))
    return [item for item in found if item not in MISSING]


def read_language(value: str) -> str:
    """Return "en", "zh" or "other" for what a file calls a language."""
    said = value.casefold()
    if said.startswith(("en", "英")):
        return "en"
    return "zh" if said.startswith(("zh", "chinese", "中", "汉", "漢", "cn", "简", "繁")) else "other"


def _bracketed(text: str) -> list[str]:
    try:
        items = [str(item) for item in json.loads(text) if item is not None]
    except (ValueError, RecursionError):
        items = [_ESCAPED.sub(r"\1", "".join(found)) for found in _LISTED.findall(text[1:-1])]
    # JSON can spell half a character or a NUL, which no store takes.
    return [item.encode("utf-8", "ignore").decode().replace("\0", "") for item in items]
