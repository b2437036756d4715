"""The launches behind a mark of a chart."""

import pandas as pd

from dashboard.trends import periods
from dashboard.trends.counts import placed_launches
from dashboard.trends.launches import capability_keys
from dashboard.trends.marks import WITH, Mark
from dashboard.trends.periods import By
from dashboard.trends.query import TrendQuery
from dashboard.trends.sectors import USE, use_keys


def launches_behind(launches: pd.DataFrame, query: TrendQuery, by: By, mark: Mark) -> pd.DataFrame:
    """Return the launches of the chosen sources and languages that a mark counts, whatever they offer."""
    placed, numbers = placed_launches(launches, query, by)
    first, last = (periods.ordinal(periods.parse_day(period), by) for period in (mark.period, mark.until))
    inside = placed[(numbers >= first) & (numbers <= last)]
    for condition in mark.conditions:
        inside = inside[_meets(inside, *condition)]
    return inside


def is_known(mark: Mark, launches: pd.DataFrame) -> bool:
    """Tell whether a launches frame has what the mark's conditions name."""
    return all(value in _values(launches, name) for name, value in mark.conditions)


def _meets(launches: pd.DataFrame, name: str, value: str) -> "pd.Series[bool]":
    if name == WITH:
        return launches[f"tag_{value}"] == 1
    return launches[f"{USE}_{value}"] if name == USE else launches[name] == value


def _values(launches: pd.DataFrame, name: str) -> tuple[str, ...]:
    if name in (WITH, USE):
        return capability_keys(launches) if name == WITH else use_keys(launches)
    is_category = name in launches and isinstance(launches[name].dtype, pd.CategoricalDtype)
    return tuple(launches[name].cat.categories) if is_category else ()
