"""Cut texts into terms: English words and phrases of up to three words, Chinese words. A text has a term or has not.

Kept out are stop words (dashboard.trends.stopwords), numbers, the words of a product's own name in its own text, and
terms that are a product's name: whatever a name stands for, its use would rise with one product's fame.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.tagging.text import fold
from dashboard.trends.chinese_words import Ints, chinese_words
from dashboard.trends.stopwords import ENGLISH

LONGEST_PHRASE = 3
#: A name is written with a capital; an ordinary word that is somebody's name too mostly is not.
CAPITALS = 0.5
# A plural is its singular where that is no rarity beside it.
_SINGULARS = 0.1
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*(?:['’][a-z]+)?")
_JOINS = re.compile(r"[ \u00a0-]+")
_POSSESSIVE = re.compile(r"['’][a-z]+$")
_NAME_END = re.compile(r"\s*(?:[:：|(（,，–—]|\s-\s).*$")
_VERSION = re.compile(r"\s+v?\d[\d.]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Cut:
    """The terms of texts. `texts` and `terms` (pairs,) say which text has which term, each pair once."""

    vocabulary: tuple[str, ...]
    texts: Ints
    terms: Ints


def cut_texts(texts: Sequence[str], names: Sequence[str], *, least: int, all_names: Sequence[str] = ()) -> Cut:
    """Return the terms that at least `least` of the texts have; `names` are those of the texts' own products.

    `all_names` are names that no term may be, beside these.
    """
    own_words = [frozenset(fold(word) for word in _WORD.findall(name)) for name in names]
    vocabulary, owners, terms, capitals = _english(texts, own_words, least)
    words, chinese_owners, chinese_terms = chinese_words(texts, least)
    pairs = np.unique(
        np.concatenate([owners, chinese_owners]) * (len(vocabulary) + len(words))
        + np.concatenate([terms, chinese_terms + len(vocabulary)])
    )
    every = (*vocabulary, *words)
    if not every:
        return Cut((), np.empty(0, np.int64), np.empty(0, np.int64))
    owners, terms = np.divmod(pairs, len(every))
    said = _outside_names(owners, terms, every, names)
    owners, terms = owners[said], terms[said]
    barred = _names([*names, *all_names])
    is_name = np.array([term in barred and capitals.get(term, 1.0) >= CAPITALS for term in every], bool)
    kept = (np.bincount(terms, minlength=len(every)) >= least) & ~is_name
    numbers = np.cumsum(kept) - 1
    return Cut(
        vocabulary=tuple(term for term, keep in zip(every, kept, strict=True) if keep),
        texts=owners[kept[terms]],
        terms=numbers[terms[kept[terms]]],
    )


def _english(
    texts: Sequence[str], own_words: Sequence[frozenset[str]], least: int
) -> tuple[list[str], Ints, Ints, dict[str, float]]:
    """Return the frequent phrases, each use's text and phrase, and how often a phrase is written with a capital."""
    cut = [list(_stretches(text, own)) for text, own in zip(texts, own_words, strict=True)]
    singular = _singulars(cut)
    uses: defaultdict[str, list[int]] = defaultdict(list)
    capitals: Counter[str] = Counter()
    for number, stretches in enumerate(cut):
        for stretch in stretches:
            for phrase, capital in _phrases(stretch, singular):
                uses[phrase].append(number)
                capitals[phrase] += capital
    frequent = [phrase for phrase, owners in uses.items() if len(owners) >= least]
    lengths = [len(uses[phrase]) for phrase in frequent]
    owners = np.array([owner for phrase in frequent for owner in uses[phrase]], np.int64)
    shares = {phrase: capitals[phrase] / len(uses[phrase]) for phrase in frequent}
    return frequent, owners, np.repeat(np.arange(len(frequent)), lengths), shares


def _stretches(text: str, own: frozenset[str]) -> Iterator[list[tuple[str, bool]]]:
    """Return the words that follow each other with nothing but a space or a hyphen between, and who has a capital."""
    stretch: list[tuple[str, bool]] = []
    end = 0
    for found in _WORD.finditer(text):
        if stretch and not _JOINS.fullmatch(text, end, found.start()):
            yield stretch
            stretch = []
        word = _POSSESSIVE.sub("", found.group())
        end = found.end()
        if fold(word) in own or fold(word).removesuffix("s") in own:
            if stretch:
                yield stretch
            stretch = []
        else:
            stretch.append((fold(word), word[0].isupper()))
    if stretch:
        yield stretch


def _singulars(cut: Sequence[Sequence[Sequence[tuple[str, bool]]]]) -> dict[str, str]:
    counts = Counter(word for stretches in cut for stretch in stretches for word, _ in stretch)
    found = {}
    for word, count in counts.items():
        single = word[:-1]
        if len(word) > 3 and word.endswith("s") and counts[single] >= _SINGULARS * count:
            found[word] = single
    return found


def _phrases(stretch: Sequence[tuple[str, bool]], singular: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Return the phrases of a stretch that neither begin nor end with a stop word."""
    for start in range(len(stretch)):
        if _is_stopped(stretch[start][0]):
            continue
        for stop in range(start + 1, min(start + LONGEST_PHRASE, len(stretch)) + 1):
            last = stretch[stop - 1][0]
            if not _is_stopped(last):
                words = [*(word for word, _ in stretch[start : stop - 1]), singular.get(last, last)]
                yield " ".join(words), stretch[start][1]


def _is_stopped(word: str) -> bool:
    return len(word) < 2 or word in ENGLISH


def _outside_names(owners: Ints, terms: Ints, every: Sequence[str], names: Sequence[str]) -> Ints:
    """Return the places of the pairs whose Chinese word is no part of its product's own name."""
    folded = [fold(name) for name in names]
    wide = np.array([not name.isascii() for name in folded], bool)
    own = wide[owners]
    inside = np.zeros(len(owners), bool)
    for place in np.flatnonzero(own):
        inside[place] = every[terms[place]] in folded[owners[place]]
    return np.flatnonzero(~inside)


def _names(names: Sequence[str]) -> frozenset[str]:
    """Return the names as a text would say them: whole, without what follows a colon or a dash, without a version."""
    found = set()
    for name in names:
        short = _NAME_END.sub("", name)
        for said in (name, short, _VERSION.sub("", short)):
            found.add(" ".join(fold(word) for word in _WORD.findall(said)) or fold(said).strip())
    return frozenset(found)
