"""The launches behind a mark of a chart."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
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
    return inside[meets(inside, mark.conditions)]


def meets(launches: pd.DataFrame, conditions: Iterable[tuple[str, str]]) -> npt.NDArray[np.bool_]:
    """Tell which launches meet every condition; of several values of one column, one is enough."""
    met = np.ones(len(launches), dtype=bool)
    columns: dict[str, list[str]] = {}
    for name, value in conditions:
        if name == WITH:
            met &= launches[f"tag_{value}"].to_numpy() == 1
        elif name == USE:
            met &= launches[f"{USE}_{value}"].to_numpy()
        else:
            columns.setdefault(name, []).append(value)
    for name, values in columns.items():
        met &= launches[name].isin(values).to_numpy()
    return met


def is_known(mark: Mark, launches: pd.DataFrame) -> bool:
    """Tell whether a launches frame has what the mark's conditions name."""
    return all(value in _values(launches, name) for name, value in mark.conditions)


def _values(launches: pd.DataFrame, name: str) -> tuple[str, ...]:
    if name in (WITH, USE):
        return capability_keys(launches) if name == WITH else use_keys(launches)
    is_category = name in launches and isinstance(launches[name].dtype, pd.CategoricalDtype)
    return tuple(launches[name].cat.categories) if is_category else ()
