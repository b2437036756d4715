"""From texts to the numbers that a network reads: n-grams, hashed, weighted, padded. Training and serving share it.

Words (runs of letters and digits, one and two in a row) carry the meaning of languages that put spaces between them;
runs of two to four characters carry that of Chinese, and endings and misspellings elsewhere. All is reckoned with NumPy
over the code points of a whole batch at once, many times faster than a tokenizer that walks through each text.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from dashboard.tagging.text import fold

#: Raise it with any change of what a text turns into: an artifact of another version is refused.
FEATURE_VERSION = 1
#: A text is read up to here. No honest description is longer, and a megabyte of text must not take the memory of all.
MAX_CHARACTERS = 20_000
#: At most so many features of one text, the weightiest.
MAX_FEATURES = 512
CHARACTER_LENGTHS = (2, 3, 4)
MIN_WORD_LENGTH = 2

_SPACE, _LETTER, _HAN, _BREAK = 0, 1, 2, 3
# Beyond it lie private use and emoji's tags: nothing that is a letter.
_LAST_LETTER = 0x323B0
_HAN_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, _LAST_LETTER))
# Odd numbers without structure, from the golden ratio and from MurmurHash3's finaliser.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
# Hashes of words are odd, hashes of characters even: each kind is scaled to length 1 by itself.
_WORD_BIT = np.uint32(1)

Hashes = npt.NDArray[np.uint32]
Codes = npt.NDArray[np.uint64]
Owners = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Encoded:
    """Texts as a network reads them. Row i holds the features of text i; unused places have id 0 and weight 0."""

    # (texts, width).
    ids: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]


@dataclass(frozen=True)
class Vocabulary:
    """The n-grams that a network knows, as sorted hashes, and how much each weighs. Feature j has the id j + 1."""

    hashes: Hashes
    idf: npt.NDArray[np.float32]

    @property
    def size(self) -> int:
        """Return the number of ids, that of padding included."""
        return len(self.hashes) + 1

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Return the features of `texts`; n-grams that the vocabulary lacks are left out."""
        owners, hashes = hashed_ngrams(texts)
        places = np.searchsorted(self.hashes, hashes).clip(max=max(len(self.hashes) - 1, 0))
        known = self.hashes[places] == hashes if len(self.hashes) else np.zeros(len(hashes), bool)
        rows, columns, counts = _count(owners[known], places[known])
        weights = (1 + np.log(counts, dtype=np.float32)) * self.idf[columns]
        kinds = rows * 2 + (self.hashes[columns] & _WORD_BIT).astype(np.int64)
        lengths = np.sqrt(np.bincount(kinds, weights**2, minlength=2 * len(texts)))
        return _pad(rows, columns + 1, (weights / lengths[kinds]).astype(np.float32), len(texts))

    def to_json(self) -> dict[str, list[float] | list[int]]:
        """Return the vocabulary as builtins; `from_json` gives the very same numbers back."""
        return {"hashes": self.hashes.tolist(), "idf": self.idf.tolist()}

    @classmethod
    def from_json(cls, data: dict[str, list[float] | list[int]]) -> "Vocabulary":
        """Return the vocabulary that `to_json` gave `data` for."""
        return cls(np.array(data["hashes"], np.uint32), np.array(data["idf"], np.float32))


def fit_vocabulary(texts: Sequence[str], *, min_words: int = 2, min_characters: int = 3) -> Vocabulary:
    """Return the n-grams that at least `min_words` (of words) or `min_characters` (of characters) texts hold."""
    owners, hashes = hashed_ngrams(texts)
    known, places = np.unique(hashes, return_inverse=True)
    _, columns, _ = _count(owners, places)
    texts_with = np.bincount(columns, minlength=len(known))
    frequent = texts_with >= np.where(known & _WORD_BIT, min_words, min_characters)
    idf = np.log((1 + len(texts)) / (1 + texts_with[frequent])) + 1
    return Vocabulary(known[frequent], idf.astype(np.float32))


def hashed_ngrams(texts: Sequence[str]) -> tuple[Owners, Hashes]:
    """Return every n-gram of every text: the index of its text, and its hash."""
    codes, kinds = _code_points(texts)
    owners = np.cumsum(kinds == _BREAK, dtype=np.int32)
    found = [*_words(codes, kinds, owners), *(_characters(codes, kinds, owners, n) for n in CHARACTER_LENGTHS)]
    return np.concatenate([owner for owner, _ in found]), np.concatenate([hashed for _, hashed in found])


def _code_points(texts: Sequence[str]) -> tuple[Codes, npt.NDArray[np.uint8]]:
    """Return the folded texts one behind the other, a break between two, and what kind each code point is.

    Whatever is no letter or digit is a space; there is one at each end of a text, and never two in a row.
    """
    joined = fold(" \0 ".join(text[:MAX_CHARACTERS].replace("\0", " ") for text in texts))
    read = np.frombuffer(f" {joined} ".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _kind_of_code_points()[read.clip(max=_LAST_LETTER)]
    again = np.zeros(len(kinds), bool)
    again[1:] = (kinds[1:] == _SPACE) & (kinds[:-1] == _SPACE)
    codes = np.where(kinds == _SPACE, ord(" "), read).astype(np.uint64)
    return codes[~again], kinds[~again]


@cache
def _kind_of_code_points() -> npt.NDArray[np.uint8]:
    # Marks belong to their letters: without them the words of Hindi and Thai would fall apart.
    kinds = [_LETTER if unicodedata.category(chr(i))[0] in "LMN" else _SPACE for i in range(_LAST_LETTER)]
    table = np.array([*kinds, _SPACE], np.uint8)
    for start, stop in _HAN_RANGES:
        table[start:stop] = _HAN
    table[0] = _BREAK
    return table


def _words(codes: Codes, kinds: npt.NDArray[np.uint8], owners: Owners) -> list[tuple[Owners, Hashes]]:
    """Return the words and the pairs of neighbours among them."""
    inside = kinds == _LETTER
    edges = np.diff(inside.astype(np.int8), prepend=0, append=0)
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    long_enough = stops - starts >= MIN_WORD_LENGTH
    starts, stops = starts[long_enough], stops[long_enough]
    if not len(starts):
        return []
    hashed, owner = _hash_runs(codes, starts, stops), owners[starts]
    near = owner[1:] == owner[:-1]
    pairs = hashed[:-1][near] * _STEP + hashed[1:][near]
    return [(owner, _finish(hashed) | _WORD_BIT), (owner[1:][near], _finish(pairs) | _WORD_BIT)]


def _hash_runs(codes: Codes, starts: npt.NDArray[np.intp], stops: npt.NDArray[np.intp]) -> Codes:
    """Return a polynomial hash of each run of code points [start, stop)."""
    lengths = stops - starts
    first = np.repeat(np.cumsum(lengths) - lengths, lengths)
    within = np.arange(lengths.sum()) - first
    powers = np.cumprod(np.full(lengths.max(), _STEP), dtype=np.uint64)
    terms = codes[np.repeat(starts, lengths) + within] * powers[within]
    return np.add.reduceat(terms, np.cumsum(lengths) - lengths)


def _characters(codes: Codes, kinds: npt.NDArray[np.uint8], owners: Owners, n: int) -> tuple[Owners, Hashes]:
    """Return the runs of `n` characters that have a space at their ends at most: they stay within a word."""
    places = len(codes) - n + 1
    if places <= 0:
        return np.empty(0, np.int32), np.empty(0, np.uint32)
    hashed = np.full(places, n, np.uint64)
    whole = np.ones(places, bool)
    for i in range(n):
        hashed = hashed * _STEP + codes[i : i + places]
        kind = kinds[i : i + places]
        whole &= kind != _BREAK if i in (0, n - 1) else (kind != _BREAK) & (kind != _SPACE)
    return owners[:places][whole], _finish(hashed[whole]) & ~_WORD_BIT


def _finish(hashed: Codes) -> Hashes:
    """Spread a polynomial's bits over 32 of them: of 50,000 n-grams not one pair is likely to be taken for another."""
    mixed = (hashed ^ (hashed >> np.uint64(33))) * _MIX
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _count(
    owners: Owners, columns: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return text, column and number of each distinct n-gram of each text, in the order of texts and columns."""
    keys, counts = np.unique(owners.astype(np.int64) << 32 | columns, return_counts=True)
    return keys >> 32, keys & 0xFFFFFFFF, counts


def _pad(
    rows: npt.NDArray[np.int64], ids: npt.NDArray[np.int64], weights: npt.NDArray[np.float32], texts: int
) -> Encoded:
    """Put the weightiest MAX_FEATURES features of each text into a row; equal weights keep the order of their ids."""
    order = np.lexsort((ids, -weights, rows))
    rows, ids, weights = rows[order], ids[order], weights[order]
    starts = np.searchsorted(rows, np.arange(texts))
    places = np.arange(len(rows)) - starts[rows]
    kept = places < MAX_FEATURES
    width = int(places[kept].max(initial=0)) + 1
    encoded = Encoded(np.zeros((texts, width), np.int32), np.zeros((texts, width), np.float32))
    encoded.ids[rows[kept], places[kept]] = ids[kept]
    encoded.weights[rows[kept], places[kept]] = weights[kept]
    return encoded
