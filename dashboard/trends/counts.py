"""How many launches of each period have each capability, as tagged, and what could not be counted."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.trends import periods
from dashboard.trends.launches import capability_keys
from dashboard.trends.periods import COVERS, PRECISE_ENOUGH, By
from dashboard.trends.query import TrendQuery, check_precision, check_query, choose_launches, suitable_period
from dashboard.trends.series import LeftOut, PeriodCount, Point, Trends


def count_trends(launches: pd.DataFrame, query: TrendQuery) -> Trends:
    """Count a launches frame (dashboard.trends.launches) by period and capability.

    Raises RequestError where the query names what is not there, or where no date is fine enough for the period.
    """
    check_query(launches, query)
    chosen = choose_launches(launches, query)
    by = query.by or suitable_period(chosen)
    check_precision(chosen, by)
    dated = chosen[chosen["launched_on"].notna()]
    fine = dated["launched_precision"].isin(PRECISE_ENOUGH[by])
    placed, numbers = _in_range(dated[fine], by, query)
    first = int(numbers.min()) if len(numbers) else 0
    span = int(numbers.max()) - first + 1 if len(numbers) else 0
    last_days = _last_days(dated)
    keys = tuple(key for key in capability_keys(launches) if not query.capabilities or key in query.capabilities)
    counted = _count_periods(placed, numbers - first, [first + step for step in range(span)], by, last_days)
    return Trends(
        by=by,
        periods=counted,
        points=tuple(point for key in keys for point in _count_capability(placed, numbers - first, counted, key)),
        left_out=LeftOut(
            no_date=len(chosen) - len(dated),
            too_coarse=_tally(dated.loc[~fine, "launched_precision"]),
            untagged=tuple((key, int((placed[f"tag_{key}"] < 0).sum())) for key in keys),
        ),
        last_days=tuple(last_days.items()),
    )


def placed_launches(launches: pd.DataFrame, query: TrendQuery, by: By) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the launches that are counted in some period of the choice, and the ordinal of each one's period (n,)."""
    chosen = choose_launches(launches, query)
    fine = chosen["launched_on"].notna() & chosen["launched_precision"].isin(PRECISE_ENOUGH[by])
    return _in_range(chosen[fine], by, query)


def cross_count(
    rows: npt.NDArray[np.integer], columns: npt.NDArray[np.integer], shape: tuple[int, int]
) -> npt.NDArray[np.int64]:
    """Count how often each pair of a row and a column occurs.

    >>> cross_count(np.array([0, 1, 1]), np.array([2, 0, 0]), (2, 3)).tolist()
    [[0, 0, 1], [2, 0, 0]]
    """
    flat = rows.astype(np.int64) * shape[1] + columns
    counted: npt.NDArray[np.int64] = np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)
    return counted


def _in_range(placed: pd.DataFrame, by: By, query: TrendQuery) -> tuple[pd.DataFrame, np.ndarray]:
    numbers = periods.ordinals(placed["launched_on"], by)
    keep = np.ones(len(placed), dtype=bool)
    if query.start:
        keep &= numbers >= periods.ordinal(query.start, by)
    if query.end:
        keep &= numbers <= periods.ordinal(query.end, by)
    return placed[keep], numbers[keep]


def _last_days(dated: pd.DataFrame) -> dict[str, date]:
    """Return for each source the last day that its dates vouch for, whatever range was chosen."""
    newest = dated.groupby(["source", "launched_precision"], observed=True)["launched_on"].max().reset_index()
    found: dict[str, date] = {}
    for source, precision, moment in newest.itertuples(index=False):
        day = moment.date()
        if precision in COVERS:
            day = periods.last_day(periods.ordinal(day, COVERS[precision]), COVERS[precision])
        found[source] = max(day, found.get(source, day))
    return found


def _count_periods(
    placed: pd.DataFrame, positions: np.ndarray, numbers: list[int], by: By, last_days: dict[str, date]
) -> tuple[PeriodCount, ...]:
    sources = list(placed["source"].cat.categories)
    cells = cross_count(placed["source"].cat.codes.to_numpy(), positions, (len(sources), len(numbers)))
    present = [index for index in range(len(sources)) if cells[index].any()]
    return tuple(
        PeriodCount(
            period=periods.label(number, by),
            products=int(cells[:, position].sum()),
            by_source=tuple((sources[index], int(cells[index, position])) for index in present),
            unfinished=tuple(
                sources[index]
                for index in present
                if periods.first_day(number, by) <= last_days[sources[index]] < periods.last_day(number, by)
            ),
        )
        for position, number in enumerate(numbers)
    )


def _count_capability(
    placed: pd.DataFrame, positions: np.ndarray, counted: tuple[PeriodCount, ...], key: str
) -> list[Point]:
    """Count one capability: row 0 of the table holds the launches that lack it, row 1 those that have it."""
    tags = placed[f"tag_{key}"].to_numpy()
    judged = tags >= 0
    cells = cross_count(tags[judged], positions[judged], (2, len(counted)))
    points = []
    for position, period in enumerate(counted):
        without, positives = (int(number) for number in cells[:, position])
        tagged = without + positives
        points.append(
            Point(
                capability=key,
                period=period.period,
                products=period.products,
                tagged=tagged,
                positives=positives,
                observed=positives / tagged if tagged else None,
                unfinished=bool(period.unfinished),
            )
        )
    return points


def _tally(precisions: "pd.Series[str]") -> tuple[tuple[str, int], ...]:
    counts = precisions.value_counts()
    return tuple((str(name), int(count)) for name, count in counts.items() if count)
