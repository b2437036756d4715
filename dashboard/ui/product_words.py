"""Display words of the Products page for what the store keeps as keys."""

from collections.abc import Sequence

from dashboard.importing.fields import FIELDS, LABEL_FIELDS
from dashboard.messages import Translator, mark
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title, word
from db.queries.capabilities import CapabilityRecord

#: Answers of a gold label; a primary one may also be a capability's key.
ANSWERS = {"yes": mark("yes"), "no": mark("no"), "unsure": mark("not sure"), "none": mark("none of them")}
LANES = {"audit": mark("audit"), "learning": mark("learning")}
#: Where a gold label comes from.
LABEL_ORIGINS = {
    "settled": mark("settled"),
    "person": mark("a person"),
    "import": mark("a file"),
    "catalogue": mark("the catalogue"),
}
#: What an import did to a product.
EFFECTS = {"new": mark("new"), "updated": mark("updated"), "unchanged": mark("unchanged")}
#: Titles of a product's fields.
FIELD_TITLES = {field.key: field.title for field in FIELDS} | {"launched_precision": mark("Precision of the date")}


#: What was mended on the way into the store, by the keys of Import.notes.
NOTES = {
    "merged_rows": mark("Rows that told of a launch again, and were merged with it: {count:,}"),
    "cut_cells": mark("Cells that were too long, and were cut: {count:,}"),
    "nul_bytes": mark("NUL bytes that were dropped: {count:,}"),
    "unreadable_characters": mark("Characters that the encoding could not read: {count:,}"),
    "labels_not_drawn": mark(
        "Rows that say audit and give neither a draw nor a probability: they joined the learning lane: {count:,}"
    ),
    "labels_evenly_drawn": mark(
        "Audit labels without a probability, for which every product of a source counts as equally probable: {count:,}"
    ),
    "kept_corrections": mark("Fields that stay as a person corrected them, though the file says otherwise: {count:,}"),
}


def annotator_word(annotator: str, t: Translator) -> str:
    """Return an annotator as a reader knows it: a person's own name, or where labels came from."""
    return word(LABEL_ORIGINS, annotator, t) if annotator in ("import", "catalogue") else annotator


def field_titles(capabilities: Sequence[CapabilityRecord], t: Translator) -> dict[str, str]:
    """Return the titles of all that a column of a file may fill: {key: title in the reader's language}."""
    fields = {key: t(title) for key, title in FIELD_TITLES.items()}
    return fields | {field.key: t(field.title) for field in LABEL_FIELDS} | judged_titles(capabilities, t)


def judged_titles(capabilities: Sequence[CapabilityRecord], t: Translator) -> dict[str, str]:
    """Return the titles of all that a label may judge: {key: title in the reader's language}."""
    own = {record.key: capability_title(record, language()) for record in capabilities}
    return own | {field.key: t(field.title) for field in LABEL_FIELDS if field.key in ("primary", "ai")}
