"""Train one network, epoch by epoch. Imports TensorFlow: only the process of a training job may import this module."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import keras
import numpy as np
import numpy.typing as npt

from dashboard.training.epochs import EpochFigures, HeldOut, label_figures
from dashboard.training.network import PRIMARY, TAGS, Shape, build_learner, primary_loss, tag_loss
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


OnEpoch = Callable[[EpochFigures], None]


@dataclass(frozen=True)
class Fitted:
    """A trained learner, and the epoch whose weights it has."""

    learner: keras.Model
    epochs: int


class EpochLog(keras.callbacks.Callback):  # type: ignore[misc]  # Keras has no types
    """Measure each epoch, hand its figures on, and stop where patience ends, with the best epoch's weights.

    keras.callbacks.EarlyStopping tells nobody how long it will still wait, which a progress bar has to know.
    """

    def __init__(self, texts: int, held_out: Part | None, patience: Patience, on_epoch: OnEpoch) -> None:
        super().__init__()
        self.texts, self.held_out, self.patience, self.on_epoch = texts, held_out, patience, on_epoch
        self._began = 0.0
        self._best: list[npt.NDArray[np.float32]] | None = None

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Start the clock."""
        self._began = time.monotonic()

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Measure, hand on, and stop if it is time."""
        seconds = time.monotonic() - self._began
        measured = None if self.held_out is None else _measure(self.model, self.held_out)
        said = logs or {}
        # The loss of the tags alone: that of the held-out part is no other. A network of one head has no name for it.
        loss = said.get(f"{TAGS}_loss", said["loss"])
        if self.patience.is_better(epoch + 1, None if measured is None else measured.mean_average_precision):
            self._best = self.model.get_weights()
        left = self.patience.left(epoch + 1)
        self.model.stop_training = left == 0
        self.on_epoch(EpochFigures(epoch + 1, loss, seconds, self.texts, measured, left))

    def on_train_end(self, logs: dict[str, float] | None = None) -> None:
        """Go back to the best epoch where one was chosen."""
        if self._best is not None:
            self.model.set_weights(self._best)


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
    patience = Patience(stop_after or settings.epochs, settings.patience)
    learner.fit(
        train.coordinates,
        train.answers(shape),
        batch_size=settings.batch_size,
        epochs=patience.planned,
        verbose=0,
        callbacks=[EpochLog(len(train.targets), held_out, patience, on_epoch)],
    )
    return Fitted(learner, patience.kept)


def logits_of(learner: keras.Model, coordinates: npt.NDArray[np.float32]) -> Logits:
    """Return what a learner says of texts, a head each."""
    return {head: np.asarray(said) for head, said in learner(coordinates, training=False).items()}


def _measure(learner: keras.Model, held_out: Part) -> HeldOut:
    logits = logits_of(learner, held_out.coordinates)
    loss = float(np.mean(tag_loss(held_out.targets)(held_out.targets, logits[TAGS])))
    return HeldOut(loss if math.isfinite(loss) else None, label_figures(logits[TAGS], held_out.targets))
