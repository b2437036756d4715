"""Read the rows of a file of labels: one judgement a row, as `labels export` writes them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from dashboard.export.csv import read_neutralised
from dashboard.importing.csvfile import Row
from dashboard.importing.refusal import Refused, RefusedCellError, shorten
from dashboard.importing.request import LANES
from dashboard.importing.shape import check_shape
from dashboard.importing.values import read_label, read_primary, read_probability
from dashboard.messages import RequestError, message
from db.models import now
from db.queries.capabilities import CapabilityRecord
from db.queries.import_storing import Key
from db.queries.labels import UNSURE

NEEDED = ("source", "external_id", "capability", "value")
ORIGINS = ("settled", "person", "import", "catalogue")
#: Who judged, where a file does not say it: as for the labels that come with a list of products.
UNNAMED = "import"
_MAX_NAME = 200
_MAX_DIGITS = 9
# Clocks differ; a judgement from tomorrow would hold against every other one until then.
_CLOCKS_DIFFER = timedelta(hours=1)

T = TypeVar("T")


@dataclass(frozen=True)
class FileRow:
    """One judgement as a file gives it."""

    line: int
    key: Key
    capability: str
    value: str
    annotator: str
    origin: str
    #: "audit", "learning", or empty where the file does not say it.
    lane: str
    assisted: bool
    #: The draw of the store that the file comes from.
    draw_id: int | None
    inclusion_probability: float | None
    #: Hash of the text that was read; None where the file does not say it.
    text_hash: str | None
    created_at: datetime | None


class RowReader:
    """Reads the rows of one file of labels by its header."""

    def __init__(self, header: Sequence[str], capabilities: Iterable[CapabilityRecord]) -> None:
        self._header = header
        self._positions = {name.casefold(): position for position, name in enumerate(header) if name}
        missing = [name for name in NEEDED if name not in self._positions]
        if missing:
            raise RequestError(
                message(
                    "The file has no column {missing}. A file of labels has a row a judgement, with the columns "
                    "{needed}. Export the labels to see one; a list of products with a column a capability is brought "
                    "in as products.",
                    missing=", ".join(missing),
                    needed=", ".join(NEEDED),
                )
            )
        records = list(capabilities)
        self._keys = [record.key for record in records]
        self._named = {title.casefold(): one.key for one in records for title in (one.key, one.title_en, one.title_zh)}

    def read(self, row: Row) -> FileRow | Refused:
        """Return the judgement of a row, or why it can't be taken."""
        misshapen = check_shape(self._header, row)
        if misshapen is not None:
            return misshapen
        try:
            return self._read(row[0], row[2])
        except RefusedCellError as error:
            return Refused(row[0], error.field, shorten(error.value), error.reason)

    def _read(self, line: int, cells: Sequence[str]) -> FileRow:
        def cell(name: str) -> str:
            position = self._positions.get(name)
            return "" if position is None else read_neutralised(cells[position]).strip()

        capability = self._capability(cell("capability"))
        return FileRow(
            line=line,
            key=(cell("source"), cell("external_id")),
            capability=capability,
            value=self._value(capability, cell("value")),
            annotator=cell("annotator")[:_MAX_NAME] or UNNAMED,
            origin=_one_of("origin", cell("origin") or "import", ORIGINS),
            lane=_one_of("lane", cell("lane"), ("", *LANES)),
            assisted=_read(cell("assisted"), _assisted) or False,
            draw_id=_read(cell("draw_id"), _number),
            inclusion_probability=_read(cell("inclusion_probability"), read_probability),
            text_hash=cell("text_hash") or None,
            created_at=_read(cell("created_at"), _moment),
        )

    def _capability(self, cell: str) -> str:
        if cell in self._keys or cell in ("primary", "ai"):
            return cell
        raise RefusedCellError(
            "capability",
            cell,
            message(
                "There is no capability {key} here. A label judges one of: {keys}. Add the capability in the codebook, "
                "or correct the cell.",
                key=shorten(cell),
                keys=", ".join([*self._keys, "primary", "ai"]),
            ),
        )

    def _value(self, capability: str, cell: str) -> str:
        try:
            says_which = capability == "primary" and cell.casefold() != UNSURE
            return read_primary(cell, self._named) if says_which else read_label(capability, cell)
        except RefusedCellError as error:
            raise RefusedCellError("value", cell, error.reason) from error


def _read(cell: str, read: Callable[[str], T]) -> T | None:
    return read(cell) if cell else None


def _one_of(column: str, cell: str, known: Sequence[str]) -> str:
    if cell in known:
        return cell
    named = ", ".join(name for name in known if name)
    raise RefusedCellError(
        column,
        cell,
        message("This column holds one of: {known}. Correct the cell, or leave it empty.", known=named),
    )


def _assisted(cell: str) -> bool:
    try:
        return read_label("assisted", cell) == "yes"
    except RefusedCellError as error:
        said = message("This column says yes or no. Correct the cell, or leave it empty.")
        raise RefusedCellError("assisted", cell, said) from error


def _number(cell: str) -> int:
    if not cell.isdecimal() or len(cell) > _MAX_DIGITS:
        said = message("A draw is named by its number. Correct the cell, or leave it empty.")
        raise RefusedCellError("draw_id", cell, said)
    return int(cell)


def _moment(cell: str) -> datetime:
    """Return a moment; one without a time zone is UTC."""
    try:
        moment = datetime.fromisoformat(cell)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        said = message("A time is written 2026-03-05T14:30:00+00:00. Correct the cell, or leave it empty.")
        raise RefusedCellError("created_at", cell, said) from error
    if moment > now() + _CLOCKS_DIFFER:
        said = message("The time lies in the future. A label holds from when it was given. Correct the cell.")
        raise RefusedCellError("created_at", cell, said)
    return moment
