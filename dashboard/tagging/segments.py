"""Cut a text into the units that can be left out of it: words, and characters where no space parts the words.

No dictionary: Chinese, Japanese, Thai and their like fall into single characters, which `dashboard.tagging.evidence`
joins again by what they do. A unit is never part of what a reader sees as one character.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Scripts that put no spaces between words: Thai and Lao, Burmese, Khmer, Japanese, Chinese.
_UNSPACED = (
    *((0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800), (0x3005, 0x3008), (0x3040, 0x3100), (0x31F0, 0x3200)),
    *((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0)),
)
# Between two letters they belong to the word: don't, l’eau, and what joins or parts letters in Persian and Hindi.
_INSIDE_WORDS = "'’\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


@dataclass(frozen=True)
class Unit:
    """text[start:end], a word or a character."""

    start: int
    end: int
    # It is a character that may make a word with its neighbours.
    joins: bool


def units(text: str) -> list[Unit]:
    """Return the units of a text in their order; punctuation, emoji and spaces lie between them.

    >>> [(unit.start, unit.end) for unit in units("AI 记账")]
    [(0, 2), (3, 4), (4, 5)]
    """
    return list(_units(text))


def without(text: str, left_out: Iterable[Unit]) -> str:
    """Return the text without some of its units.

    >>> without("It plans trips", units("It plans trips")[1:2])
    'It  trips'
    """
    parts, place = [], 0
    for unit in sorted(left_out, key=lambda unit: unit.start):
        parts.append(text[place : unit.start])
        place = unit.end
    return "".join(parts) + text[place:]


def _units(text: str) -> Iterator[Unit]:
    place = 0
    while place < len(text):
        start, place = place, place + 1
        if not _begins(text[start]):
            continue
        joins = _is_unspaced(text[start])
        while place < len(text) and (_extends(text[place]) or (not joins and _goes_on(text, place))):
            place += 1
        yield Unit(start, place, joins)


def _goes_on(text: str, place: int) -> bool:
    """Tell whether the word before `place` holds the character there."""
    if text[place] in _INSIDE_WORDS:
        place += 1
    return place < len(text) and _begins(text[place]) and not _is_unspaced(text[place])


def _begins(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _extends(character: str) -> bool:
    # Accents, vowel signs and variation selectors: they belong to what stands before them.
    return unicodedata.category(character)[0] == "M"


def _is_unspaced(character: str) -> bool:
    return any(start <= ord(character) < stop for start, stop in _UNSPACED)
