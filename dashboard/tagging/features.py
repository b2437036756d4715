"""From texts to the numbers that a network reads: n-grams and concepts, weighted. Training and serving share it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.tagging.concept_index import ConceptIndex, index_concepts
from dashboard.tagging.concepts import Concept
from dashboard.tagging.lookup import Lookup
from dashboard.tagging.ngrams import WORD_BIT, Hashes, Owners, hashed_ngrams

#: Raise it with any change of what a text turns into: an artifact of another version is refused.
FEATURE_VERSION = 2
#: At most so many features of one text, the weightiest.
MAX_FEATURES = 512
#: A concept is learned from texts that speak of it, so many at least; its group counts every mention.
MIN_CONCEPT_TEXTS = 2
# Texts read at once: what is reckoned on the way stays in the processor's cache. The number of a text takes 7 bits, a
# weight 31, and 26 are left for an id.
_BLOCK = 128
_WEIGHT_BITS, _LARGEST = np.uint64(31), np.uint64(2**31 - 1)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Encoded:
    """Texts as a network reads them. Row i holds the features of text i; unused places have id 0 and weight 0."""

    # (texts, width).
    ids: npt.NDArray[np.int32]
    weights: Floats


@dataclass(frozen=True)
class Concepts:
    """The concepts that a network knows. `places` are those in `index` of the ones that it has learned of."""

    index: ConceptIndex
    places: Ints
    idf: Floats

    @property
    def size(self) -> int:
        """Return the number of features: one a learned concept, one a group."""
        return len(self.places) + len(self.index.group_keys)

    def features(self, owners: Owners, hashes: Hashes, texts: int) -> tuple[Ints, Ints, Floats]:
        """Return text, feature (from 0) and weight: concepts to length 1 a text, groups by the log of their number."""
        rows, places, counts = _count(*self.index.find(owners, hashes))
        groups = _count(rows, self.index.groups[places])
        columns = np.searchsorted(self.places, places).clip(max=max(len(self.places) - 1, 0))
        known = self.places[columns] == places if len(self.places) else np.zeros(len(places), bool)
        own, columns = rows[known], columns[known]
        weights = (1 + np.log(counts[known], dtype=np.float32)) * self.idf[columns]
        lengths = np.sqrt(np.bincount(own, weights**2, minlength=texts))
        return (
            np.concatenate([own, groups[0]]),
            np.concatenate([columns, len(self.places) + groups[1]]),
            np.concatenate([weights / lengths[own], np.log1p(groups[2])]).astype(np.float32),
        )


@dataclass(frozen=True)
class Vocabulary:
    """The n-grams that a network knows, as sorted hashes, how much each weighs, and its concepts.

    N-gram j has the id j + 1; concepts and groups follow.
    """

    hashes: Hashes
    idf: Floats
    concepts: Concepts | None = None

    @property
    def first_concept(self) -> int:
        """Return the id of the first concept: the number of ids of n-grams, that of padding included."""
        return len(self.hashes) + 1

    @property
    def size(self) -> int:
        """Return the number of ids, that of padding included."""
        return self.first_concept + (self.concepts.size if self.concepts else 0)

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Return the features of `texts`; n-grams that the vocabulary lacks are left out."""
        return _stack([self._encode(texts[start : start + _BLOCK]) for start in range(0, max(len(texts), 1), _BLOCK)])

    def _encode(self, texts: Sequence[str]) -> Encoded:
        owners, hashes = hashed_ngrams(texts)
        rows, ids, weights = self._ngrams(owners, hashes, len(texts))
        if self.concepts is not None:
            more_rows, columns, more_weights = self.concepts.features(owners, hashes, len(texts))
            rows = np.concatenate([rows, more_rows])
            ids = np.concatenate([ids, self.first_concept + columns])
            weights = np.concatenate([weights, more_weights])
        return _pad(rows, ids, weights, len(texts))

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.hashes)

    def read(self, texts: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
        """Return the features of `texts` under the names of a network's inputs."""
        encoded = self.encode(texts)
        return {"ids": encoded.ids, "weights": encoded.weights}

    def save(self, file: Path) -> None:
        """Write the vocabulary as JSON."""
        file.write_text(json.dumps(self.to_json()), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> "Vocabulary":
        """Read what `save` wrote."""
        return cls.from_json(json.loads(file.read_text(encoding="utf-8")))

    def _ngrams(self, owners: Owners, hashes: Hashes, texts: int) -> tuple[Ints, Ints, Floats]:
        known, places = self._lookup.find(hashes)
        rows, columns, counts = _count(owners[known], places)
        weights = (1 + np.log(counts, dtype=np.float32)) * self.idf[columns]
        kinds = rows * 2 + (self.hashes[columns] & WORD_BIT).astype(np.int64)
        lengths = np.sqrt(np.bincount(kinds, weights**2, minlength=2 * texts))
        return rows, columns + 1, (weights / lengths[kinds]).astype(np.float32)

    def to_json(self) -> dict[str, Any]:
        """Return the vocabulary as builtins; `from_json` gives the very same numbers back."""
        data: dict[str, Any] = {"hashes": self.hashes.tolist(), "idf": self.idf.tolist()}
        if self.concepts is not None:
            own = self.concepts
            data["concepts"] = {
                "index": own.index.to_json(),
                "places": own.places.tolist(),
                "idf": own.idf.tolist(),
            }
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Vocabulary":
        """Return the vocabulary that `to_json` gave `data` for."""
        said = data.get("concepts")
        concepts = said and Concepts(
            ConceptIndex.from_json(said["index"]), np.array(said["places"], np.int64), np.array(said["idf"], np.float32)
        )
        return cls(np.array(data["hashes"], np.uint32), np.array(data["idf"], np.float32), concepts)


def fit_vocabulary(
    texts: Sequence[str], *, min_words: int = 2, min_characters: int = 3, concepts: tuple[Concept, ...] = ()
) -> Vocabulary:
    """Return the n-grams that at least `min_words` (of words) or `min_characters` (of characters) texts hold.

    With `concepts`, texts are read for these too.
    """
    owners, hashes = hashed_ngrams(texts)
    known, places = np.unique(hashes, return_inverse=True)
    texts_with = _texts_with(owners, places, len(known))
    frequent = texts_with >= np.where(known & WORD_BIT, min_words, min_characters)
    own = _fit_concepts(index_concepts(concepts), owners, hashes, len(texts)) if concepts else None
    return Vocabulary(known[frequent], _idf(texts_with[frequent], len(texts)), own)


def _fit_concepts(index: ConceptIndex, owners: Owners, hashes: Hashes, texts: int) -> Concepts:
    texts_with = _texts_with(*index.find(owners, hashes), len(index.concept_keys))
    learned = np.flatnonzero(texts_with >= MIN_CONCEPT_TEXTS)
    return Concepts(index, learned, _idf(texts_with[learned], texts))


def _texts_with(owners: npt.NDArray[np.integer], columns: npt.NDArray[np.integer], size: int) -> Ints:
    return np.bincount(_count(owners, columns)[1], minlength=size)


def _idf(texts_with: Ints, texts: int) -> Floats:
    return (np.log((1 + texts) / (1 + texts_with)) + 1).astype(np.float32)


def _count(owners: npt.NDArray[np.integer], columns: npt.NDArray[np.integer]) -> tuple[Ints, Ints, Ints]:
    """Return text, column and number of each distinct n-gram of each text, in the order of texts and columns."""
    keys, counts = np.unique(owners.astype(np.int64) << 32 | columns, return_counts=True)
    return keys >> 32, keys & 0xFFFFFFFF, counts


def _pad(rows: Ints, ids: Ints, weights: Floats, texts: int) -> Encoded:
    """Put the weightiest MAX_FEATURES features of each text into a row; equal weights keep the order of their ids.

    One sort of whole numbers instead of three: text, weight and id are the digits of one number. The bits of floats
    that are not negative have the order of the floats themselves.
    """
    id_bits = np.uint64(max(int(ids.max(initial=0)).bit_length(), 1))
    lightness = _LARGEST - weights.view(np.uint32).astype(np.uint64)
    keys = np.sort((rows.astype(np.uint64) << _WEIGHT_BITS | lightness) << id_bits | ids.astype(np.uint64))
    rows = (keys >> (id_bits + _WEIGHT_BITS)).astype(np.int64)
    starts = np.searchsorted(rows, np.arange(texts))
    places = np.arange(len(rows)) - starts[rows]
    kept = places < MAX_FEATURES
    keys, rows, places = keys[kept], rows[kept], places[kept]
    width = int(places.max(initial=0)) + 1
    encoded = Encoded(np.zeros((texts, width), np.int32), np.zeros((texts, width), np.float32))
    encoded.ids[rows, places] = keys & ((np.uint64(1) << id_bits) - np.uint64(1))
    encoded.weights[rows, places] = (_LARGEST - (keys >> id_bits & _LARGEST)).astype(np.uint32).view(np.float32)
    return encoded


def _stack(blocks: Sequence[Encoded]) -> Encoded:
    """Put blocks of texts one below the other, each filled up to the width of the widest."""
    if len(blocks) == 1:
        return blocks[0]
    shape = sum(len(block.ids) for block in blocks), max(block.ids.shape[1] for block in blocks)
    encoded = Encoded(np.zeros(shape, np.int32), np.zeros(shape, np.float32))
    start = 0
    for block in blocks:
        stop, width = start + len(block.ids), block.ids.shape[1]
        encoded.ids[start:stop, :width], encoded.weights[start:stop, :width] = block.ids, block.weights
        start = stop
    return encoded
