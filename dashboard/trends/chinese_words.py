"""Words of Chinese texts, found without a dictionary: runs of characters that hold together and stand free.

A run is a word where its characters keep together more than chance would bring them (pointwise mutual information over
its weakest cut) and where many different characters stand before and after it (branching entropy: Jin and
Tanaka-Ishii 2006). New words, which no dictionary has, are the very ones looked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.tagging.text import fold
from dashboard.trends.stopwords import CHINESE, CHINESE_BEGINNINGS, CHINESE_ENDS

Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]

LONGEST = 6
#: A run's weakest cut is so many times as frequent as by chance, and its neighbours vary by so many nats.
COHESION, FREEDOM = 20.0, 1.2
_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_STEP = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class _Runs:
    """The runs of one length: for each place of the text, which run begins there (-1: none), and how often it does."""

    of: Small
    counts: Small
    #: For each run the first place where it begins.
    first: Ints


def chinese_words(texts: Sequence[str], least: int) -> tuple[list[str], Ints, Ints]:
    """Return the words that stand at least `least` times, and for each of their uses the text and the word: (uses,)."""
    codes, owners = _characters(texts)
    runs = [_runs_of(codes, length) for length in range(1, LONGEST + 2)]
    words: list[str] = []
    found_texts, found_words = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for length in range(2, LONGEST + 1):
        own = runs[length - 1]
        is_word = _are_words(runs, length, least, int((codes > 0).sum()))
        names = ["".join(map(chr, codes[place : place + length])) for place in own.first[is_word]]
        kept = np.array([not _is_stopped(name) for name in names], bool)
        numbers = np.full(len(own.first) + 1, -1, np.int64)  # The last one stands for "none".
        numbers[np.flatnonzero(is_word)[kept]] = len(words) + np.arange(kept.sum())
        words += [name for name, keep in zip(names, kept, strict=True) if keep]
        uses = numbers[own.of]
        found_texts.append(owners[uses >= 0])
        found_words.append(uses[uses >= 0])
    return words, np.concatenate(found_texts), np.concatenate(found_words)


def _is_stopped(word: str) -> bool:
    return word in CHINESE or word[0] in CHINESE_BEGINNINGS or word[-1] in CHINESE_ENDS


def _characters(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Return the code points of all texts, 0 for whatever is no Chinese character, and the text of each."""
    joined = "\0".join(fold(text) for text in texts) + "\0"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    owners = np.cumsum(codes == 0) - (codes == 0)
    han = np.zeros(len(codes), bool)
    for first, last in _HAN:
        han |= (codes >= first) & (codes <= last)
    # Of what is not Chinese one place is enough to part two runs.
    kept = han | np.r_[True, han[:-1]]
    return np.where(han, codes, 0)[kept], owners[kept]


def _runs_of(codes: Ints, length: int) -> _Runs:
    places = max(len(codes) - length + 1, 0)
    hashed, whole = np.zeros(places, np.uint64), np.ones(places, bool)
    for shift in range(length):
        part = codes[shift : shift + places]
        hashed = hashed * _STEP + part.astype(np.uint64)
        whole &= part > 0
    begins = np.flatnonzero(whole)
    _, first, inverse, counts = np.unique(hashed[begins], return_index=True, return_inverse=True, return_counts=True)
    of, often = np.full(len(codes), -1, np.int32), np.zeros(len(codes), np.int32)
    of[begins], often[begins] = inverse, counts[inverse]
    return _Runs(of, often, begins[first])


def _are_words(runs: Sequence[_Runs], length: int, least: int, characters: int) -> npt.NDArray[np.bool_]:
    own, longer = runs[length - 1], runs[length]
    counts = own.counts[own.first].astype(np.float64)
    cohesion = np.full(len(counts), np.inf)
    for cut in range(1, length):
        left = runs[cut - 1].counts[own.first].astype(np.float64)
        right = runs[length - cut - 1].counts[own.first + cut]
        cohesion = np.minimum(cohesion, counts * characters / (left * right))
    # A run's end in the text is a neighbour of its own, and so adds nothing to the sum of c log c.
    more = longer.counts[longer.first].astype(np.float64)
    freedom = np.full(len(counts), np.inf)
    for shift in (0, 1):
        taken = np.bincount(own.of[longer.first + shift], more * np.log(more), len(counts))
        freedom = np.minimum(freedom, np.log(counts) - taken / counts)
    return (counts >= least) & (cohesion >= COHESION) & (freedom >= FREEDOM)
