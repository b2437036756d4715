"""Recognise files that are no text at all by their first bytes."""

from pathlib import Path

from dashboard.messages import RequestError, message

_PICTURE = message("The file is a picture. An import reads text with separated columns (CSV). Choose another file.")
_ARCHIVE = message("The file is compressed. An import reads text with separated columns (CSV). Unpack it first.")
_WORKBOOK = message(
    "The file is a workbook or a zip archive. An import reads text with separated columns (CSV). "
    "Save the sheet as CSV, or unpack the archive first."
)
_DOCUMENT = message(
    "The file is a PDF document. An import reads text with separated columns (CSV). Choose another file."
)
_BINARY = message("The file is binary. An import reads text with separated columns (CSV). Export it as CSV first.")

_BEGINNINGS = (
    (_PICTURE, (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"\x00\x00\x01\x00")),
    (_ARCHIVE, (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd", b"Rar!")),
    (_WORKBOOK, (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")),
    (_DOCUMENT, (b"%PDF",)),
    (_BINARY, (b"PAR1", b"SQLite format 3\x00", b"\x7fELF", b"ARROW1")),
)


def check_kind(path: Path) -> None:
    """Raise RequestError for a file that is missing, empty, or of a kind that holds no lines of text."""
    if not path.is_file():
        raise RequestError(
            message("There is no file {name}. An import reads one file. Check its name and folder.", name=str(path))
        )
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        raise RequestError(
            message(
                "The file {name} can't be opened: {error}. An import must be allowed to read it. "
                "Change its permissions.",
                name=str(path),
                error=error.strerror,
            )
        ) from error
    if not head:
        raise RequestError(message("The file is empty. An import needs a header and rows. Choose another file."))
    for said, beginnings in _BEGINNINGS:
        if head.startswith(beginnings):
            raise RequestError(said)
