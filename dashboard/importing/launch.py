"""What a row of a file becomes before the store is looked at."""

from datetime import date
from typing import NamedTuple

from dashboard.importing.dates import Dated

_FINENESS = {"day": 0, "month": 1, "season": 2, "year": 3, "none": 4}


class Text(NamedTuple):
    """The text of a launch: tagline and description, or the whole of it in `description`."""

    tagline: str
    description: str
    is_whole: bool

    @property
    def says_something(self) -> bool:
        """Tell whether there is any text."""
        return bool(self.tagline or self.description)


class StagedLabel(NamedTuple):
    """One gold judgement as a file gives it."""

    capability: str
    value: str
    #: Hash of the text that was read; None where the file holds none: then it is the text in the store.
    text_hash: str | None
    inclusion_probability: float | None


class Launch(NamedTuple):
    """One launch as a file gives it; an empty field says nothing. (A named tuple: there are as many as rows.)"""

    source: str
    external_id: str
    name: str
    tagline: str
    description: str
    #: True where `description` holds the whole text, tagline included.
    is_whole: bool
    launched_on: date | None
    launched_precision: str
    url: str
    language: str
    country: str
    industry: str
    application_fields: list[str]
    keywords: list[str]
    votes: int | None
    text_as_of: date | None
    labels: tuple[StagedLabel, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same launch in every file."""
        return self.source, self.external_id

    @property
    def text(self) -> Text:
        """Its text as it stands."""
        return Text(self.tagline, self.description, self.is_whole)


def merge_launches(earlier: Launch, later: Launch) -> Launch:
    """Return the one launch that two rows of a file speak of: earliest date, last text, highest votes.

    Where the later row says nothing, the earlier one's word stands.
    """
    launched_on, precision = better_date(
        (earlier.launched_on, earlier.launched_precision), (later.launched_on, later.launched_precision)
    )
    text = later_text(earlier.text, later.text)
    labels = {label.capability: label for label in (*earlier.labels, *later.labels)}
    said = {field: value for field, value in later._asdict().items() if value}
    return earlier._replace(
        **said
        | text._asdict()
        | {
            "launched_on": launched_on,
            "launched_precision": precision,
            "votes": highest(earlier.votes, later.votes),
            "text_as_of": later.text_as_of if later.text.says_something else earlier.text_as_of,
            "labels": tuple(labels.values()),
        }
    )


def later_text(earlier: Text, later: Text) -> Text:
    """Return the later text; a later one that lacks its tagline or its description keeps the earlier one's."""
    if not later.says_something:
        return earlier
    if later.is_whole or earlier.is_whole:
        return later
    return Text(later.tagline or earlier.tagline, later.description or earlier.description, is_whole=False)


def better_date(known: Dated, given: Dated) -> Dated:
    """Return the finer of two dates; of two equally fine, the earlier."""
    return min(known, given, key=lambda dated: (_FINENESS[dated[1]], dated[0] or date.max))


def highest(*votes: int | None) -> int | None:
    """Return the highest of the counts that are known."""
    return max((count for count in votes if count is not None), default=None)
