"""What the pad shows, as JSON in the reader's language: products, and the capabilities with their codebook."""

from collections.abc import Sequence
from typing import Any

from dashboard.labelling.queue import Item
from dashboard.messages import Message, Translator
from dashboard.store import get_store
from dashboard.tagging.text import detect_language
from dashboard.ui.label_examples import example_reason
from dashboard.ui.launch_date import launch_date
from dashboard.ui.product_card import web_address
from dashboard.ui.translations import language
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, capability_title, word
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.labelling import Example, examples_by_capability
from db.queries.training import active_model

#: Of each kind and capability: more would push the product off the screen.
SHOWN_EXAMPLES = 2


def product_cards(items: Sequence[Item], t: Translator) -> list[dict[str, Any]]:
    """Return the products that a tab holds. What the model gives is rounded: it is shown, not reckoned with."""
    with get_store().read() as session:
        titles = {record.key: capability_title(record, language()) for record in list_capabilities(session)}
        model = active_model(session)
    thresholds = model.thresholds if model else {}
    return [
        {
            "id": item.text.id,
            "name": item.text.name,
            "tagline": item.text.tagline,
            "description": item.text.description,
            "url": web_address(item.text.url),
            "about": _about(item, t),
            "hash": item.text.text_hash,
            "reason": _reason(item.reason, titles, t),
            "guess": {
                key: {"probability": round(p, 3), "tagged": p >= thresholds.get(key, 0.5)}
                for key, p in item.guess.items()
            },
        }
        for item in items
    ]


def capability_cards(t: Translator) -> list[dict[str, Any]]:
    """Return the label set with definitions and examples."""
    with get_store().read() as session:
        records, examples = list_capabilities(session), examples_by_capability(session)
    return [
        {
            "key": record.key,
            "title": capability_title(record, language()),
            "color": record.color,
            "definition": _definition(record),
            "yes": _examples(examples.get(record.key, []), holds=True, t=t),
            "no": _examples(examples.get(record.key, []), holds=False, t=t),
        }
        for record in records
    ]


def _examples(own: Sequence[Example], *, holds: bool, t: Translator) -> list[list[str]]:
    """Return the newest examples of one kind with their reasons, those in the reader's language first."""
    kind = [one for one in own if one.holds == holds]
    kind.sort(key=lambda one: detect_language(one.text) != language())
    return [[one.text, example_reason(one.note, one.origin, t)] for one in kind[:SHOWN_EXAMPLES]]


def _about(item: Item, t: Translator) -> str:
    text = item.text
    parts = [
        launch_date(text.launched_on, text.launched_precision, t),
        word(SOURCES, text.source, t),
        word(TEXT_LANGUAGES, text.language, t),
    ]
    return " · ".join(part for part in parts if part)


def _reason(reason: Message | None, titles: dict[str, str], t: Translator) -> str:
    """Return a reason in words; a capability's key in it becomes its title."""
    if reason is None:
        return ""
    named = {"capability": titles.get(str(reason.values["capability"]))} if "capability" in reason.values else {}
    return Message(reason.template, reason.values | {key: value for key, value in named.items() if value}).text(t)


def _definition(record: CapabilityRecord) -> str:
    first, second = record.definition_en, record.definition_zh
    return (second or first) if language() == "zh" else (first or second)
