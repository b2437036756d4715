"""The text of a product as taggers read it, and what can be told from it without a model."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from dashboard.tagging.words import CHINESE_WORDS, ENGLISH_PHRASES, ENGLISH_WORDS

_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
_LATIN_WORDS = re.compile(r"[a-z0-9]+")
_LATIN_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_PHRASE_BEGINNINGS = frozenset(phrase.split()[0] for phrase in ENGLISH_PHRASES)
_CHINESE_WORDS = re.compile("|".join(CHINESE_WORDS))
_AI = re.compile(r"(?<![a-z0-9])ai(?![a-z0-9])")
_OTHER_LETTERS = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
#: A text whose script is neither Latin nor Chinese.
OTHER = "other"
_SENTENCE_ENDS = tuple(".!?…。！？")
# A Chinese character says about as much as three letters of an English word.
_LETTERS_PER_HAN = 3
# What nearly every Chinese text holds. NFKC would make the same of each, at forty times the cost for the whole text.
_FULL_WIDTH = tuple(zip("，：；！？（）～\u3000…", (*",:;!?()~ ", "..."), strict=True))


def product_text(name: str, tagline: str, description: str) -> str:
    """Join what a tagger reads of a product into one text, a sentence a part.

    >>> product_text("Bend", "Supply chain data", "It counts emissions.")
    'Bend. Supply chain data. It counts emissions.'
    """
    parts = [part.strip() for part in (name, tagline, description)]
    return " ".join(part if part.endswith(_SENTENCE_ENDS) else f"{part}." for part in parts[:-1] if part) + (
        f" {parts[-1]}" if parts[-1] else ""
    )


def text_hash(name: str, tagline: str, description: str) -> str:
    """Return 16 hexadecimal digits that are equal where two products read alike, letter by letter and digit by digit.

    Case, width, spaces and punctuation do not count, nor where the tagline ends: a file that holds both joined in one
    text has the hash of the file that holds them apart.

    >>> text_hash("Bend", "Supply chain data", "It counts.") == text_hash("BEND", "", "Supply chain data. It counts")
    True
    """
    return hash_folded(fold(f"{name} {tagline} {description}"))


def fold(text: str) -> str:
    """Return `text` without the differences of width and case that a reader does not see."""
    if text.isascii():
        return text.lower()
    for wide, narrow in _FULL_WIDTH:
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text).casefold()


def hash_folded(folded: str) -> str:
    """Return `text_hash` of a text that is folded already."""
    letters = "".join(_LETTERS_AND_DIGITS.findall(folded))
    return sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def detect_language(text: str) -> str:
    """Return "zh" or "en" by the script that prevails, or "other" where neither does: by script, not by vocabulary.

    >>> detect_language("Paste Switch 是一款针对 Mac 的剪贴板工具")
    'zh'
    """
    han = _length(_HAN, text)
    if 2 * han > len(text):
        return "zh"
    latin = _length(_LATIN_LETTERS, text)
    other = 0 if text.isascii() else _length(_OTHER_LETTERS, text)
    weights = {"zh": _LETTERS_PER_HAN * han, "en": latin, OTHER: _LETTERS_PER_HAN * other}
    prevailing = max(weights, key=weights.__getitem__)
    return prevailing if 2 * weights[prevailing] > sum(weights.values()) else OTHER


def by_language(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the texts of each language that is told apart, none where there are none.

    >>> by_language(["Paste Switch"])
    {'en': ['Paste Switch'], 'zh': [], 'other': []}
    """
    found: dict[str, list[str]] = {"en": [], "zh": [], OTHER: []}
    for text in texts:
        found[detect_language(text)].append(text)
    return found


def says_ai(text: str) -> bool:
    """Tell whether a text says by one of the published words that its product uses AI."""
    return folded_says_ai(fold(text))


def folded_says_ai(folded: str) -> bool:
    """Return `says_ai` of a text that is folded already."""
    if _AI.search(folded):
        return True  # By far the most frequent of the words, and found without cutting the text into words.
    words = _LATIN_WORDS.findall(folded)
    if not ENGLISH_WORDS.isdisjoint(words):
        return True
    if not _PHRASE_BEGINNINGS.isdisjoint(words):
        spaced = f" {' '.join(words)} "
        if any(f" {phrase} " in spaced for phrase in ENGLISH_PHRASES):
            return True
    return not folded.isascii() and _CHINESE_WORDS.search(folded) is not None


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))
