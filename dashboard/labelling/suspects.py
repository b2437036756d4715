"""Gold labels that the model, not having seen them, contradicts most. Pure.

Confident learning (Northcutt, Jiang and Chuang, "Confident learning: estimating uncertainty in dataset labels", 2021),
a capability at a time: a label is a suspect where the model gives the other answer at least as much as it gives that
answer on average to the products that have it. So each class has a threshold of its own, and a capability that few
products have is not full of suspects. They come by self-confidence, the probability of the given label, lowest first.

The probabilities must be out of fold: a network that has learned from a label believes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

#: A capability with fewer labels of either class has no average to speak of.
LEAST = 5
#: A label that a person kept is asked for again where a newer model gives it so much less.
CLEARLY = 0.1

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Suspect:
    """A label that is perhaps wrong. Fields as in db.queries.suspects.DOUBTED_COLUMNS."""

    label_id: int
    product_id: int
    capability: str
    # The label says yes.
    holds: bool
    # What the model that has not seen it gives the capability.
    probability: float
    annotator: str
    origin: str

    @property
    def self_confidence(self) -> float:
        """What the model gives to the label as it stands."""
        return self.probability if self.holds else 1 - self.probability


def find_suspects(labels: pd.DataFrame) -> list[Suspect]:
    """Return the suspects among labels (db.queries.suspects.labels_and_doubts), the most contradicted first.

    One that a person has kept, or given, with the model's opinion on the screen is left out until a newer model
    contradicts it clearly more.
    """
    found = [suspect for _key, own in labels.groupby("capability", sort=True) for suspect in _of_capability(own)]
    return sorted(found, key=lambda one: (one.self_confidence, one.product_id, one.capability))


def _of_capability(own: pd.DataFrame) -> list[Suspect]:
    holds = own["holds"].to_numpy(bool)
    yes = own["probability"].to_numpy(np.float64)
    if min(holds.sum(), (~holds).sum()) < LEAST:
        return []
    average_yes, average_no = yes[holds].mean(), (1 - yes[~holds]).mean()
    contradicted = np.where(holds, _is_rather(1 - yes, average_no, yes, average_yes), False)
    contradicted |= np.where(holds, False, _is_rather(yes, average_yes, 1 - yes, average_no))
    rows = own[contradicted & ~_is_kept(own)]
    return [Suspect(*row) for row in rows[list(Suspect.__match_args__)].itertuples(index=False, name=None)]


def _is_kept(own: pd.DataFrame) -> npt.NDArray[np.bool_]:
    seen, said = own["seen"].to_numpy(np.float64), own["probability"].to_numpy(np.float64)
    confidence_lost = np.where(own["holds"], seen - said, said - seen)
    # NaN, where nobody has looked, is not less than anything.
    return np.asarray(confidence_lost < CLEARLY)


def _is_rather(other: Floats, average_other: float, given: Floats, average_given: float) -> npt.NDArray[np.bool_]:
    """Tell where the other class reaches its average, and the given one does not or is the less probable."""
    return (other >= average_other) & ((given < average_given) | (other > given))
