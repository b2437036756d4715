"""How many gold labels there are, and whether that is enough. Pure: a frame in, dataclasses out."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

#: A capability is learned from so many positives and so many negatives at least: in five folds, four of each are left
#: to measure with.
MIN_EACH = 20
#: A run needs so many labelled products at least.
MIN_PRODUCTS = 40


@dataclass(frozen=True)
class LabelCount:
    """The gold labels of one capability."""

    capability: str
    positives: int
    negatives: int
    unsure: int
    # Of positives and negatives: drawn at random, and chosen.
    audit: int
    learning: int

    @property
    def missing_positives(self) -> int:
        """Return how many more positives it takes to learn the capability."""
        return max(0, MIN_EACH - self.positives)

    @property
    def missing_negatives(self) -> int:
        """Return how many more negatives it takes to learn the capability."""
        return max(0, MIN_EACH - self.negatives)

    @property
    def is_enough(self) -> bool:
        """Tell whether the capability can be learned."""
        return not self.missing_positives and not self.missing_negatives


@dataclass(frozen=True)
class Readiness:
    """What there is to train on."""

    counts: list[LabelCount]
    # Products with at least one yes or no.
    products: int

    @property
    def is_ready(self) -> bool:
        """Tell whether a run can be started."""
        return self.products >= MIN_PRODUCTS and any(count.is_enough for count in self.counts)


def readiness(labels: pd.DataFrame, capabilities: Sequence[str]) -> Readiness:
    """Count the labels that hold (db.queries.labels.holding_labels_frame), a capability each."""
    own = labels[labels["capability"].isin(list(capabilities))]
    said = own[own["value"].isin(["yes", "no"])]
    return Readiness([_count(own, key) for key in capabilities], int(said["product_id"].nunique()))


def _count(labels: pd.DataFrame, key: str) -> LabelCount:
    own = labels[labels["capability"] == key]
    said = own[own["value"] != "unsure"]
    return LabelCount(
        capability=key,
        positives=int((own["value"] == "yes").sum()),
        negatives=int((own["value"] == "no").sum()),
        unsure=int((own["value"] == "unsure").sum()),
        audit=int((said["lane"] == "audit").sum()),
        learning=int((said["lane"] == "learning").sum()),
    )
