"""Every number of a proof pack, computed from its rows: the series and the counts behind it. Pure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.export.takeaway import Takeaway
from dashboard.trends import periods
from dashboard.trends.counts import count_trends
from dashboard.trends.periods import PRECISE_ENOUGH
from dashboard.trends.series import Trends

SERIES_COLUMNS = ["capability", "period", "products", "tagged", "positives", "observed", "unfinished"]
COUNT_COLUMNS = ["capability", "period", "source", "language", "products", "tagged", "positives"]
#: Digits of a share.
DIGITS = 6


@dataclass(frozen=True)
class Numbers:
    """What page, workbook and CSV files show."""

    trends: Trends
    # Columns SERIES_COLUMNS: a row a capability and period.
    series: pd.DataFrame
    # Columns COUNT_COLUMNS: the same counts, a row a source and language of the text.
    counts: pd.DataFrame


def compute(takeaway: Takeaway) -> Numbers:
    """Count and estimate from the rows alone."""
    trends = count_trends(takeaway.products, takeaway.query)
    return Numbers(trends, _series(trends), _counts(takeaway.products, trends))


def _series(trends: Trends) -> pd.DataFrame:
    rows = [[getattr(point, name) for name in SERIES_COLUMNS] for point in trends.points]
    frame = pd.DataFrame(rows, columns=SERIES_COLUMNS)
    frame["observed"] = frame["observed"].astype("float64").round(DIGITS)
    return frame


def _counts(products: pd.DataFrame, trends: Trends) -> pd.DataFrame:
    """Count by period, source and language; a stratum without products in a period has no row."""
    if not trends.periods:
        return pd.DataFrame(columns=COUNT_COLUMNS)
    placed = products[products["launched_on"].notna() & products["launched_precision"].isin(PRECISE_ENOUGH[trends.by])]
    numbers = periods.ordinals(placed["launched_on"], trends.by)
    first = periods.ordinal(periods.parse_day(trends.periods[0].period), trends.by)
    inside = (numbers >= first) & (numbers < first + len(trends.periods))
    placed = placed[inside].assign(period=[periods.label(int(number), trends.by) for number in numbers[inside]])
    tables = [_counts_of(placed, key) for key in trends.capabilities]
    return pd.concat(tables, ignore_index=True)[COUNT_COLUMNS]


def _counts_of(placed: pd.DataFrame, key: str) -> pd.DataFrame:
    tags = placed[f"tag_{key}"].to_numpy()
    marked = placed.assign(products=1, tagged=(tags >= 0).astype(np.int64), positives=(tags == 1).astype(np.int64))
    grouped = marked.groupby(["period", "source", "language"], observed=True)[["products", "tagged", "positives"]]
    return grouped.sum().reset_index().assign(capability=key)
