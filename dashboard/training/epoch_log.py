"""Follow a network's training, epoch by epoch. Imports Keras: only the process of a training job may import this."""

import math
import time
from collections.abc import Callable

import keras
import numpy as np
import numpy.typing as npt

from dashboard.training.epochs import EpochFigures, HeldOut, label_figures
from dashboard.training.network import TAGS, tag_loss
from dashboard.training.patience import Patience

OnEpoch = Callable[[EpochFigures], None]
#: What is measured of a network on texts that it does not learn from.
Measure = Callable[[keras.Model], HeldOut]


class EpochLog(keras.callbacks.Callback):  # type: ignore[misc]  # Keras has no types
    """Measure each epoch, hand its figures on, and stop where patience ends, with the best epoch's weights.

    keras.callbacks.EarlyStopping tells nobody how long it will still wait, which a progress bar has to know.
    """

    def __init__(self, texts: int, measure: Measure | None, patience: Patience, on_epoch: OnEpoch) -> None:
        super().__init__()
        self.texts, self.measure, self.patience, self.on_epoch = texts, measure, patience, on_epoch
        self._began = 0.0
        self._best: list[npt.NDArray[np.float32]] | None = None

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Start the clock."""
        self._began = time.monotonic()

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Measure, hand on, and stop if it is time."""
        seconds = time.monotonic() - self._began
        measured = None if self.measure is None else self.measure(self.model)
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


class BatchLog(keras.callbacks.Callback):  # type: ignore[misc]  # Keras has no types
    """Tell after each batch which share of the planned epochs is done: an epoch of an encoder takes minutes."""

    def __init__(self, epochs: int, on_share: Callable[[float], None]) -> None:
        super().__init__()
        self.epochs, self.on_share, self._done = epochs, on_share, 0

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """Tell it."""
        self.on_share((self._done + (batch + 1) / self.params["steps"]) / self.epochs)

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Count the epoch."""
        self._done = epoch + 1


def held_out_figures(logits: npt.NDArray[np.float32], targets: npt.NDArray[np.int8]) -> HeldOut:
    """Return the figures of held-out texts: `logits` and `targets` are (texts, labels)."""
    loss = float(np.mean(tag_loss(targets)(targets, logits)))
    return HeldOut(loss if math.isfinite(loss) else None, label_figures(logits, targets))
