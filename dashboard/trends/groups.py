"""Groups of launches that may be compared over time: one source, one language, and the periods that tell something."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.trends.counts import count_trends
from dashboard.trends.periods import PRECISE_ENOUGH, By, ordinal, ordinals, parse_day
from dashboard.trends.query import TrendQuery, suitable_period

#: Dated launches that a group needs, and those that a period needs to be counted.
LEAST_LAUNCHES, LEAST_PRODUCTS = 200, 20


@dataclass(frozen=True)
class Group:
    """One source and language. `periods` are finished ones with LEAST_PRODUCTS launches, oldest first."""

    source: str
    language: str
    by: By
    periods: tuple[str, ...]

    def rows(self, launches: pd.DataFrame) -> pd.DataFrame:
        """Return the launches of these periods, oldest first, with `period`: a place in `periods`."""
        own = launches[(launches["source"] == self.source) & (launches["language"] == self.language)]
        own = own[own["launched_on"].notna() & own["launched_precision"].isin(PRECISE_ENOUGH[self.by])]
        places = {number: place for place, number in enumerate(self.numbers)}
        period = np.array([places.get(number, -1) for number in ordinals(own["launched_on"], self.by)], np.int64)
        rows = own[period >= 0].assign(period=period[period >= 0])
        return rows.sort_values(["launched_on", "id"])

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the ordinals of the periods (dashboard.trends.periods)."""
        return tuple(ordinal(parse_day(period), self.by) for period in self.periods)

    def since(self, months: int) -> "Group":
        """Return the same group with the periods of the last so many months alone."""
        length = {"month": 1, "quarter": 3, "year": 12}[self.by]
        numbers = self.numbers
        kept = [
            period
            for period, number in zip(self.periods, numbers, strict=True)
            if (numbers[-1] - number) * length < months
        ]
        return replace(self, periods=tuple(kept))


def find_groups(launches: pd.DataFrame) -> list[Group]:
    """Return the groups of a launches frame that are large enough, the largest first."""
    dated = launches[launches["launched_on"].notna()]
    sizes = Counter(zip(dated["source"].astype(str), dated["language"].astype(str), strict=True))
    found = []
    for (source, language), size in sizes.most_common():
        if size < LEAST_LAUNCHES:
            continue
        own = dated[(dated["source"] == source) & (dated["language"] == language)]
        by = suitable_period(own)
        trends = count_trends(launches, TrendQuery(by=by, sources=(source,), languages=(language,)))
        periods = tuple(
            period.period for period in trends.periods if not period.unfinished and period.products >= LEAST_PRODUCTS
        )
        if periods:
            found.append(Group(source, language, by, periods))
    return found
