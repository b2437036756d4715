"""How many gold labels there are, and whether that is enough. Pure: a frame in, dataclasses out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

#: A capability is learned from so many positives and so many negatives at least: in five folds, four of each are left
#: to measure with. In a language of its own fewer can be learned from, yet say little about how well.
MIN_EACH = 20
#: A run needs so many labelled products at least, and a language so many to be looked at by itself.
MIN_PRODUCTS = 40


@dataclass(frozen=True)
class Part:
    """The labels of one capability in one language, or in one lane. Several launches of one product count once."""

    key: str
    positives: int
    negatives: int


@dataclass(frozen=True)
class Lack:
    """Labels that are too few."""

    capability: str
    # A text's language; None where it is all of them together, without which the capability can't be learned at all.
    language: str | None
    # "yes" or "no".
    value: str
    count: int

    @property
    def missing(self) -> int:
        """Return how many more it takes."""
        return MIN_EACH - self.count


@dataclass(frozen=True)
class LabelCount:
    """The gold labels of one capability. Several launches of one product count once."""

    capability: str
    positives: int
    negatives: int
    unsure: int
    # In the order of Readiness.languages.
    languages: tuple[Part, ...]
    # Drawn at random ("audit"), and chosen ("learning").
    lanes: tuple[Part, ...]

    @property
    def is_enough(self) -> bool:
        """Tell whether the capability can be learned."""
        return min(self.positives, self.negatives) >= MIN_EACH

    @property
    def lacks(self) -> list[Lack]:
        """Return what is too few: of all labels; where these are enough, of a language."""
        return list(self._lacks(None, self.positives, self.negatives)) or [
            lack for part in self.languages for lack in self._lacks(part.key, part.positives, part.negatives)
        ]

    def _lacks(self, language: str | None, positives: int, negatives: int) -> Iterator[Lack]:
        for value, count in (("yes", positives), ("no", negatives)):
            if count < MIN_EACH:
                yield Lack(self.capability, language, value, count)


@dataclass(frozen=True)
class Readiness:
    """What there is to train on."""

    counts: list[LabelCount]
    # Products with at least one yes or no.
    products: int
    # The languages with at least MIN_PRODUCTS such products, the most frequent first.
    languages: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Tell whether a run can be started."""
        return self.products >= MIN_PRODUCTS and any(count.is_enough for count in self.counts)

    @property
    def lacks(self) -> list[Lack]:
        """Return all that is too few, in the order of the label set."""
        return [lack for count in self.counts for lack in count.lacks]


def readiness(labels: pd.DataFrame, capabilities: Sequence[str]) -> Readiness:
    """Count the labels that hold (db.queries.labels.labelled_frame), a capability each."""
    own = labels[labels["capability"].isin(list(capabilities))]
    said = own[own["value"].isin(["yes", "no"])].drop_duplicates("product_id")
    frequent = said["language"].value_counts()
    languages = tuple(frequent[frequent >= MIN_PRODUCTS].index)
    return Readiness([_count(own, key, languages) for key in capabilities], len(said), languages)


def _count(labels: pd.DataFrame, key: str, languages: Sequence[str]) -> LabelCount:
    own = labels[labels["capability"] == key]
    return LabelCount(
        capability=key,
        positives=_groups(own, "yes"),
        negatives=_groups(own, "no"),
        unsure=_groups(own, "unsure"),
        languages=tuple(_part(own[own["language"] == language], language) for language in languages),
        lanes=tuple(_part(own[own["lane"] == lane], lane) for lane in ("audit", "learning")),
    )


def _part(labels: pd.DataFrame, key: str) -> Part:
    return Part(key, _groups(labels, "yes"), _groups(labels, "no"))


def _groups(labels: pd.DataFrame, value: str) -> int:
    return int(labels.loc[labels["value"] == value, "product_group"].nunique())
