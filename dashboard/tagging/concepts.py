"""The concepts that texts are read for: each joins the words of both languages that mean one thing.

`concepts.csv` is written by hand, from the definitions of the capabilities and from what anybody knows of either
language; nothing in it was fitted on labels. What a network learns of "transcription" so holds for 转写 as well, and
for words that no labelled text has used. Concepts stand in groups: four of what speaks for each capability, the others
of what surrounds products (generic software, audiences, forms, techniques, work that people do themselves).
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("concepts.csv")


@dataclass(frozen=True)
class Concept:
    """One thing that a text can speak of."""

    key: str
    group: str
    # Single words and pairs of neighbours, lower case.
    english: tuple[str, ...]
    # Words of two to four characters.
    chinese: tuple[str, ...]


@cache
def list_concepts() -> tuple[Concept, ...]:
    """Return the table, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_concept(row) for row in csv.DictReader(file))


def _concept(row: dict[str, str]) -> Concept:
    return Concept(row["concept"], row["group"], _words(row["english"]), _words(row["chinese"]))


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(";") if word.strip())
