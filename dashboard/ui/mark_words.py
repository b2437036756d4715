"""What a mark of a chart counts, in words."""

from collections.abc import Mapping

from dashboard.catalogue.industries import APPLICATION_TITLES, INDUSTRY_TITLES
from dashboard.charts.theme import Style
from dashboard.messages import Translator, mark
from dashboard.trends.marks import WITH, Mark
from dashboard.trends.sectors import USE
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, word

CONDITIONS = {
    "source": mark("Source"),
    "language": mark("Language of the text"),
    "country": mark("Country"),
    "industry": mark("Industry"),
    "sector": mark("Industry"),
    USE: mark("Field of application"),
    WITH: mark("Also offers"),
}
_WORDS = {
    "source": SOURCES,
    "language": TEXT_LANGUAGES,
    "industry": INDUSTRY_TITLES,
    "sector": INDUSTRY_TITLES,
    USE: APPLICATION_TITLES,
}


def mark_period(chosen: Mark, t: Translator) -> str:
    """Return the period of a mark, or the first and the last of several."""
    return t("{first} to {last}", first=chosen.period, last=chosen.last) if chosen.last else chosen.period


def mark_conditions(chosen: Mark, styles: Mapping[str, Style], t: Translator) -> str:
    """Return what the launches of a mark have in common, or an empty text where its period is all."""
    parts = [
        t("{name}: {value}", name=word(CONDITIONS, name, t), value=group_word(name, value, styles, t))
        for name, value in chosen.conditions
    ]
    return " · ".join(parts)


def group_word(name: str, value: str, styles: Mapping[str, Style], t: Translator) -> str:
    """Return the display word of a value: of a column of the launches frame, or of a capability."""
    if name == WITH:
        return styles[value].title if value in styles else value
    return word(_WORDS.get(name, {}), value, t) if value else t("unknown")
