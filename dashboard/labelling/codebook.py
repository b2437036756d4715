"""Change the codebook: definitions, and capabilities of one's own. Errors are sentences for a person."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.importing.fields import FIELD_KEYS, LABEL_FIELDS
from dashboard.messages import Message, RequestError, mark, message
from db.engine import Store
from db.queries.capabilities import CapabilityRecord, list_capabilities
from db.queries.codebook import add_capability, change_capability, remove_capability, uses_of

#: Colours for capabilities of one's own, with their names. Any two of these and of the default ones lie at least as far
#: apart as the nearest two of the default ones do, for normal sight and for the two frequent kinds of colour blindness.
PALETTE = {
    "#A52A2A": mark("brown"),
    "#33BBEE": mark("sky blue"),
    "#CC3311": mark("red"),
    "#EE99AA": mark("pink"),
    "#555555": mark("grey"),
}
#: More capabilities than colours nobody tells apart.
MOST = len(DEFAULT_CAPABILITIES) + len(PALETTE)
_KEY = re.compile(r"[a-z][a-z0-9_]{1,29}")
_RESERVED = {*FIELD_KEYS, *(field.key for field in LABEL_FIELDS), "none", "unsure", "all", "macro", "micro", "id"}
_LONGEST_TITLE, _LONGEST_DEFINITION = 40, 2000


def is_own(key: str) -> bool:
    """Tell whether a capability is a person's own."""
    return key not in {record.key for record in DEFAULT_CAPABILITIES}


def free_colors(records: Sequence[CapabilityRecord]) -> list[str]:
    """Return the colours of the palette that no capability has."""
    used = {record.color.upper() for record in records}
    return [color for color in PALETTE if color not in used]


def suggest_key(title: str) -> str:
    """Return the key that an English title suggests; empty where it has no letter to begin with.

    >>> suggest_key("Works offline!"), suggest_key("离线")
    ('works_offline', '')
    """
    key = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_0123456789")[:30].rstrip("_")
    return key if _KEY.fullmatch(key) else ""


def add_own(store: Store, given: CapabilityRecord) -> None:
    """Add a capability of one's own at the end of the label set. Raise RequestError for what can't be one."""
    own = _tidied(given)
    with store.write() as session:
        records = list_capabilities(session)
        _check_key(own.key, records)
        _check_words(own, records)
        if own.color not in free_colors(records):
            raise RequestError(
                message(
                    "The colour {color} is taken or is none of the palette. Each capability has a colour of its own, "
                    "the same in every chart. Choose another.",
                    color=own.color,
                )
            )
        add_capability(session, own)


def change(store: Store, given: CapabilityRecord) -> None:
    """Set titles and definitions of a capability. Raise RequestError for words that won't do."""
    with store.write() as session:
        records = list_capabilities(session)
        known = next((one for one in records if one.key == given.key), None)
        if known is None:
            raise RequestError(_gone(given.key))
        # A colour never changes: a figure of last month and one of today are read side by side.
        own = replace(_tidied(given), color=known.color, position=known.position)
        _check_words(own, [one for one in records if one.key != own.key])
        change_capability(session, own)


def remove_own(store: Store, key: str) -> None:
    """Remove a capability of one's own that nothing names. Raise RequestError where something does."""
    with store.write() as session:
        if key not in {record.key for record in list_capabilities(session)}:
            raise RequestError(_gone(key))
        if not is_own(key):
            raise RequestError(
                message("{key} is one of the app's own capabilities. Only added ones can be removed.", key=key)
            )
        labels, models = uses_of(session, key)
        if labels or models:
            raise RequestError(
                message(
                    "{key} can't be removed: labels that name it: {labels:,}, models that know it: {models:,}. Only "
                    "what nothing names can go. Take the labels back or delete the models first.",
                    key=key,
                    labels=labels,
                    models=models,
                )
            )
        remove_capability(session, key)


def _tidied(given: CapabilityRecord) -> CapabilityRecord:
    return replace(
        given,
        key=given.key.strip(),
        color=given.color.upper(),
        title_en=" ".join(given.title_en.split()),
        title_zh=" ".join(given.title_zh.split()),
        definition_en=given.definition_en.strip(),
        definition_zh=given.definition_zh.strip(),
    )


def _check_key(key: str, records: Sequence[CapabilityRecord]) -> None:
    if not _KEY.fullmatch(key):
        raise RequestError(
            message(
                "{key!r} can't be a key. Files name a capability by 2 to 30 small letters, digits and _, a letter "
                "first. Write it so.",
                key=key,
            )
        )
    if key in _RESERVED or key in {record.key for record in records}:
        raise RequestError(
            message("The key {key} is taken: it names something else in files. Choose another key.", key=key)
        )
    if len(records) >= MOST:
        raise RequestError(
            message("There are {most} capabilities already. Nobody tells more colours apart. Remove one.", most=MOST)
        )


def _check_words(own: CapabilityRecord, others: Sequence[CapabilityRecord]) -> None:
    titles = [title for title in (own.title_en, own.title_zh) if title]
    if not titles or not (own.definition_en or own.definition_zh):
        raise RequestError(
            message(
                "A title or a definition is missing. Annotators judge by them. Give both, in one language at least."
            )
        )
    if max(map(len, titles)) > _LONGEST_TITLE:
        raise RequestError(
            message("A title has at most {most} characters. Charts have no room for more.", most=_LONGEST_TITLE)
        )
    if max(len(own.definition_en), len(own.definition_zh)) > _LONGEST_DEFINITION:
        raise RequestError(message("A definition has at most {most:,} characters.", most=_LONGEST_DEFINITION))
    taken = {title.casefold() for one in others for title in (one.key, one.title_en, one.title_zh) if title}
    if twice := [title for title in titles if title.casefold() in taken]:
        raise RequestError(
            message(
                "Another capability is called {title}. Each has a title of its own. Choose another.", title=twice[0]
            )
        )


def _gone(key: str) -> Message:
    return message("There is no capability {key} any more. Somebody has removed it.", key=key)
