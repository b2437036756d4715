"""What cuts texts up for a network. One that reads them in two ways, has two readers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from dashboard.tagging.features import Vocabulary
from dashboard.tagging.tokens import Tokens

TOKENIZER_FILE, VOCABULARY_FILE = "tokenizer.json", "vocabulary.json"
#: Under this name a card lists the languages that an encoder leaves unread.
UNREAD = "unread_languages"

Inputs = Mapping[str, npt.NDArray[Any]]


class Reader(Protocol):
    """What turns texts into some of a network's inputs."""

    def read(self, texts: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
        """Return each input, (texts, width). The last one holds 0 wherever a row is padded, and only there."""
        ...

    def save(self, file: Path) -> None:
        """Write the reader into a file of an artifact."""
        ...


@dataclass(frozen=True)
class TextsRead:
    """What a reader made of texts."""

    inputs: Inputs
    # How much of each row is no padding.
    lengths: npt.NDArray[np.intp]

    @classmethod
    def by(cls, reader: Reader, texts: Sequence[str]) -> "TextsRead":
        """Let `reader` read `texts`."""
        inputs = reader.read(texts)
        return cls(inputs, np.count_nonzero(list(inputs.values())[-1], axis=1))


def rows_of(read: Sequence[TextsRead], rows: npt.NDArray[np.intp]) -> dict[str, npt.NDArray[Any]]:
    """Return all inputs of some texts, those of each reader as wide as the longest of them needs."""
    inputs: dict[str, npt.NDArray[Any]] = {}
    for one in read:
        width = max(int(one.lengths[rows].max()), 1)
        inputs |= {name: values[rows, :width] for name, values in one.inputs.items()}
    return inputs


#: The readers of a network by their files, in the order of READER_FILES.
Readers = Mapping[str, Reader]
READER_FILES = (TOKENIZER_FILE, VOCABULARY_FILE)


def reader_files(folder: Path) -> tuple[str, ...]:
    """Return the files of an artifact's readers; where it has none, the one that every other artifact has."""
    return tuple(name for name in READER_FILES if (folder / name).is_file()) or (VOCABULARY_FILE,)


def load_readers(folder: Path, unread: Iterable[str]) -> Readers:
    """Read what `save` wrote into the folder of an artifact; an encoder leaves the languages of `unread` unread."""
    return {
        name: Tokens.load(folder / name, unread) if name == TOKENIZER_FILE else Vocabulary.load(folder / name)
        for name in reader_files(folder)
    }


def read_all(readers: Readers, texts: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Return all inputs of a network that has these readers."""
    return {name: values for reader in readers.values() for name, values in reader.read(texts).items()}
