"""The words of a text that the table of concepts names for a capability: quick to find, the same for every model.

They are what a reader would point at, not what a model went by: dashboard.tagging.evidence asks the model.
"""

import re
from functools import cache

from dashboard.tagging.concepts import list_concepts
from dashboard.tagging.text import fold

#: Words that are shown of one text.
MOST = 6
_ENGLISH = re.compile(r"[a-z0-9]+")
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
#: Characters of the longest and of the shortest Chinese word in the table.
_LONGEST, _SHORTEST = 4, 2


def phrases(text: str, capability: str) -> list[str]:
    """Return the words of a text that speak of a capability, in their order, each once, at most MOST.

    Longer words go before shorter ones that they hold. A capability that a person added has none.

    >>> phrases("It predicts which machines fail, and predicts it early.", "intelligence")
    ['predicts']
    """
    known = _forms(capability)
    if not known:
        return []
    folded = fold(text)
    places = sorted([*_english(folded, known), *_chinese(folded, known)])
    return list(dict.fromkeys(word for _, word in places))[:MOST]


@cache
def _forms(capability: str) -> frozenset[str]:
    return frozenset(
        form
        for concept in list_concepts()
        if concept.group == capability
        for form in (*concept.english, *concept.chinese)
    )


def _english(text: str, known: frozenset[str]) -> list[tuple[int, str]]:
    found, words, skipped = [], list(_ENGLISH.finditer(text)), -1
    for place, word in enumerate(words):
        if place == skipped:
            continue
        pair = f"{word[0]} {words[place + 1][0]}" if place + 1 < len(words) else ""
        if pair in known:
            found.append((word.start(), pair))
            skipped = place + 1
        elif word[0] in known:
            found.append((word.start(), word[0]))
    return found


def _chinese(text: str, known: frozenset[str]) -> list[tuple[int, str]]:
    found = []
    for run in _CHINESE.finditer(text):
        at = run.start()
        while at < run.end():
            word = next(
                (
                    text[at : at + length]
                    for length in range(min(_LONGEST, run.end() - at), _SHORTEST - 1, -1)
                    if text[at : at + length] in known
                ),
                None,
            )
            if word:
                found.append((at, word))
            at += len(word or " ")
    return found
