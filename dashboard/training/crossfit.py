"""Cross-fitting: for each measured product, what a network says of it that has not seen it.

Each network of a split trains on what it is not measured on, the final one on everything, all by the same schedule to
its end. Nothing is chosen by the held-out part, so that its figures flatter nobody; they are measured at each epoch to
be looked at. Only where a run is asked for patience, each network keeps its best epoch on what is held out, and the
final one, which has nothing held out, stops after the median of theirs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median_high
from typing import Any

import keras
import numpy as np

from dashboard.tagging.concepts import list_concepts
from dashboard.tagging.decide import Decision
from dashboard.tagging.features import Vocabulary, fit_vocabulary
from dashboard.tagging.readers import VOCABULARY_FILE, Readers
from dashboard.training.coordinates import Coordinates, fit_coordinates
from dashboard.training.epochs import EpochFigures
from dashboard.training.fit import Logits, Part, fit, logits_of
from dashboard.training.gold import GoldSet, Rows
from dashboard.training.network import TAGS, Shape, build_tagger
from dashboard.training.request import FastSettings
from dashboard.training.split import Split

#: The number under which the final network's epochs are stored.
FINAL = 0

OnEpoch = Callable[[int, EpochFigures], None]


@dataclass(frozen=True)
class Network:
    """A trained network with the vocabulary that it reads by."""

    vocabulary: Vocabulary
    coordinates: Coordinates
    learner: keras.Model
    shape: Shape
    # The epoch whose weights it has.
    epochs: int

    def logits(self, texts: Sequence[str]) -> Logits:
        """Return what the network says of texts, a head each."""
        return logits_of(self.learner, self.coordinates.of(self.vocabulary.encode(texts)))

    @property
    def readers(self) -> Readers:
        """What cuts texts up for the tagger, by its file."""
        return {VOCABULARY_FILE: self.vocabulary}

    def tagger(self) -> keras.Model:
        """Return the network from n-grams to logits."""
        return build_tagger(self.learner, self.coordinates, self.shape)


@dataclass(frozen=True)
class CrossFit:
    """The networks of a run, and what those of the split say of the products that they have not seen."""

    # (measured products, logits) a head, out of fold.
    logits: Logits
    final: Network
    fold_networks: list[Network]

    @property
    def served(self) -> Network:
        """The network that tags: the one that has learned from everything."""
        return self.final

    @property
    def alone(self) -> dict[str, Logits]:
        """Return nothing: the network is not the mean of others."""
        return {}

    @property
    def stopped_at(self) -> dict[str, Any]:
        """The epochs whose weights the networks have."""
        return {"epochs": [network.epochs for network in self.fold_networks], "final_epochs": self.final.epochs}

    def compared(self, decision: Decision, texts: Sequence[str]) -> dict[str, Any]:
        """Return how the network that tags and those that were measured differ on texts that none of them has seen.

        They are compared in probabilities and tags; None where there are no such texts.
        """
        if not texts:
            return {"final_network": None}
        final = decision.probabilities(self.final.logits(texts)[TAGS])
        folds = np.mean([decision.probabilities(one.logits(texts)[TAGS]) for one in self.fold_networks], axis=0)
        differ = {
            "products": len(texts),
            "mean_difference_of_probabilities": round(float(np.abs(final - folds).mean()), 4),
            "share_of_tags_that_differ": round(float((decision.tags(final) != decision.tags(folds)).mean()), 4),
        }
        return {"final_network": differ}


def cross_fit(gold: GoldSet, split: Split, settings: FastSettings, seed: int, on_epoch: OnEpoch) -> CrossFit:
    """Train the networks of a split and a final one; `on_epoch` is told the number of each epoch's network."""
    logits = {head: np.zeros((len(gold), size), np.float32) for head, size in Shape.of(gold).heads.items()}
    networks = []
    for fold, learned, held_out in split.rounds():
        network = train_part(gold, learned, settings, seed, partial(on_epoch, fold))
        for head, said in network.logits(gold.part(held_out).texts).items():
            logits[head][held_out] = said
        networks.append(network)
    stop_after = None if settings.patience is None else median_high(network.epochs for network in networks)
    everything = np.ones(len(gold), bool)
    final = train_part(gold, everything, settings, seed, partial(on_epoch, FINAL), stop_after=stop_after)
    return CrossFit({head: said[split.measured] for head, said in logits.items()}, final, networks)


def train_part(
    gold: GoldSet,
    learned: Rows,
    settings: FastSettings,
    seed: int,
    on_epoch: Callable[[EpochFigures], None],
    stop_after: int | None = None,
) -> Network:
    """Train a network on the products that `learned` marks; all that is fitted, is fitted on them alone.

    `stop_after` ends it after so many epochs of the schedule.
    """
    texts = gold.part(learned).texts
    vocabulary = fit_vocabulary(texts, concepts=list_concepts())
    coordinates = fit_coordinates(vocabulary.encode(texts), vocabulary, seed)
    shape = Shape.of(gold)
    held_out = None if learned.all() else _part(gold, ~learned, vocabulary, coordinates)
    train = _part(gold, learned, vocabulary, coordinates)
    fitted = fit(train, held_out, shape, settings, seed=seed, on_epoch=on_epoch, stop_after=stop_after)
    return Network(vocabulary, coordinates, fitted.learner, shape, fitted.epochs)


def _part(gold: GoldSet, rows: Rows, vocabulary: Vocabulary, coordinates: Coordinates) -> Part:
    part = gold.part(rows)
    return Part(coordinates.of(vocabulary.encode(part.texts)), part.targets, part.primary)


def train_network(gold: GoldSet, settings: FastSettings, seed: int) -> Network:
    """Train one network on all of `gold`, without measuring it on the way."""
    return train_part(gold, np.ones(len(gold), bool), settings, seed, lambda _figures: None)
