"""What a network reads of a text, in words: features are hashes, and a hash does not say what it came from."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.tagging.features import Encoded
from dashboard.tagging.ngrams import CHARACTER_LENGTHS
from dashboard.tagging.text import fold
from dashboard.tagging.tokens import Tokens

#: A text is taken apart up to here; its weightiest features seldom come from further on alone.
MAX_CHARACTERS = 1000

_WORDS = re.compile(r"[^\W_]+")

Encode = Callable[[Sequence[str]], Encoded]


@dataclass(frozen=True)
class Feature:
    """One number that a network reads, by the piece of text that brings it."""

    piece: str
    weight: float


@dataclass(frozen=True)
class ReadText:
    """What a network reads of one text."""

    # How many features it has; `weightiest` holds some of them, the weightiest first, each piece once.
    count: int
    weightiest: tuple[Feature, ...]


def read_texts(texts: Sequence[str], encode: Encode, *, most: int) -> list[ReadText]:
    """Return what a network that reads by `encode` (dashboard.tagging.features.Vocabulary.encode) reads of texts.

    A feature is named by the shortest piece of the text that brings it when it is read alone: a word, two words in a
    row, or some characters in a row. That asks nothing of how features are made, and needs no list of n-grams.
    """
    encoded = encode(texts)
    return [
        _read(text, ids[weights > 0].tolist(), weights[weights > 0].tolist(), encode, most)
        for text, ids, weights in zip(texts, encoded.ids, encoded.weights, strict=True)
    ]


def read_tokens(texts: Sequence[str], tokens: Tokens, *, most: int) -> list[ReadText]:
    """Return what an encoder reads of texts: their first tokens, each of which counts alike."""
    pieces = tokens.pieces(texts)
    return [ReadText(len(own), tuple(Feature(piece, 1.0) for piece in own[:most])) for own in pieces]


def read_both(texts: Sequence[str], tokens: Tokens, encode: Encode, *, most: int) -> list[ReadText]:
    """Return what a network reads that reads tokens beside what `encode` makes: so many tokens, and so many others."""
    both = zip(read_tokens(texts, tokens, most=most), read_texts(texts, encode, most=most), strict=True)
    return [ReadText(own.count + others.count, own.weightiest + others.weightiest) for own, others in both]


def _read(text: str, ids: list[int], weights: list[float], encode: Encode, most: int) -> ReadText:
    names = _names(text, set(ids), encode)
    heaviest: dict[str, float] = {}
    for number, weight in sorted(zip(ids, weights, strict=True), key=lambda one: -one[1]):
        # The beginning of a word and the same characters inside one are two features of one piece.
        if number in names and names[number] not in heaviest:
            heaviest[names[number]] = round(weight, 3)
    return ReadText(len(ids), tuple(Feature(piece, weight) for piece, weight in list(heaviest.items())[:most]))


def _names(text: str, ids: set[int], encode: Encode) -> dict[int, str]:
    """Return the piece that brings each feature, where one of the text's pieces does."""
    pieces = sorted(set(_pieces(fold(text[:MAX_CHARACTERS]))), key=lambda piece: (len(piece), piece))
    names: dict[int, str] = {}
    if not pieces:
        return names
    encoded = encode(pieces)
    for piece, brought, weights in zip(pieces, encoded.ids, encoded.weights, strict=True):
        for number in brought[weights > 0].tolist():
            if number in ids:
                names.setdefault(number, piece)
    return names


def _pieces(folded: str) -> Iterator[str]:
    words = _WORDS.findall(folded)
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(words))
    for word in words:
        for length in (1, *CHARACTER_LENGTHS):
            yield from (word[start : start + length] for start in range(len(word) - length + 1))
