"""What a page or a workbook says around its numbers, in the language of its reader. Pure."""

from dataclasses import dataclass
from datetime import date

from dashboard.charts.theme import Style
from dashboard.export.numbers import Numbers
from dashboard.export.takeaway import Takeaway
from dashboard.messages import Translator
from dashboard.methods import list_methods
from dashboard.trends import periods
from dashboard.trends.correction_notes import correction_notes, steadiness_notes
from dashboard.trends.notes import left_out_notes, source_change, source_note, unfinished_note
from dashboard.words import PERIODS, SOURCES, TEXT_LANGUAGES, capability_title, word

#: The methods behind the numbers of an export (dashboard.methods).
METHODS = ("counting", "corrected", "bands", "proof")


@dataclass(frozen=True)
class Fact:
    """One line of what was asked and of what it rests on."""

    name: str
    value: str


def styles_of(takeaway: Takeaway) -> dict[str, Style]:
    """Return the title, in the reader's language, and the colour of each capability."""
    return {
        record.key: Style(capability_title(record, takeaway.lang), record.color) for record in takeaway.capabilities
    }


def facts_of(takeaway: Takeaway, t: Translator) -> list[Fact]:
    """Return what was chosen, and what the numbers rest on."""
    query, model, titles = takeaway.query, takeaway.about["model"], styles_of(takeaway)
    by = query.by or "quarter"
    chosen = {
        t("Source"): [word(SOURCES, one, t) for one in query.sources],
        t("Language of the text"): [word(TEXT_LANGUAGES, one, t) for one in query.languages],
        t("Capability"): [titles[one].title for one in query.capabilities],
    }
    return [
        Fact(t("Period"), word(PERIODS, by, t)),
        *(Fact(name, ", ".join(values) or t("All")) for name, values in chosen.items()),
        Fact(t("From"), _period(query.start, by)),
        Fact(t("To, inclusive"), _period(query.end, by)),
        Fact(t("Products of this choice"), f"{len(takeaway.products):,}"),
        Fact(t("Labelled products among them"), f"{takeaway.labels['product_id'].nunique():,}"),
        Fact(t("Model that tagged"), f"#{model['number']} ({model['artifact_hash'][:12]})" if model else "–"),
        Fact(t("Made"), str(takeaway.about["made_at"])),
    ]


def notes_of(takeaway: Takeaway, numbers: Numbers, t: Translator) -> list[str]:
    """Return what a reader must know: what corrects the shares, what is left out, where the source changes."""
    trends, styles = numbers.trends, styles_of(takeaway)
    names, change = source_names(takeaway, t), source_change(trends)

    def title(key: str) -> str:
        return styles[key].title

    def called(source: str, language: str) -> str:
        return t("{source}, {language}", source=name(source), language=word(TEXT_LANGUAGES, language, t))

    def name(source: str) -> str:
        return names.get(source, source)

    corrected = [
        *correction_notes(numbers.corrections, title, called),
        *steadiness_notes(numbers.corrections, title),
    ]
    notes = [
        *corrected,
        *left_out_notes(trends),
        unfinished_note(trends, name),
        source_note(change, name) if change else None,
    ]
    return [note.text(t) for note in notes if note]


def definitions_of(takeaway: Takeaway) -> list[Fact]:
    """Return what each capability means, in the reader's language."""
    zh = takeaway.lang == "zh"
    return [
        Fact(
            capability_title(record, takeaway.lang),
            (record.definition_zh if zh else record.definition_en) or record.definition_en or record.definition_zh,
        )
        for record in takeaway.capabilities
    ]


def methods_of(takeaway: Takeaway, t: Translator) -> list[Fact]:
    """Return how the numbers of an export are reckoned: what each method does, where from, and what would break it."""
    return [
        Fact(
            method.title,
            " ".join(
                [
                    method.what,
                    *(t("Where it comes from:"), method.source),
                    *(t("What it takes for granted:"), method.assumes),
                    *(t("What would break it:"), method.breaks),
                ]
            ),
        )
        for method in list_methods(takeaway.lang)
        if method.key in METHODS
    ]


def source_names(takeaway: Takeaway, t: Translator) -> dict[str, str]:
    """Return the display word of every source."""
    return {source: word(SOURCES, source, t) for source in takeaway.products["source"].cat.categories}


def _period(day: date | None, by: periods.By) -> str:
    return periods.label(periods.ordinal(day, by), by) if day else "–"
