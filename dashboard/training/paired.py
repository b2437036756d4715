"""Whether one model ranks better than another: both out of fold, on the very same labelled products. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.training.metrics import Values, Weights, average_precision, bootstrap_weights, interval


@dataclass(frozen=True)
class PairedGain:
    """What the second of two models gains over the first in mean average precision."""

    # Labelled products that both were measured on.
    products: int
    first: float
    second: float
    # Of the gain; low and high are its 95 % interval, or None where it could not be drawn.
    gain: float
    low: float | None
    high: float | None

    @property
    def is_clear(self) -> bool:
        """Tell whether the interval leaves nought out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def paired_gain(
    gold: pd.DataFrame, first: pd.DataFrame, second: pd.DataFrame, capabilities: Sequence[str], seed: int = 0
) -> PairedGain | None:
    """Return the gain, with a bootstrap in which both models see the same draws of product groups.

    `gold` is db.queries.labels.gold_frame, the truth as it holds now; `first` and `second` are
    db.queries.training.oof_frame. None where there is no capability with a yes and a no that both were measured on.
    """
    said = [one.pivot(index="product_id", columns="capability", values="probability") for one in (first, second)]
    shared = gold[gold["product_id"].isin(said[0].index.intersection(said[1].index))]
    if shared.empty:
        return None
    weights = bootstrap_weights(pd.factorize(shared["product_group"])[0].astype(np.int64), seed)
    scores = [one.reindex(shared["product_id"]) for one in said]
    pairs = [_pair(shared, scores, key, weights) for key in capabilities if all(key in one for one in scores)]
    found = [pair for pair in pairs if pair is not None]
    if not found:
        return None
    means = [np.mean([pair[place] for pair in found], axis=0) for place in (0, 1)]
    gain = interval(means[1] - means[0])
    return PairedGain(
        products=len(shared),
        first=float(means[0][0]),
        second=float(means[1][0]),
        gain=float(means[1][0] - means[0][0]),
        low=gain["low"],
        high=gain["high"],
    )


def _pair(
    gold: pd.DataFrame, scores: Sequence[pd.DataFrame], key: str, weights: Weights
) -> tuple[Values, Values] | None:
    columns = [one[key].to_numpy(np.float64) for one in scores]
    truth = gold[key].astype("Float64").to_numpy(np.float64, na_value=np.nan)
    known: npt.NDArray[np.bool_] = ~np.isnan(truth) & ~np.isnan(columns[0]) & ~np.isnan(columns[1])
    holds = truth[known] == 1
    if not holds.any() or holds.all():
        return None
    own = weights[:, known]
    return average_precision(columns[0][known], holds, own), average_precision(columns[1][known], holds, own)
