"""The step that looks for breaks in each series, and ahead of it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np

from dashboard.analysis.material import Material
from dashboard.trends.changepoints import find_changes
from dashboard.trends.forecast import AHEAD, LEAST_PERIODS, backtest, forecast_share
from dashboard.trends.groups import LEAST_PRODUCTS, Group
from dashboard.trends.outlook import Ahead, Forecast, OutlookReport, Series, Step
from dashboard.trends.periods import label, ordinal, parse_day

#: One series of a source without a break is called broken in one analysis of twenty, however many there are.
LEVEL = 0.05


def look_ahead(material: Material, groups: list[Group], on_progress: Callable[[float], None]) -> list[OutlookReport]:
    """Return the breaks and the forecasts of each group's capabilities."""
    on_progress(0.0)
    total = len(groups) * len(material.capabilities)
    reports: list[OutlookReport] = []
    for group in groups:
        series = []
        for key in material.capabilities:
            counted = _count(material, group, key)
            if counted is not None:
                series.append(_look(*counted, key, group, LEVEL / len(material.capabilities)))
            on_progress((len(reports) * len(material.capabilities) + len(series)) / total)
        reports.append(OutlookReport(group.source, group.language, group.by, tuple(series)))
    return reports


def forecast_rows(reports: list[OutlookReport], model_id: int | None) -> list[dict[str, Any]]:
    """Return the forecasts as the store keeps them (db.queries.analyses.add_forecasts)."""
    return [
        {
            "model_id": model_id,
            "source": report.source,
            "language": report.language,
            "capability": series.capability,
            "by": report.by,
            "known_to": parse_day(series.forecast.known_to),
            "result": _as_stored(asdict(series.forecast)),
        }
        for report in reports
        for series in report.series
        if series.forecast
    ]


def _as_stored(forecast: dict[str, Any]) -> dict[str, Any]:
    """Return lists for tuples, as JSON gives them back: equal forecasts are known as equal."""
    return forecast | {"points": list(forecast["points"])}


def _count(material: Material, group: Group, key: str) -> tuple[tuple[str, ...], list[int], list[int]] | None:
    """Return the periods with products enough that are tagged, and their counts."""
    rows = group.rows(material.launches)
    tags, period = rows[f"tag_{key}"].to_numpy(), rows["period"].to_numpy()
    totals = np.bincount(period[tags >= 0], minlength=len(group.periods))
    positives = np.bincount(period[tags == 1], minlength=len(group.periods))
    enough = np.flatnonzero(totals >= LEAST_PRODUCTS)
    if not len(enough):
        return None
    return tuple(group.periods[place] for place in enough), positives[enough].tolist(), totals[enough].tolist()


def _look(
    periods: tuple[str, ...], positives: list[int], totals: list[int], key: str, group: Group, level: float
) -> Series:
    numbers = np.array([ordinal(parse_day(period), group.by) for period in periods], np.float64)
    counts, sizes = np.array(positives, np.float64), np.array(totals, np.float64)
    found = find_changes(counts, sizes, times=numbers - numbers[0], level=level)
    steps = tuple(
        Step(periods[one.place], periods[one.earliest], periods[one.latest], one.p_value, one.without, one.share)
        for one in found.changes
    )
    return Series(
        capability=key,
        periods=periods,
        positives=tuple(positives),
        totals=tuple(totals),
        fitted=found.fitted,
        steps=steps,
        forecast=_forecast(periods, positives, totals, group) if len(periods) >= LEAST_PERIODS else None,
    )


def _forecast(periods: tuple[str, ...], positives: list[int], totals: list[int], group: Group) -> Forecast:
    numbers = [ordinal(parse_day(period), group.by) for period in periods]
    # A source of two seasons a year has its next periods two quarters apart.
    pace = max(1, int(np.median(np.diff(numbers[-AHEAD - 1 :]))))
    bands = forecast_share(positives, totals)
    return Forecast(
        known_to=periods[-1],
        last_share=positives[-1] / totals[-1],
        points=tuple(
            Ahead(label(numbers[-1] + pace * (step + 1), group.by), *(round(float(value), 5) for value in band))
            for step, band in enumerate(bands)
        ),
        backtest=backtest(positives, totals),
    )
