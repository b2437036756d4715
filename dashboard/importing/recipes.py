"""Source recipes: known files, recognised by their columns, and how each derives the key of a launch.

The key is what makes a launch the same row whichever file brings it, so a recipe never changes once it is released.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from dashboard.importing.dates import BATCH_DAYS, Dated

_DEMO_DAYS = frozenset(BATCH_DAYS.values())


@dataclass(frozen=True)
class Recipe:
    """One known kind of file."""

    name: str
    #: The source of its rows; None where a column of the file says it.
    source: str | None
    #: Columns that this kind of file has, all of them.
    columns: frozenset[str]
    #: {field: column}; a column that a file of this kind may lack is passed over.
    mapping: dict[str, str]
    #: Makes the key from the cell of `external_id` and the day of launch.
    key: Callable[[str, date | None], str] = field(default=lambda cell, _day: cell)
    #: Mends a date by what the source means by it.
    dated: Callable[[str, Dated], Dated] = field(default=lambda _source, dated: dated)
    #: The column that says when the text was written, if one does.
    text_as_of: str | None = None


def _producthunt_key(url: str, day: date | None) -> str:
    return f"ph-{url.rstrip('/').rsplit('/', 1)[-1]}@{'' if day is None else day.isoformat()}"


def _demo_day(source: str, dated: Dated) -> Dated:
    """Say of a batch's demo day that it is a season: Strandline's own files write it as a day."""
    day, precision = dated
    is_batch = source == "yc" and precision == "day" and day is not None and (day.month, day.day) in _DEMO_DAYS
    return (day, "season") if is_batch else dated


RECIPES = (
    Recipe(
        name="Y Combinator",
        source="yc",
        columns=frozenset(("company_id", "company_name", "batch")),
        mapping={
            "name": "company_name",
            "tagline": "short_description",
            "description": "long_description",
            "launched_on": "batch",
            "url": "website",
            "external_id": "company_id",
            "country": "country",
            "keywords": "tags",
        },
        key=lambda cell, _day: f"yc-{cell.removesuffix('.0')}",
    ),
    Recipe(
        name="Product Hunt daily",
        source="producthunt",
        columns=frozenset(("name", "url", "list_date", "launched_at")),
        mapping={
            "name": "name",
            "tagline": "tagline",
            "description": "description",
            "launched_on": "launched_at",
            "url": "url",
            "external_id": "url",
            "keywords": "keywords",
            "votes": "votes",
        },
        key=_producthunt_key,
        text_as_of="list_date",
    ),
    Recipe(
        name="Strandline",
        source=None,
        columns=frozenset(("id", "source", "name", "launched_on", "text")),
        mapping={
            "name": "name",
            "text": "text",
            "launched_on": "launched_on",
            "url": "url",
            "external_id": "id",
            "source": "source",
            "country": "country",
            "keywords": "topics",
            "votes": "votes",
        },
        dated=_demo_day,
    ),
    Recipe(
        name="Strandline catalogue",
        source=None,
        columns=frozenset(("external_id", "source", "name", "launched_on", "stratum", "tagline", "description")),
        mapping={
            "name": "name",
            "tagline": "tagline",
            "description": "description",
            "launched_on": "launched_on",
            "url": "url",
            "external_id": "external_id",
            "source": "source",
            "language": "language",
            "industry": "industry",
            "application_fields": "application_fields",
            "votes": "votes",
        },
        dated=_demo_day,
    ),
)
# Any other file: its number if it has one, else address or name and the day (see dashboard.importing.keys).
NO_RECIPE = Recipe(name="", source=None, columns=frozenset(), mapping={})


def find_recipe(header: Iterable[str]) -> Recipe | None:
    """Return the recipe whose columns are all in `header`, or None."""
    columns = set(header)
    return next((recipe for recipe in RECIPES if recipe.columns <= columns), None)


def recipe_named(name: str | None) -> Recipe:
    """Return the recipe of that name, or NO_RECIPE."""
    return next((recipe for recipe in RECIPES if recipe.name == name), NO_RECIPE)
