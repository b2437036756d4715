"""Read and check a whole file: launches, refused rows, and what was mended. Nothing is stored and nothing locked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.importing.clean import RowCleaner
from dashboard.importing.csvfile import CsvFile, Row
from dashboard.importing.dates import DateError, open_order
from dashboard.importing.delimiter import detect_delimiter
from dashboard.importing.encoding import detect_encoding
from dashboard.importing.fields import FIELD_KEYS
from dashboard.importing.keys import source_key, source_of_file
from dashboard.importing.kind import check_kind
from dashboard.importing.launch import Launch, merge_launches
from dashboard.importing.recipes import recipe_named
from dashboard.importing.refusal import Refused, RefusedCellError, shorten
from dashboard.importing.request import ImportRequest
from dashboard.importing.shape import check_shape
from dashboard.messages import RequestError, message
from db.queries.capabilities import CapabilityRecord

Progress = Callable[[float], None]
_ROWS_A_REPORT = 500


@dataclass
class StagedFile:
    """What a file brings, before the store is looked at."""

    #: Rows under the header, blank lines not counted.
    read: int = 0
    launches: dict[tuple[str, str], Launch] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    #: Counts of what was mended on the way, those that are not 0.
    notes: dict[str, int] = field(default_factory=dict)


def open_file(request: ImportRequest) -> CsvFile:
    """Return the file of a request, ready to be read. Raises RequestError for one that is no text."""
    check_kind(request.path)
    encoding = request.encoding or detect_encoding(request.path)
    return CsvFile(request.path, encoding, request.delimiter or detect_delimiter(request.path, encoding))


def stage_file(
    request: ImportRequest, capabilities: Sequence[CapabilityRecord], on_progress: Progress = lambda _share: None
) -> StagedFile:
    """Read the file of a request from end to end. Raises RequestError for a file that can't be read as a whole.

    Rows of the same launch are merged; a row that can't be taken is refused by itself.
    """
    staged = StagedFile()
    file = open_file(request)
    merged = 0
    for taken in take_rows(file, request, capabilities):
        staged.read += 1
        if isinstance(taken, Refused):
            staged.refused.append(taken)
        elif (known := staged.launches.get(taken.key)) is not None:
            staged.launches[taken.key] = merge_launches(known, taken)
            merged += 1
        else:
            staged.launches[taken.key] = taken
        if staged.read % _ROWS_A_REPORT == 0:
            on_progress(file.progress)
    counts = {
        "merged_rows": merged,
        "cut_cells": file.cut_cells,
        "nul_bytes": file.nul_bytes,
        "unreadable_characters": file.unreadable_characters,
    }
    staged.notes = {name: count for name, count in counts.items() if count}
    return staged


def take_rows(
    file: CsvFile, request: ImportRequest, capabilities: Sequence[CapabilityRecord]
) -> Iterator[Launch | Refused]:
    """Yield what becomes of each row of a file, in its order."""
    cleaner: RowCleaner | None = None
    for row in file.rows():
        cleaner = cleaner or row_cleaner(request, file.header, capabilities)
        yield _take(cleaner, file.header, request.mapping, row)


def row_cleaner(request: ImportRequest, header: Sequence[str], capabilities: Sequence[CapabilityRecord]) -> RowCleaner:
    """Return what reads the rows of a request. Raises RequestError for a mapping that does not fit the header."""
    check_mapping(request.mapping, header, capabilities)
    recipe = recipe_named(request.recipe)
    source = source_key(request.source or "") or recipe.source or source_of_file(request.file_name)
    return RowCleaner(header, request.mapping, recipe, capabilities, source=source, day_first=date_order(request))


def check_mapping(mapping: Mapping[str, str], header: Sequence[str], capabilities: Sequence[CapabilityRecord]) -> None:
    """Raise RequestError where a mapping has no name, or names a field or a column that is not there."""
    fields = (*FIELD_KEYS, *(capability.key for capability in capabilities))
    columns = [column for column in header if column]
    for field_key, column in mapping.items():
        if field_key not in fields:
            raise RequestError(
                message(
                    "There is no field {field}. A column fills one of these: {fields}. Choose one of them.",
                    field=field_key,
                    fields=", ".join(fields),
                )
            )
        if column not in columns:
            raise RequestError(
                message(
                    "There is no column {column}. The file has: {columns}. Choose one of them.",
                    column=column,
                    columns=_listed(columns),
                )
            )
    if "name" not in mapping:
        raise RequestError(
            message(
                "No column holds the name of the product. Each product needs one, and the file has: {columns}. "
                "Say which column it is (--map name=COLUMN on the command line), or add one.",
                columns=_listed(columns),
            )
        )


def date_order(request: ImportRequest) -> bool | None:
    """Return whether 03/04/2024 is 3 April in the file of a request; None where nothing depends on it.

    Raises RequestError where the file leaves it open and the request does not say it.
    """
    column = request.mapping.get("launched_on")
    if request.day_first is not None or request.recipe is not None or column is None:
        return request.day_first
    file = open_file(request)
    try:
        return open_order(_column(file, column))
    except DateError as error:
        raise RequestError(
            message(
                "The dates in the column {column} leave open whether the day or the month comes first. An import does "
                "not guess. Say which it is (--day-first or --month-first on the command line).",
                column=shorten(column),
            )
        ) from error


def _column(file: CsvFile, column: str) -> Iterator[str]:
    position = -1
    for _first, _last, cells in file.rows():
        position = file.header.index(column) if position < 0 else position
        if position < len(cells):
            yield cells[position]


def _take(cleaner: RowCleaner, header: Sequence[str], mapping: Mapping[str, str], row: Row) -> Launch | Refused:
    first, _last, cells = row
    if (misshapen := check_shape(header, row)) is not None:
        return misshapen
    try:
        return cleaner.clean(cells)
    except RefusedCellError as error:
        return Refused(first, mapping[error.field], shorten(error.value), error.reason)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(map(shorten, columns))
