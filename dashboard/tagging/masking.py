"""Take out of a text the words by which it says that its product uses AI, and leave what it says that the product does.

The words are those of dashboard.tagging.words, published there, with those that say no more than "clever", and what
hangs on them: of "AI-powered billing" there is left "billing".
"""

import re

from dashboard.tagging.words import CHINESE_WORDS, ENGLISH_PHRASES, ENGLISH_WORDS

#: Beside the published words: they praise, and name no function.
PRAISE = ("smart", "smarter", "intelligent", "intelligently", "cognitive")
CHINESE_PRAISE = ("智能化", "智能", "智慧", "聪明")
_HANGERS = ("powered", "driven", "native", "based", "enabled", "assisted", "enhanced", "first", "generated")
_CHINESE_HANGERS = ("驱动的", "驱动", "赋能的", "赋能", "原生")


def _english() -> str:
    phrases = [re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in ENGLISH_PHRASES]
    words = sorted((*ENGLISH_WORDS, *PRAISE), key=len, reverse=True)
    hangers = "|".join(_HANGERS)
    return rf"(?<![a-z0-9])(?:{'|'.join([*phrases, *words])})(?![a-z0-9])(?:[\s-]+(?:{hangers})(?![a-z0-9]))?"


def _chinese() -> str:
    words = sorted((*CHINESE_WORDS, *CHINESE_PRAISE), key=len, reverse=True)
    return rf"(?:{'|'.join(words)})(?:{'|'.join(_CHINESE_HANGERS)})?"


# "AI驱动的" holds a Latin word with a Chinese hanger.
_MARKETING = re.compile(rf"(?:{_english()}|{_chinese()})\s*(?:{'|'.join(_CHINESE_HANGERS)})?", re.IGNORECASE)


def mask_marketing(text: str) -> str:
    """Return the text without its words of AI.

    >>> mask_marketing("AI-powered billing for GPT fans")
    'billing for fans'
    >>> mask_marketing("基于大模型的智能客服")
    '基于的客服'
    """
    return re.sub(r"[ \t]{2,}", " ", _MARKETING.sub("", text)).strip()


def says_marketing(text: str) -> bool:
    """Tell whether a text has a word of AI that `mask_marketing` would take out."""
    return _MARKETING.search(text) is not None
