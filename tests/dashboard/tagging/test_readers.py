"""Networks that read a text in two ways: each reader's inputs are as wide as its own longest text."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from dashboard.tagging.readers import TOKENIZER_FILE, VOCABULARY_FILE, TextsRead, read_all, reader_files, rows_of


class Counter:
    """Reads as many numbers of a text as it has letters of a kind, and a mask of ones."""

    def __init__(self, letter: str) -> None:
        self.letter = letter

    def read(self, texts: Sequence[str]) -> dict[str, np.ndarray]:
        counts = np.array([text.count(self.letter) for text in texts])
        mask = (np.arange(counts.max()) < counts[:, None]).astype(np.int32)
        return {f"{self.letter}_ids": 7 * mask, f"{self.letter}_mask": mask}

    def save(self, file: Path) -> None:
        raise NotImplementedError


READERS = {"a.json": Counter("a"), "b.json": Counter("b")}
TEXTS = ["aaab", "abbbbb", "a"]


def test_a_network_of_two_readers_gets_the_inputs_of_both():
    shapes = {name: values.shape for name, values in read_all(READERS, TEXTS).items()}
    assert shapes == {"a_ids": (3, 3), "a_mask": (3, 3), "b_ids": (3, 5), "b_mask": (3, 5)}


@pytest.mark.parametrize(("rows", "a", "b"), [([0, 2], 3, 1), ([1, 2], 1, 5), ([2], 1, 1)])
def test_each_reader_is_cut_to_its_own_longest_of_these_texts(rows: list[int], a: int, b: int):
    read = [TextsRead.by(reader, TEXTS) for reader in READERS.values()]
    inputs = rows_of(read, np.array(rows))
    assert {name: values.shape for name, values in inputs.items()} == {
        "a_ids": (len(rows), a),
        "a_mask": (len(rows), a),
        "b_ids": (len(rows), b),
        "b_mask": (len(rows), b),
    }
    assert inputs["b_mask"].sum() == sum(TEXTS[row].count("b") for row in rows)


def test_the_tokens_of_an_encoder_come_first(tmp_path: Path):
    assert reader_files(tmp_path) == (VOCABULARY_FILE,)
    for name in (VOCABULARY_FILE, TOKENIZER_FILE):
        (tmp_path / name).touch()
    assert reader_files(tmp_path) == (TOKENIZER_FILE, VOCABULARY_FILE)
