"""One compiled network for all those of a run. Imports TensorFlow: only the process of a training job may import this.

TensorFlow traces a network's step anew for each network that is compiled, which takes longer than to train one. The
networks of a run differ in their data alone: so one is compiled, and begun again for each of them.
"""

from collections.abc import Sequence

import keras
import numpy as np
import numpy.typing as npt

from dashboard.training.network import PRIMARY, TAGS, Shape, build_learner, positive_shares, primary_loss, tag_loss
from dashboard.training.request import FastSettings

_Key = tuple[int, tuple[tuple[str, int], ...], FastSettings]


class Compiled:
    """A network that is ready to be trained, any number of times. What differs between trainings is in variables."""

    def __init__(self, coordinates: int, shape: Shape, settings: FastSettings) -> None:
        self._positive = keras.Variable(np.full(shape.heads[TAGS], 0.5, np.float32), trainable=False)
        self._steps = keras.Variable(1.0, trainable=False)
        # Falling to 0: the network settles, and no epoch needs to be picked as the best one, unless somebody asks.
        learning_rate = keras.optimizers.schedules.CosineDecay(settings.learning_rate, self._steps)
        self._optimizer = keras.optimizers.AdamW(learning_rate, weight_decay=settings.weight_decay)
        losses = {TAGS: tag_loss(self._positive), PRIMARY: primary_loss}
        weights = {TAGS: 1.0, PRIMARY: settings.primary_weight}
        self.learner = build_learner(coordinates, shape, settings)
        self.learner.compile(
            self._optimizer,
            loss={head: losses[head] for head in shape.heads},
            loss_weights={head: weights[head] for head in shape.heads},
        )
        self._optimizer.build(self.learner.trainable_variables)

    def begin(self, fresh: keras.Model, targets: npt.NDArray[np.int8], steps: int) -> None:
        """Begin again as `fresh`, a network of the same shape, to learn `targets` in so many steps."""
        _assign(self.learner.variables, fresh.variables)
        for state in self._optimizer.variables:
            state.assign(keras.ops.zeros_like(state))
        self._positive.assign(positive_shares(targets))
        self._steps.assign(float(steps))


_last: dict[_Key, Compiled] = {}


def compiled(coordinates: int, shape: Shape, settings: FastSettings) -> Compiled:
    """Return the compiled network of these sizes: the one of before where they are the same."""
    key = (coordinates, tuple(shape.heads.items()), settings)
    if key not in _last:
        # A run's networks have one size, or two where its folds are small and differ: older ones are not needed again.
        while len(_last) > 1:
            del _last[next(iter(_last))]
        _last[key] = Compiled(coordinates, shape, settings)
    return _last[key]


def _assign(variables: Sequence[keras.Variable], values: Sequence[keras.Variable]) -> None:
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value)
