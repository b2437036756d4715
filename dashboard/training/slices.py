"""A model's figures by language, source, launch year and lane. Pure; `judged` as in dashboard.training.outcomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from dashboard.training.metrics import Weights, bootstrap_weights, interval, measure
from dashboard.training.scoreboard import Interval

Dimension = Literal["language", "source", "year", "lane"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
#: A slice with fewer positives, or fewer negatives, tells too little.
FEW = 20
DRAWS = 200
#: The year of a product without a date.
UNDATED = ""


@dataclass(frozen=True)
class Slice:
    """The judgements that share one value of one dimension. Of several capabilities each judgement counts alike."""

    dimension: Dimension
    value: str
    products: int
    judgements: int
    positives: int
    average_precision: Interval
    precision: Interval
    recall: Interval
    f1: Interval

    @property
    def is_few(self) -> bool:
        """Tell whether there are too few positives or negatives to go by the figures."""
        return min(self.positives, self.judgements - self.positives) < FEW


def slices(judged: pd.DataFrame, *, draws: int = DRAWS, seed: int = 0) -> tuple[Slice, ...]:
    """Measure each slice, with intervals of a bootstrap over product groups.

    The years stand in their order, the other slices with the largest first.
    """
    if judged.empty:
        return ()
    groups = pd.factorize(judged["product_group"])[0].astype(np.int64)
    weights = bootstrap_weights(groups, seed, draws)
    return tuple(one for dimension in DIMENSIONS for one in _of_dimension(judged, dimension, weights))


def _of_dimension(judged: pd.DataFrame, dimension: Dimension, weights: Weights) -> Iterator[Slice]:
    values = _years(judged) if dimension == "year" else judged[dimension].astype(str)
    counts = values.value_counts()
    for value in sorted(counts.index, key=lambda one: one if dimension == "year" else (-counts[one], one)):
        own = np.flatnonzero(values == value)
        yield _slice(judged.iloc[own], dimension, value, weights[:, own])


def _slice(own: pd.DataFrame, dimension: Dimension, value: str, weights: Weights) -> Slice:
    truth = own["holds"].to_numpy(bool)
    measured = measure(own["probability"].to_numpy(float), own["tagged"].to_numpy(bool), truth, weights)
    return Slice(
        dimension=dimension,
        value=value,
        products=own["product_id"].nunique(),
        judgements=len(own),
        positives=int(truth.sum()),
        **{name: Interval.of(interval(getattr(measured, name))) for name in type(measured).__match_args__},
    )


def _years(judged: pd.DataFrame) -> pd.Series:
    years = pd.to_datetime(judged["launched_on"]).dt.year
    return years.map(lambda year: UNDATED if pd.isna(year) else str(int(year)))
