"""Look at a file before it is imported: how it is written, what its columns seem to hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.importing.csvfile import CsvFile
from dashboard.importing.dates import DateError, has_open_form, open_order
from dashboard.importing.delimiter import choose_delimiter
from dashboard.importing.encoding import choose_encoding
from dashboard.importing.keys import source_of_file
from dashboard.importing.recipes import find_recipe
from dashboard.importing.request import LANES, ImportRequest
from dashboard.importing.staging import check_mapping, open_file
from dashboard.importing.suggest import suggest_mapping
from dashboard.messages import RequestError, message
from db.queries.capabilities import CapabilityRecord

_SAMPLE_ROWS = 50
_SHOWN_CELL = 200
_LOOKED_AT = 2_000_000
_DATE_SEPARATORS = frozenset("/-")


@dataclass(frozen=True)
class FileInspection:
    """What a file looks like, and how it would be imported if nobody says otherwise."""

    #: Name of a Python codec: "utf-8", "utf-16", "gb18030", "big5", "cp1252" …
    encoding: str
    #: One of ",", ";", "|" and a tab.
    delimiter: str
    header: tuple[str, ...]
    #: The first rows as written, cells shortened.
    sample: tuple[tuple[str, ...], ...]
    #: Rows under the header, blank lines not counted; estimated where the file is so large that only its beginning was
    #: looked at.
    rows: int
    #: Name of the source recipe that knows these columns, or None.
    recipe: str | None
    #: The source that the products would get; with a `source` column the rows say it themselves.
    source: str
    #: Suggested {field: column}, gold labels included. It may lack `name`, which an import needs.
    mapping: dict[str, str]
    #: Keys of the capabilities whose gold labels the file holds.
    capabilities: tuple[str, ...]
    #: Columns whose dates leave open which number is the day: 03/04/2024, and none with a number over 12.
    ambiguous_dates: tuple[str, ...]


def inspect_file(
    path: Path,
    *,
    file_name: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    capabilities: Sequence[CapabilityRecord] = DEFAULT_CAPABILITIES,
) -> FileInspection:
    """Say what a file holds. Raises RequestError for one that can't be read.

    `encoding` and `delimiter` override what is detected. Of a large file only the beginning is looked at, unless a date
    in it leaves the order of day and month open; what is wrong farther on, the import finds.
    """
    name = file_name or path.name
    chosen = ImportRequest(
        path,
        name,
        encoding=choose_encoding(encoding) if encoding else None,
        delimiter=choose_delimiter(delimiter) if delimiter else None,
    )
    file = open_file(chosen)
    sample, rows, dates = _read_through(file)
    recipe = find_recipe(file.header)
    mapping = suggest_mapping(file.header, sample, capabilities, recipe)
    return FileInspection(
        encoding=file.encoding,
        delimiter=file.delimiter,
        header=tuple(file.header),
        sample=tuple(tuple(cell[:_SHOWN_CELL] for cell in row) for row in sample),
        rows=rows,
        recipe=recipe.name if recipe else None,
        source=(recipe.source if recipe else None) or source_of_file(name),
        mapping=mapping,
        capabilities=tuple(capability.key for capability in capabilities if capability.key in mapping),
        ambiguous_dates=tuple(column for column, values in dates.items() if _is_open(values)),
    )


def request_import(
    path: Path,
    file_name: str,
    inspection: FileInspection,
    capabilities: Sequence[CapabilityRecord],
    *,
    mapping: Mapping[str, str] | None = None,
    source: str | None = None,
    lane: str = "learning",
    day_first: bool | None = None,
) -> ImportRequest:
    """Return the request for a file that was looked at. Raises RequestError for what can't be done.

    `mapping` replaces the suggested one as a whole. `source` holds where no column says the source.
    """
    chosen = dict(inspection.mapping if mapping is None else mapping)
    check_mapping(chosen, inspection.header, capabilities)
    if lane not in LANES:
        raise RequestError(
            message(
                "There is no lane {lane}. Labels that were drawn at random are audit, others learning. Choose one.",
                lane=lane,
            )
        )
    if day_first is None and chosen.get("launched_on") in inspection.ambiguous_dates:
        raise RequestError(
            message(
                "The dates in the column {column} leave open whether the day or the month comes first. An import does "
                "not guess. Say which it is (--day-first or --month-first on the command line).",
                column=chosen["launched_on"],
            )
        )
    return ImportRequest(
        path=path,
        file_name=file_name,
        mapping=chosen,
        source=source or inspection.source,
        lane=lane,
        encoding=inspection.encoding,
        delimiter=inspection.delimiter,
        day_first=day_first,
        recipe=inspection.recipe,
    )


def complete_request(request: ImportRequest, capabilities: Sequence[CapabilityRecord]) -> ImportRequest:
    """Return the request with what it leaves open found out from the file."""
    if request.mapping and request.encoding and request.delimiter:
        return request
    found = inspect_file(
        request.path,
        file_name=request.file_name,
        encoding=request.encoding,
        delimiter=request.delimiter,
        capabilities=capabilities,
    )
    return replace(
        request,
        encoding=found.encoding,
        delimiter=found.delimiter,
        mapping=request.mapping or found.mapping,
        recipe=request.recipe or (None if request.mapping else found.recipe),
    )


def _read_through(file: CsvFile) -> tuple[list[list[str]], int, dict[str, set[str]]]:
    """Return the first rows, the number of rows, and {column: dates in it whose order may be open}."""
    sample: list[list[str]] = []
    dates: defaultdict[str, set[str]] = defaultdict(set)
    count = 0
    for count, (_first, _last, cells) in enumerate(file.rows(), 1):
        if file.characters > _LOOKED_AT and not dates:
            return sample, round(count / file.progress), {}
        if count <= _SAMPLE_ROWS:
            sample.append(cells)
        for column, cell in zip(file.header, cells, strict=False):
            # The first test is a fraction of the second, and nearly every cell fails it.
            if (cell[1:2] in _DATE_SEPARATORS or cell[2:3] in _DATE_SEPARATORS) and has_open_form(cell):
                dates[column].add(cell)
    return sample, count, dict(dates)


def _is_open(dates: set[str]) -> bool:
    try:
        open_order(dates)
    except DateError:
        return True
    return False
