"""Suggest which column fills which field: by a recipe, else by the columns' names, else by what stands in them."""

import re
from collections.abc import Callable, Iterable, Sequence

from dashboard.importing.dates import DateError, parse_date
from dashboard.importing.fields import FIELDS, LABEL_FIELDS, Field, capability_fields, normalise_column
from dashboard.importing.recipes import Recipe
from dashboard.importing.values import MISSING_LABEL, is_label
from db.queries.capabilities import CapabilityRecord

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MOST = 0.8
_LONG = 60
# A column so named holds dates, but of something else than the launch.
_OTHER_DATES = re.compile(r"updat|modif|creat|found|expir|birth|crawl|scrap|fetch|更新|创建|成立|抓取", re.IGNORECASE)


def suggest_mapping(
    header: Sequence[str],
    sample: Sequence[Sequence[str]],
    capabilities: Iterable[CapabilityRecord],
    recipe: Recipe | None,
) -> dict[str, str]:
    """Return {field: column} for the columns that seem to fill a field; no column is given twice."""
    labels = [
        field for field in (*capability_fields(capabilities), *LABEL_FIELDS) if _holds_labels(field, header, sample)
    ]
    if recipe is not None:
        known = {field: column for field, column in recipe.mapping.items() if column in header}
        return known | _by_name(header, labels, taken=known.values())
    by_name = _by_name(header, (*FIELDS, *labels), taken=())
    return by_name | _by_values(header, sample, by_name)


def _by_name(header: Sequence[str], fields: Iterable[Field], taken: Iterable[str]) -> dict[str, str]:
    """Give each field the free column whose name comes first in the field's own list."""
    free = {normalise_column(column): column for column in reversed(header) if column and column not in set(taken)}
    found: dict[str, str] = {}
    for field in fields:
        name = next((name for name in field.names if name in free), None)
        if name is not None:
            found[field.key] = free.pop(name)
    return found


def _holds_labels(field: Field, header: Sequence[str], sample: Sequence[Sequence[str]]) -> bool:
    """Tell whether the column that is named as `field` holds yes and no: a column "AI" may hold prose as well."""
    if field.key in ("primary", "inclusion_probability"):
        return True
    named = [position for position, column in enumerate(header) if normalise_column(column) in field.names]
    cells = [row[position] for row in sample for position in named[:1] if len(row) > position]
    return _mostly(is_label, [cell for cell in cells if cell.strip() not in MISSING_LABEL])


def _by_values(header: Sequence[str], sample: Sequence[Sequence[str]], by_name: dict[str, str]) -> dict[str, str]:
    """Give address, launch date and text a column by what most of its cells hold."""
    found: dict[str, str] = {}
    for position, column in enumerate(header):
        cells = [row[position] for row in sample if len(row) > position and row[position]]
        if not column or not cells or column in by_name.values():
            continue
        for field, holds in (("url", _is_address), ("launched_on", _is_day), ("text", _is_long)):
            free = field not in by_name and field not in found and not (field == "text" and "description" in by_name)
            if free and not (field == "launched_on" and _OTHER_DATES.search(column)) and _mostly(holds, cells):
                found[field] = column
                break
    return found


def _mostly(holds: Callable[[str], bool], cells: Sequence[str]) -> bool:
    return sum(map(holds, cells)) >= _MOST * len(cells)


def _is_address(cell: str) -> bool:
    return _ADDRESS.fullmatch(cell.strip()) is not None


def _is_day(cell: str) -> bool:
    try:
        return parse_date(cell, day_first=True)[1] == "day"
    except DateError:
        return False


def _is_long(cell: str) -> bool:
    return len(cell) >= _LONG
