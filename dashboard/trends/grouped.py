"""How many launches of each group (a source, a language, an industry) have a capability, period by period. Pure."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.trends.counts import cross_count, placed_launches
from dashboard.trends.periods import ordinal, parse_day
from dashboard.trends.query import TrendQuery
from dashboard.trends.series import Trends

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class GroupedCounts:
    """The tagged launches of one capability, a row a group and a column a period."""

    capability: str
    #: The column of the launches frame that groups them.
    group: str
    #: Groups with a tagged launch, the largest first.
    keys: tuple[str, ...]
    periods: tuple[str, ...]
    #: (groups, periods): launches that have the capability, and all that were judged.
    positives: Counts
    tagged: Counts

    def place(self, period: str) -> int:
        """Return the column of a period."""
        return self.periods.index(period)

    def pooled(self) -> "npt.NDArray[np.float64]":
        """Return the share of each period, all groups together (periods,); NaN where nothing is tagged."""
        return shares(self.positives.sum(axis=0), self.tagged.sum(axis=0))

    def by_group(self) -> "npt.NDArray[np.float64]":
        """Return the share of each group and period (groups, periods); NaN where nothing is tagged."""
        return shares(self.positives, self.tagged)


def count_groups(
    launches: pd.DataFrame, query: TrendQuery, trends: Trends, capability: str, group: str
) -> GroupedCounts:
    """Count the launches behind `trends`, which `query` gave, by group and period; `import_id` is a group too."""
    placed, numbers = placed_launches(launches, query, trends.by)
    keys, codes = _codes(placed[group])
    periods = tuple(period.period for period in trends.periods)
    columns = numbers - (ordinal(parse_day(periods[0]), trends.by) if periods else 0)
    tags = placed[f"tag_{capability}"].to_numpy()
    shape = (len(keys), len(periods))
    tagged = cross_count(codes[tags >= 0], columns[tags >= 0], shape)
    positives = cross_count(codes[tags == 1], columns[tags == 1], shape)
    order = np.argsort(-tagged.sum(axis=1), kind="stable")
    order = order[tagged.sum(axis=1)[order] > 0]
    names = tuple(keys[place] for place in order)
    return GroupedCounts(capability, group, names, periods, positives[order], tagged[order])


def shares(positives: Counts, tagged: Counts) -> "npt.NDArray[np.float64]":
    """Return positives over tagged, NaN where nothing is tagged."""
    found: npt.NDArray[np.float64] = np.full(tagged.shape, np.nan)
    return np.divide(positives, tagged, out=found, where=tagged > 0)


def _codes(column: "pd.Series[str]") -> tuple[tuple[str, ...], npt.NDArray[np.integer]]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return tuple(column.cat.categories), column.cat.codes.to_numpy()
    values, codes = np.unique(column.to_numpy(), return_inverse=True)
    return tuple(str(value) for value in values), codes
