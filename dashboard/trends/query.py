"""What a person asks of trends: the period's length and the launches that count."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.messages import RequestError, message
from dashboard.trends.launches import capability_keys
from dashboard.trends.periods import BY, PRECISE_ENOUGH, By

# The default period may leave one dated launch in ten out, which the page then says.
PLACED = 0.9


@dataclass(frozen=True)
class TrendQuery:
    """A choice of launches and of a period's length. An empty tuple or None chooses all.

    `start` and `end` stand for the whole periods that they fall in, so that no period is counted in part.
    """

    by: By | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


def check_query(launches: pd.DataFrame, query: TrendQuery) -> None:
    """Raise RequestError where a query names what the store does not have, or a range that runs backwards."""
    _check_names("source", query.sources, tuple(launches["source"].cat.categories))
    _check_names("language", query.languages, tuple(launches["language"].cat.categories))
    _check_names("capability", query.capabilities, capability_keys(launches))
    if query.start and query.end and query.start > query.end:
        raise RequestError(
            message(
                "The range runs from {start} to {end}. It must not end before it begins. Exchange the two.",
                start=query.start.isoformat(),
                end=query.end.isoformat(),
            )
        )


def choose_launches(launches: pd.DataFrame, query: TrendQuery) -> pd.DataFrame:
    """Return the launches of the chosen sources and languages, dated or not."""
    keep = pd.Series(True, index=launches.index)
    if query.sources:
        keep &= launches["source"].isin(query.sources)
    if query.languages:
        keep &= launches["language"].isin(query.languages)
    return launches[keep]


def suitable_period(launches: pd.DataFrame) -> By:
    """Return the finest period that at least nine in ten of the dated launches can be placed in."""
    dated = launches.loc[launches["launched_on"].notna(), "launched_precision"]
    for by in BY:
        if dated.isin(PRECISE_ENOUGH[by]).mean() >= PLACED:
            return by
    return "year" if len(dated) else "quarter"


def check_precision(launches: pd.DataFrame, by: By) -> None:
    """Raise RequestError where launches are dated, and none of them finely enough for the period."""
    dated = launches.loc[launches["launched_on"].notna(), "launched_precision"]
    if dated.empty or dated.isin(PRECISE_ENOUGH[by]).any():
        return
    if by == "month" and dated.isin(PRECISE_ENOUGH["quarter"]).any():
        raise RequestError(
            message(
                "Of the dated products ({count:,}) none is known to the month. A count by month needs that. "
                "Count by quarter or by year.",
                count=len(dated),
            )
        )
    raise RequestError(
        message(
            "Of the dated products ({count:,}) only the year is known. A finer period needs finer dates. "
            "Count by year.",
            count=len(dated),
        )
    )


def _check_names(kind: str, asked: tuple[str, ...], known: tuple[str, ...]) -> None:
    for name in asked:
        if name not in known:
            raise RequestError(_UNKNOWN[kind](name, ", ".join(known) or "–"))


# One whole sentence a kind, since a sentence put together from parts can't be translated.
_UNKNOWN = {
    "source": lambda name, known: message(
        "No product has the source {name!r}. The store has: {known}. Choose one of these.", name=name, known=known
    ),
    "language": lambda name, known: message(
        "No product has the language {name!r}. The store has: {known}. Choose one of these.", name=name, known=known
    ),
    "capability": lambda name, known: message(
        "There is no capability {name!r}. The label set is: {known}. Choose one of these.", name=name, known=known
    ),
}
