"""What a file changes of a product that is there already. A product changes only where the file truly differs."""

import re
from collections.abc import Mapping
from typing import Any

from dashboard.importing.keys import canonical_url, product_group
from dashboard.importing.launch import Launch, Text, better_date, highest, later_text
from dashboard.tagging.text import detect_language, fold, folded_says_ai, hash_folded, product_text
from db.queries.import_storing import NewProduct

_NOT_LETTERS = re.compile(r"[\W_]+")
_PLAIN_FIELDS = ("name", "country", "industry", "application_fields", "keywords")


def new_product(launch: Launch) -> NewProduct:
    """Return a product that the store does not know yet."""
    folded = fold(f"{launch.name} {launch.tagline} {launch.description}")
    return NewProduct(
        source=launch.source,
        external_id=launch.external_id,
        name=launch.name,
        tagline=launch.tagline,
        description=launch.description,
        launched_on=launch.launched_on,
        launched_precision=launch.launched_precision,
        url=launch.url,
        language=launch.language or detect_language(folded),
        country=launch.country,
        industry=launch.industry,
        application_fields=launch.application_fields,
        keywords=launch.keywords,
        votes=launch.votes,
        text_as_of=launch.text_as_of,
        product_group=product_group(launch.source, launch.url, launch.name),
        says_ai=folded_says_ai(folded),
        text_hash=hash_folded(folded),
    )


def changed_fields(stored: Mapping[str, Any], launch: Launch) -> dict[str, Any]:
    """Return the fields that the launch has otherwise than the stored product, and their new values.

    An empty field changes nothing; a finer date replaces a coarser one, and of two equally fine ones the earlier holds;
    votes never fall; an address that differs only in what names no page stays; for texts see `_changed_text`.
    """
    launched_on, precision = better_date(
        (stored["launched_on"], stored["launched_precision"]), (launch.launched_on, launch.launched_precision)
    )
    given: dict[str, Any] = {name: getattr(launch, name) for name in _PLAIN_FIELDS if getattr(launch, name)}
    given |= {"launched_on": launched_on, "launched_precision": precision}
    given |= {"votes": highest(stored["votes"], launch.votes)} | _changed_text(stored, launch)
    if launch.url and canonical_url(launch.url) != canonical_url(stored["url"]):
        given["url"] = launch.url
    if launch.language:
        given["language"] = launch.language
    return {name: value for name, value in given.items() if value != stored[name]}


def derived_columns(source: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that follow from a product's name, text and address."""
    folded = fold(f"{fields['name']} {fields['tagline']} {fields['description']}")
    return {
        "product_group": product_group(source, fields["url"], fields["name"]),
        "says_ai": folded_says_ai(folded),
        "text_hash": hash_folded(folded),
    }


def _changed_text(stored: Mapping[str, Any], launch: Launch) -> dict[str, Any]:
    """Return tagline and description as they should stand, and what goes with them.

    A whole text that says the same as the stored text, or only its beginning (files cut long texts), leaves it. Tagline
    and description replace a whole text: they say the same, and say it better.
    """
    given = launch.text
    known = Text(stored["tagline"], stored["description"], is_whole=False)
    if not given.says_something:
        return {}
    if (given.tagline, given.description) == (known.tagline, known.description):
        return {"text_as_of": stored["text_as_of"] or launch.text_as_of}
    is_part = given.is_whole or (not known.tagline and not (given.tagline and given.description))
    if is_part and _letters(known).startswith(_letters(given)):
        return {}
    text = later_text(known, given)
    if (text.tagline, text.description) == (known.tagline, known.description):
        return {}
    return {
        "tagline": text.tagline,
        "description": text.description,
        "text_as_of": launch.text_as_of,
        "language": _language(stored, text),
    }


def _language(stored: Mapping[str, Any], text: Text) -> str:
    """Return the language of a new text; one that a file has named, whatever the script, stays."""
    was_detected = stored["language"] == detect_language(
        product_text(stored["name"], stored["tagline"], stored["description"])
    )
    if not was_detected:
        return str(stored["language"])
    return detect_language(product_text(stored["name"], text.tagline, text.description))


def _letters(text: Text) -> str:
    return _NOT_LETTERS.sub("", fold(f"{text.tagline} {text.description}"))
