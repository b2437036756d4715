"""Cross-fitting: for each gold product, what a network says of it that has not seen it.

Each fold's network trains on the other folds, the final one on everything, all by the same schedule to its end. Nothing
is chosen by the held-out part, so that its figures flatter nobody; they are measured at each epoch to be looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import keras
import numpy as np
import numpy.typing as npt

from dashboard.tagging.concepts import list_concepts
from dashboard.tagging.features import Vocabulary, fit_vocabulary
from dashboard.training.coordinates import Coordinates, fit_coordinates
from dashboard.training.epochs import EpochFigures
from dashboard.training.fit import Logits, Part, fit, logits_of
from dashboard.training.folds import fold_count, group_folds
from dashboard.training.gold import GoldSet
from dashboard.training.network import Shape, build_tagger
from dashboard.training.request import FastSettings

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

    def logits(self, texts: Sequence[str]) -> Logits:
        """Return what the network says of texts, a head each."""
        return logits_of(self.learner, self.coordinates.of(self.vocabulary.encode(texts)))

    def tagger(self) -> keras.Model:
        """Return the network from n-grams to logits."""
        return build_tagger(self.learner, self.coordinates, self.shape)


@dataclass(frozen=True)
class CrossFit:
    """The networks of a run, and what those of the folds say of the products that they have not seen."""

    folds: npt.NDArray[np.int64]
    # (products, logits) a head, out of fold.
    logits: Logits
    final: Network
    fold_networks: list[Network]


def cross_fit(gold: GoldSet, settings: FastSettings, seed: int, on_epoch: OnEpoch) -> CrossFit:
    """Train a network a fold and a final one; `on_epoch` is told the fold of each epoch."""
    folds = group_folds(gold.groups, gold.targets, fold_count(gold.groups, gold.targets, settings.folds), seed)
    logits = {head: np.zeros((len(gold), size), np.float32) for head, size in Shape.of(gold).heads.items()}
    networks = []
    for fold in np.unique(folds).tolist():
        network = train_part(gold, folds != fold, settings, seed, partial(on_epoch, fold))
        for head, said in network.logits([gold.texts[row] for row in np.flatnonzero(folds == fold)]).items():
            logits[head][folds == fold] = said
        networks.append(network)
    final = train_part(gold, np.ones(len(gold), bool), settings, seed, partial(on_epoch, FINAL))
    return CrossFit(folds, logits, final, networks)


def train_part(
    gold: GoldSet,
    learned: npt.NDArray[np.bool_],
    settings: FastSettings,
    seed: int,
    on_epoch: Callable[[EpochFigures], None],
) -> Network:
    """Train a network on the products that `learned` marks; all that is fitted, is fitted on them alone."""
    texts = [text for text, own in zip(gold.texts, learned, strict=True) if own]
    vocabulary = fit_vocabulary(texts, concepts=list_concepts())
    coordinates = fit_coordinates(vocabulary.encode(texts), vocabulary, seed)
    shape = Shape.of(gold)
    held_out = None if learned.all() else _part(gold, ~learned, vocabulary, coordinates)
    train = _part(gold, learned, vocabulary, coordinates)
    learner = fit(train, held_out, shape, settings, seed=seed, on_epoch=on_epoch)
    return Network(vocabulary, coordinates, learner, shape)


def _part(gold: GoldSet, rows: npt.NDArray[np.bool_], vocabulary: Vocabulary, coordinates: Coordinates) -> Part:
    texts = [text for text, own in zip(gold.texts, rows, strict=True) if own]
    return Part(coordinates.of(vocabulary.encode(texts)), gold.targets[rows], gold.primary[rows])


def train_network(gold: GoldSet, settings: FastSettings, seed: int) -> Network:
    """Train one network on all of `gold`, without measuring it on the way."""
    return train_part(gold, np.ones(len(gold), bool), settings, seed, lambda _figures: None)
