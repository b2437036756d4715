"""Words as pages put them together; the display words themselves lie in dashboard.words."""

from collections.abc import Iterable
from functools import reduce

from dashboard.messages import Translator
from dashboard.words import PERIODS, SOURCES, TEXT_LANGUAGES, capability_title, word

__all__ = ["PERIODS", "SOURCES", "TEXT_LANGUAGES", "capability_title", "sentences", "word"]


def sentences(parts: Iterable[str], t: Translator) -> str:
    """Join sentences into a line: Chinese puts no space between them.

    >>> from dashboard.messages import english
    >>> sentences(["It runs.", "It stops."], english)
    'It runs. It stops.'
    """
    return reduce(lambda first, second: t("{first} {second}", first=first, second=second), parts)
