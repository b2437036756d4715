"""The networks of the preset `fast`. Imports TensorFlow: only the process of a training job may import this module.

A *learner* reads coordinates (dashboard.training.coordinates) and is what is trained. A *tagger* reads the n-grams
themselves and is what is stored: the same network with the basis multiplied into its first layers, wide (n-gram to
label) and deep (n-gram to hidden unit), each an embedding that is gathered, weighted and summed.
"""

from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
from keras import layers, ops

from dashboard.training.coordinates import Coordinates
from dashboard.training.gold import UNKNOWN, GoldSet
from dashboard.training.request import FastSettings

TAGS, PRIMARY = "tags", "primary"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Shape:
    """The sizes of a network's outputs: each head's name with its number of logits."""

    heads: dict[str, int]

    @classmethod
    def of(cls, gold: GoldSet) -> "Shape":
        """Return the heads that `gold` can teach: one for the tags, one for the primary capability or none of them."""
        labels = len(gold.label_set)
        return cls({TAGS: labels} | ({PRIMARY: labels + 1} if gold.has_primary else {}))


def build_learner(coordinates: int, shape: Shape, settings: FastSettings) -> keras.Model:
    """Return an untrained network from coordinates to logits. It starts at 0: what it says, it has learned."""
    inputs = keras.Input((coordinates,), name="coordinates")
    seen = layers.Dropout(settings.dropout)(inputs)
    # No bias: it would have no place among the n-grams. ReLU: the exporter to ONNX knows no exact GELU.
    hidden = layers.Dense(settings.hidden_units, activation="relu", use_bias=False, name="deep")(seen)
    hidden = layers.Dropout(settings.dropout)(hidden)
    outputs = {}
    for head, size in shape.heads.items():
        wide = layers.Dense(size, use_bias=False, kernel_initializer="zeros", name=f"{head}_wide")(seen)
        deep = layers.Dense(size, kernel_initializer="zeros", name=f"{head}_deep")(hidden)
        outputs[head] = layers.Add(name=head)([wide, deep])
    return keras.Model(inputs, outputs)


def build_tagger(learner: keras.Model, coordinates: Coordinates, shape: Shape) -> keras.Model:
    """Return the network from padded ids and weights to logits that says what `learner` says."""
    ids, weights = keras.Input((None,), dtype="int32", name="ids"), keras.Input((None,), name="weights")

    def over_ngrams(layer: str) -> keras.KerasTensor:
        table = coordinates.table(learner.get_layer(layer).get_weights()[0])
        embedding = layers.Embedding(*table.shape, weights=[table], name=layer)
        return layers.Dot(axes=1, name=f"{layer}_sum")([weights, embedding(ids)])

    hidden = layers.Activation("relu")(over_ngrams("deep"))
    outputs = {}
    for head, size in shape.heads.items():
        deep = layers.Dense(size, name=f"{head}_deep")
        outputs[head] = layers.Add(name=head)([over_ngrams(f"{head}_wide"), deep(hidden)])
        deep.set_weights(learner.get_layer(f"{head}_deep").get_weights())
    return keras.Model({"ids": ids, "weights": weights}, outputs)


def make_variables(network: keras.Model, inputs: Any, answers: dict[str, npt.NDArray[np.int8]]) -> None:
    """Make what the training of a compiled network keeps: the optimiser's moments and the sums of the losses.

    Left to the first step, they let TensorFlow trace that step a second time, which takes longer than its arithmetic.
    `inputs` and `answers` are a few texts of any kind: nothing is learned from them.
    """
    network.optimizer.build(network.trainable_variables)
    wanted = {head: ops.convert_to_tensor(said) for head, said in answers.items()}
    network.compute_loss(x=inputs, y=wanted, y_pred=network(inputs, training=False))


def tag_loss(targets: npt.NDArray[np.int8], balance: float = 1.0) -> keras.losses.Loss:
    """Return binary cross-entropy in which the positives and the negatives of each label weigh alike.

    `targets` are those of the training part. `balance` leads from weights of 1 each (0) to equal sums (1). Where nobody
    said, nothing is learned.
    """
    known = np.maximum((targets != UNKNOWN).sum(axis=0), 1)
    positive = np.clip((targets == 1).sum(axis=0) / known, 1 / known, 1 - 1 / known).astype(np.float32)

    def loss(truth: keras.KerasTensor, logits: keras.KerasTensor) -> keras.KerasTensor:
        yes, no = ops.cast(truth == 1, "float32"), ops.cast(truth == 0, "float32")
        weighed = yes * (0.5 / positive) ** balance + no * (0.5 / (1 - positive)) ** balance
        return ops.mean(weighed * _cross_entropy(yes, logits), axis=-1)

    return loss


def primary_loss(truth: keras.KerasTensor, logits: keras.KerasTensor) -> keras.KerasTensor:
    """Return cross-entropy over the capabilities and none; 0 where nobody said."""
    known = truth >= 0
    said = ops.where(known, truth, 0)
    entropy = ops.sparse_categorical_crossentropy(said, logits, from_logits=True)
    return entropy * ops.cast(known, "float32")


def _cross_entropy(truth: keras.KerasTensor, logits: keras.KerasTensor) -> keras.KerasTensor:
    return ops.maximum(logits, 0) - logits * truth + ops.log1p(ops.exp(-ops.abs(logits)))
