"""Display words for what the store keeps as keys, for pages and for files that are taken along."""

from dashboard.messages import Translator, mark
from db.queries.capabilities import CapabilityRecord

#: Sources that a recipe knows, by their own names; any other source is shown as it was typed.
SOURCES = {"yc": mark("Y Combinator"), "producthunt": mark("Product Hunt"), "own": mark("Typed in")}
#: Languages of a product's text.
TEXT_LANGUAGES = {"en": mark("English"), "zh": mark("Chinese"), "other": mark("Other language")}
#: Lengths of a period.
PERIODS = {"month": mark("Month"), "quarter": mark("Quarter"), "year": mark("Year")}


def word(words: dict[str, str], key: str, t: Translator) -> str:
    """Return the display word of a key, or the key itself where it is a person's own."""
    return t(words[key]) if key in words else key


def capability_title(record: CapabilityRecord, language: str) -> str:
    """Return a capability's title in the reader's language; a label set of one's own may have one title only."""
    first, second = (record.title_zh, record.title_en) if language == "zh" else (record.title_en, record.title_zh)
    return first or second or record.key
