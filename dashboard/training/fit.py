"""Train one network, epoch by epoch. Imports TensorFlow: only the process of a training job may import this module."""

import math
from dataclasses import dataclass
from functools import partial

import keras
import numpy as np
import numpy.typing as npt

from dashboard.training.epoch_log import EpochLog, OnEpoch, held_out_figures
from dashboard.training.epochs import HeldOut
from dashboard.training.network import PRIMARY, TAGS, Shape, build_learner, make_variables, primary_loss, tag_loss
from dashboard.training.patience import Patience
from dashboard.training.request import FastSettings

Logits = dict[str, npt.NDArray[np.float32]]


@dataclass(frozen=True)
class Part:
    """Some products as a learner reads them."""

    coordinates: npt.NDArray[np.float32]
    targets: npt.NDArray[np.int8]
    primary: npt.NDArray[np.int8]

    def answers(self, shape: Shape) -> dict[str, npt.NDArray[np.int8]]:
        """Return what the heads of a network should say."""
        return {head: {TAGS: self.targets, PRIMARY: self.primary}[head] for head in shape.heads}


@dataclass(frozen=True)
class Fitted:
    """A trained learner, and the epoch whose weights it has."""

    learner: keras.Model
    epochs: int


def fit(
    train: Part,
    held_out: Part | None,
    shape: Shape,
    settings: FastSettings,
    *,
    seed: int,
    on_epoch: OnEpoch,
    stop_after: int | None = None,
) -> Fitted:
    """Return a learner trained on `train`; `held_out` is measured after each epoch, and never learned from.

    `stop_after` ends the training after so many epochs of the schedule.
    """
    keras.utils.set_random_seed(seed)
    learner = build_learner(train.coordinates.shape[1], shape, settings)
    steps = settings.epochs * math.ceil(len(train.targets) / settings.batch_size)
    # Falling to 0: the network settles, and no epoch needs to be picked as the best one, unless somebody asks for it.
    learning_rate = keras.optimizers.schedules.CosineDecay(settings.learning_rate, steps)
    optimizer = keras.optimizers.AdamW(learning_rate, weight_decay=settings.weight_decay)
    losses = {TAGS: tag_loss(train.targets), PRIMARY: primary_loss}
    weights = {TAGS: 1.0, PRIMARY: settings.primary_weight}
    learner.compile(
        optimizer,
        loss={head: losses[head] for head in shape.heads},
        loss_weights={head: weights[head] for head in shape.heads},
    )
    answers = train.answers(shape)
    make_variables(learner, train.coordinates[:1], {head: said[:1] for head, said in answers.items()})
    measure = None if held_out is None else partial(_measure, held_out)
    patience = Patience(stop_after or settings.epochs, settings.patience)
    learner.fit(
        train.coordinates,
        answers,
        batch_size=settings.batch_size,
        epochs=patience.planned,
        verbose=0,
        callbacks=[EpochLog(len(train.targets), measure, patience, on_epoch)],
    )
    return Fitted(learner, patience.kept)


def logits_of(learner: keras.Model, coordinates: npt.NDArray[np.float32]) -> Logits:
    """Return what a learner says of texts, a head each."""
    return {head: np.asarray(said) for head, said in learner(coordinates, training=False).items()}


def _measure(held_out: Part, learner: keras.Model) -> HeldOut:
    return held_out_figures(logits_of(learner, held_out.coordinates)[TAGS], held_out.targets)
