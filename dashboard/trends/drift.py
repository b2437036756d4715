"""Are a tagger's error rates the same early and late? A correction by one pair of rates takes it that they are."""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
import numpy.typing as npt

#: Audit products of a kind (with the capability, or without) from which on a change can be looked for.
ENOUGH = 30
#: Two rates are looked at: together they are wrongly called changed once in twenty times.
LEVEL = 0.025


@dataclass(frozen=True)
class RateDrift:
    """One rate before and after the middle of a stratum's audit, over all strata."""

    early: float
    late: float
    # None where there are too few labels to tell.
    p_value: float | None

    @property
    def changed(self) -> bool:
        """Tell whether the rate is not the same early and late."""
        return self.p_value is not None and self.p_value < LEVEL


@dataclass(frozen=True)
class Drift:
    """Both error rates, early and late."""

    true_positive: RateDrift
    false_positive: RateDrift

    @property
    def changed(self) -> bool:
        """Tell whether either rate is not the same early and late."""
        return self.true_positive.changed or self.false_positive.changed

    @property
    def tested(self) -> bool:
        """Tell whether there were labels enough to look for a change in both."""
        return self.true_positive.p_value is not None and self.false_positive.p_value is not None


def find_drift(
    held: npt.NDArray[np.bool_],
    tagged: npt.NDArray[np.bool_],
    strata: npt.NDArray[np.int64],
    days: npt.NDArray[np.int64],
) -> Drift:
    """Compare the rates on the earlier and the later half of each stratum's audit products, a value each (n,)."""
    late = np.zeros(len(days), bool)
    for stratum in np.unique(strata):
        own = strata == stratum
        late[own] = days[own] > np.median(days[own])
    return Drift(
        _rate_drift(tagged[held], strata[held], late[held]),
        _rate_drift(tagged[~held], strata[~held], late[~held]),
    )


def _rate_drift(tagged: npt.NDArray[np.bool_], strata: npt.NDArray[np.int64], late: npt.NDArray[np.bool_]) -> RateDrift:
    """Test one rate by Mantel & Haenszel (1959): late tags against those expected, given each stratum's totals."""
    surplus, variance = 0.0, 0.0
    for stratum in np.unique(strata):
        own = strata == stratum
        size, tags, later = int(own.sum()), int(tagged[own].sum()), int(late[own].sum())
        if size < 2:
            continue
        surplus += int((tagged & late & own).sum()) - tags * later / size
        variance += tags * (size - tags) * later * (size - later) / (size**2 * (size - 1))
    enough = len(tagged) >= ENOUGH and variance > 0
    # Half a product less, as counts move by whole ones.
    p_value = erfc(max(abs(surplus) - 0.5, 0.0) / sqrt(2 * variance)) if enough else None
    return RateDrift(_mean(tagged[~late]), _mean(tagged[late]), p_value)


def _mean(values: npt.NDArray[np.bool_]) -> float:
    return float(values.mean()) if len(values) else float("nan")
