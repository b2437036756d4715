"""Find concepts in texts by the hashes of n-grams that are reckoned anyway: one search among sorted numbers."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.tagging.concepts import Concept
from dashboard.tagging.lookup import Lookup
from dashboard.tagging.ngrams import Hashes, Owners, hash_characters, hash_words

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class ConceptIndex:
    """The words of concepts as sorted hashes, each with the place of its concept; and the group of each concept."""

    # Equal hashes stand side by side: a word may belong to several concepts.
    hashes: Hashes
    places: Ints
    # (concepts,): the place of each one's group.
    groups: Ints
    concept_keys: list[str]
    group_keys: list[str]

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.hashes)

    @cached_property
    def _ends(self) -> Ints:
        return np.searchsorted(self.hashes, self.hashes, side="right")

    def find(self, owners: Owners, hashes: Hashes) -> tuple[Ints, Ints]:
        """Return each mention of a concept among n-grams: the index of its text, and the place of the concept."""
        spoken, first = self._lookup.find(hashes)
        mentions = self._ends[first] - first
        starts = np.repeat(first - (np.cumsum(mentions) - mentions), mentions)
        return np.repeat(owners[spoken].astype(np.int64), mentions), self.places[starts + np.arange(mentions.sum())]

    def to_json(self) -> dict[str, Any]:
        """Return the index as builtins; `from_json` gives the very same numbers back."""
        return {
            "hashes": self.hashes.tolist(),
            "places": self.places.tolist(),
            "groups": self.groups.tolist(),
            "concept_keys": self.concept_keys,
            "group_keys": self.group_keys,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "ConceptIndex":
        """Return the index that `to_json` gave `data` for."""
        return cls(
            np.array(data["hashes"], np.uint32),
            np.array(data["places"], np.int64),
            np.array(data["groups"], np.int64),
            data["concept_keys"],
            data["group_keys"],
        )


@cache
def index_concepts(concepts: tuple[Concept, ...]) -> ConceptIndex:
    """Return the index of a table of concepts."""
    english = [(word, place) for place, concept in enumerate(concepts) for word in concept.english]
    chinese = [(word, place) for place, concept in enumerate(concepts) for word in concept.chinese]
    hashes = np.concatenate([hash_words([word for word, _ in english]), hash_characters([word for word, _ in chinese])])
    places = np.array([place for _, place in english + chinese], np.int64)
    # A plural may fold to the same letters as another form: a mention is counted once a concept.
    pairs = np.unique(np.column_stack([hashes.astype(np.int64), places]), axis=0) if len(places) else np.empty((0, 2))
    group_keys = sorted({concept.group for concept in concepts})
    groups = np.array([group_keys.index(concept.group) for concept in concepts], np.int64)
    keys = [concept.key for concept in concepts]
    return ConceptIndex(pairs[:, 0].astype(np.uint32), pairs[:, 1].astype(np.int64), groups, keys, group_keys)
