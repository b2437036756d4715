"""The n-grams of texts as hashes, reckoned with NumPy over the code points of a whole batch at once.

Words (runs of letters and digits, one and two in a row) carry the meaning of languages that put spaces between them;
runs of two to four characters carry that of Chinese, and endings and misspellings elsewhere. It is many times faster
than a tokenizer that walks through each text.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from dashboard.tagging.text import fold

#: A text is read up to here. No honest description is longer, and a megabyte of text must not take the memory of all.
MAX_CHARACTERS = 20_000
CHARACTER_LENGTHS = (2, 3, 4)
MIN_WORD_LENGTH = 2
#: Hashes of words are odd, hashes of characters even: each kind is scaled to length 1 by itself.
WORD_BIT = np.uint32(1)

_SPACE, _LETTER, _HAN, _BREAK = 0, 1, 2, 3
# Beyond it lie private use and emoji's tags: nothing that is a letter.
_LAST_LETTER = 0x323B0
_HAN_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, _LAST_LETTER))
# Odd numbers without structure, from the golden ratio and from MurmurHash3's finaliser.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)

Hashes = npt.NDArray[np.uint32]
Codes = npt.NDArray[np.uint64]
Owners = npt.NDArray[np.int32]


def hashed_ngrams(texts: Sequence[str]) -> tuple[Owners, Hashes]:
    """Return every n-gram of every text: the index of its text, and its hash."""
    codes, kinds = _code_points(texts)
    owners = np.cumsum(kinds == _BREAK, dtype=np.int32)
    found = [*_words(codes, kinds, owners), *(_characters(codes, kinds, owners, n) for n in CHARACTER_LENGTHS)]
    return np.concatenate([owner for owner, _ in found]), np.concatenate([hashed for _, hashed in found])


def hash_words(words: Sequence[str]) -> Hashes:
    """Return the hash under which `hashed_ngrams` finds each of `words`: one word, or two in a row.

    Raise ValueError for what is neither.
    """
    codes, kinds = _code_points(words)
    found = _words(codes, kinds, np.cumsum(kinds == _BREAK, dtype=np.int32))
    hashed, counts = np.zeros(len(words), np.uint32), np.zeros(len(words), np.int64)
    for owners, hashes in found:
        hashed[owners] = hashes  # The pair comes second, and stays.
        np.add.at(counts, owners, 1)
    if not np.isin(counts, (1, 3)).all():  # One word; or two words and their pair.
        wrong = words[int(np.flatnonzero(~np.isin(counts, (1, 3)))[0])]
        raise ValueError(f"{wrong!r} is neither one word nor two of at least {MIN_WORD_LENGTH} letters.")
    return hashed


def hash_characters(words: Sequence[str]) -> Hashes:
    """Return the hash under which `hashed_ngrams` finds each of `words`, runs of two to four characters.

    Raise ValueError for what is shorter or longer.
    """
    folded = [fold(word) for word in words]
    lengths = np.array([len(word) for word in folded], np.int64)
    wrong = np.flatnonzero(~np.isin(lengths, CHARACTER_LENGTHS))
    if len(wrong):
        raise ValueError(f"{words[wrong[0]]!r} is no run of 2 to 4 characters.")
    hashed = np.zeros(len(words), np.uint32)
    for n in CHARACTER_LENGTHS:
        own = np.flatnonzero(lengths == n)
        codes = np.array([[ord(character) for character in folded[place]] for place in own], np.uint64)
        hashed[own] = _hash_characters(codes.reshape(len(own), n).T)
    return hashed


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
    return [(owner, _finish(hashed) | WORD_BIT), (owner[1:][near], _finish(pairs) | WORD_BIT)]


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
    whole = np.ones(places, bool)
    for i in range(n):
        kind = kinds[i : i + places]
        whole &= kind != _BREAK if i in (0, n - 1) else (kind != _BREAK) & (kind != _SPACE)
    starts = np.flatnonzero(whole)
    return owners[starts], _hash_characters(np.stack([codes[starts + i] for i in range(n)]))


def _hash_characters(codes: Codes) -> Hashes:
    """Return the hash of runs of characters: `codes` holds a run a column."""
    hashed = np.full(codes.shape[1], len(codes), np.uint64)
    for row in codes:
        hashed = hashed * _STEP + row
    return _finish(hashed) & ~WORD_BIT


def _finish(hashed: Codes) -> Hashes:
    """Spread a polynomial's bits over 32 of them: of 50,000 n-grams not one pair is likely to be taken for another."""
    mixed = (hashed ^ (hashed >> np.uint64(33))) * _MIX
    return (mixed >> np.uint64(32)).astype(np.uint32)
