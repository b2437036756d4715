"""The languages of the interface, and every sentence in them, for pages and for files that are taken along."""

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

from dashboard.messages import Translator

LOCALE = Path(__file__).resolve().parents[1] / "locale"
#: The languages of the interface, each by its own name.
LANGUAGES = {"en": "English", "zh": "中文"}


def translator(code: str) -> Translator:
    """Return the translator of a language, whatever the reader's own: for files that hold several."""

    def translated(template: str, /, **values: Any) -> str:
        return catalogue(code).gettext(template).format(**values)

    return translated


@cache
def catalogue(code: str) -> NullTranslations:
    """Return the sentences of a language. English needs none: its sentences are the message ids."""
    return translation("strandline", LOCALE, languages=[code], fallback=code == "en")
