"""Read a CSV file row by row: physical line numbers, and what was mended on the way."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from dashboard.importing.encoding import codec
from dashboard.importing.refusal import shorten
from dashboard.messages import RequestError, message

MAX_CELL = 20_000
MAX_LINE = 4_000_000
MAX_HEADER = 100_000
# A quoted cell over more lines than this was opened by a stray quote: it has swallowed other rows.
MAX_SPAN = 1_000
# Text has next to no control characters; what is no text, or read in a wrong encoding, has many in its first lines.
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_LOOKED_THROUGH = 1 << 16
_SENSELESS_SHARE = 0.01
# Comes as a row of its own after the last one, unless an open quote swallows it: NULs are dropped from the file.
_END = "\0end\0"
_NO_LIMIT = 2**31 - 1

Row = tuple[int, int, list[str]]


class CsvFile:
    """One pass over a CSV file. The counts are right once `rows` has come to its end."""

    def __init__(self, path: Path, encoding: str, delimiter: str) -> None:
        self.path = path
        self.encoding = encoding
        self.delimiter = delimiter
        self.header: list[str] = []
        self.nul_bytes = 0
        self.cut_cells = 0
        self.unreadable_characters = 0
        self.characters = 0
        self._control_characters = 0
        self._file: TextIO | None = None

    @property
    def progress(self) -> float:
        """Share of the file that has been read, 0 to 1."""
        if self._file is None:
            return 0.0
        return 1.0 if self._file.closed else self._file.buffer.tell() / self.path.stat().st_size

    def rows(self) -> Iterator[Row]:
        """Yield (first line, last line, cells) of each row under the header, which is then in `header`.

        Blank lines are passed over; a cell is cut at MAX_CELL characters. Raises RequestError for a file that can't
        be read as a whole.
        """
        csv.field_size_limit(_NO_LIMIT)
        with self.path.open(encoding=codec(self.encoding), errors="replace", newline="") as self._file:
            records = self._records(self._file)
            self._take_header(next(records, None))
            first = next(records, None)
            if first is not None:
                yield first
                yield from records
        self._check_sense()
        if first is None:
            raise RequestError(
                message("The file has a header and no row under it. An import needs rows. Choose another file.")
            )

    def _records(self, file: TextIO) -> Iterator[Row]:
        reader = csv.reader(chain(self._lines(file), [_END]), delimiter=self.delimiter)
        last = 0
        try:
            for cells in reader:
                first, last = last + 1, reader.line_num
                if cells == [_END]:
                    return
                if any(cells):
                    yield first, last, self._cut(cells)
        except csv.Error as error:
            raise RequestError(
                message(
                    "Line {line} can't be read ({error}). An import reads text with separated columns (CSV). "
                    "Mend the line, or export the file again.",
                    line=reader.line_num,
                    error=str(error),
                )
            ) from error
        raise RequestError(
            message(
                "A quoted cell that begins in line {line} is never closed and swallows the rest of the file. A cell "
                "that opens with a quote must end with one. Close it there.",
                line=first,
            )
        )

    def _lines(self, file: TextIO) -> Iterator[str]:
        for line in file:
            if len(line) > MAX_LINE:
                raise RequestError(
                    message(
                        "A single line has more than {limit} characters. A CSV file has a line for each row, or a few "
                        "where a cell holds line breaks. Export the file again with line breaks.",
                        limit=MAX_LINE,
                    )
                )
            if self.characters < _LOOKED_THROUGH:
                self._control_characters += len(_CONTROL.findall(line))
            self.characters += len(line)
            if "\ufffd" in line:
                self.unreadable_characters += line.count("\ufffd")
            if "\0" in line:
                self.nul_bytes += line.count("\0")
                line = line.replace("\0", "")
            yield line

    def _cut(self, cells: list[str]) -> list[str]:
        if len(max(cells, key=len)) <= MAX_CELL:
            return cells
        self.cut_cells += sum(len(cell) > MAX_CELL for cell in cells)
        return [cell[:MAX_CELL] for cell in cells]

    def _take_header(self, record: Row | None) -> None:
        if record is None:
            raise RequestError(
                message("The file holds no text. An import needs a header and rows. Choose another file.")
            )
        self.header = [cell.strip() for cell in record[2]]
        if sum(map(len, self.header)) > MAX_HEADER:
            raise RequestError(
                message(
                    "The first line has more than {limit} characters. It must be a header that names the columns. "
                    "Export the file again with line breaks.",
                    limit=MAX_HEADER,
                )
            )
        named = Counter(name for name in self.header if name)
        if twice := [name for name, count in named.items() if count > 1]:
            self._check_sense()  # In a wrong encoding different names may look alike.
            raise RequestError(
                message(
                    "The header names a column twice: {columns}. Each column needs a name of its own. "
                    "Rename or remove one of them.",
                    columns=", ".join(map(shorten, twice)),
                )
            )

    def _check_sense(self) -> None:
        looked_through = min(self.characters, _LOOKED_THROUGH)
        if self._control_characters > _SENSELESS_SHARE * looked_through:
            raise RequestError(
                message(
                    "The file is not text: it is full of control characters. An import reads text with separated "
                    "columns (CSV). Choose another file."
                )
            )
        if self.unreadable_characters > _SENSELESS_SHARE * self.characters:
            raise RequestError(
                message(
                    "Read as {encoding}, {count} of the file's characters make no sense. The encoding must be the one "
                    "that the file was written in. Choose another encoding.",
                    encoding=self.encoding,
                    count=self.unreadable_characters,
                )
            )
