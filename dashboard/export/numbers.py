"""Every number of a proof pack, computed from its rows: the series and the counts behind it. Pure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.export.takeaway import Takeaway
from dashboard.trends import periods
from dashboard.trends.corrected import Correction, correct, has_audit, with_estimates
from dashboard.trends.counts import count_trends
from dashboard.trends.periods import PRECISE_ENOUGH
from dashboard.trends.series import Trends

_SHARES = ["observed", "estimate", "low", "high"]
SERIES_COLUMNS = ["capability", "period", "products", "tagged", "positives", *_SHARES, "unfinished"]
COUNT_COLUMNS = ["capability", "period", "source", "language", "products", "tagged", "positives"]
_AUDIT = ["true_positives", "false_negatives", "false_positives", "true_negatives"]
AUDIT_COLUMNS = ["capability", "source", "language", "products", *_AUDIT, *(f"weighted_{name}" for name in _AUDIT)]
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
    # What corrects the shares; none where no audit label does.
    corrections: tuple[Correction, ...]
    # Columns AUDIT_COLUMNS: right and wrong tags of the products that were drawn at random and labelled.
    audit: pd.DataFrame


def compute(takeaway: Takeaway) -> Numbers:
    """Count and estimate from the rows alone."""
    trends = count_trends(takeaway.products, takeaway.query)
    products, query = takeaway.products, takeaway.query
    corrections = correct(products, query, trends) if has_audit(products, query, trends) else ()
    trends = with_estimates(trends, corrections)
    return Numbers(trends, _series(trends), _counts(products, trends), corrections, _audit(corrections))


def _series(trends: Trends) -> pd.DataFrame:
    rows = [[getattr(point, name) for name in SERIES_COLUMNS] for point in trends.points]
    frame = pd.DataFrame(rows, columns=SERIES_COLUMNS)
    return frame.astype(dict.fromkeys(_SHARES, "float64")).round(dict.fromkeys(_SHARES, DIGITS))


def _audit(corrections: tuple[Correction, ...]) -> pd.DataFrame:
    rows = [
        [one.capability, stratum.source, stratum.language, stratum.products, *stratum.audit]
        + [round(count, DIGITS) for count in stratum.weighted]
        for one in corrections
        for stratum in one.strata
    ]
    return pd.DataFrame(rows, columns=AUDIT_COLUMNS)


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
