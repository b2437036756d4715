"""Look at a file before it is imported: how it is written, what its columns seem to hold."""

from dataclasses import dataclass


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
    #: Rows under the header, blank lines not counted.
    rows: int
    #: Name of the source recipe that knows these columns, or None.
    recipe: str | None
    #: The source that the products would get; with a `source` column the rows say it themselves.
    source: str
    #: Suggested {field: column}, gold labels included.
    mapping: dict[str, str]
    #: Keys of the capabilities whose gold labels the file holds.
    capabilities: tuple[str, ...]
    #: Columns whose dates leave open which number is the day: 03/04/2024, and none with a number over 12.
    ambiguous_dates: tuple[str, ...]
