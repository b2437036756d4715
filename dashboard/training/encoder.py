"""The network of the preset `encoder`: a BERT-like encoder, fine-tuned end to end by way of KerasHub.

Imports Keras and its backend: only the process of a training job may import this module. It uses nothing of TensorFlow
itself, so that benchmarks can train it on another backend of Keras.
"""

import math
from pathlib import Path
from typing import Any

import keras
import keras_hub
import numpy as np
import numpy.typing as npt
from keras import layers, ops

from dashboard.tagging.tokens import PADDING_MASK, TOKEN_IDS
from dashboard.training.encoder_settings import EncoderSettings
from dashboard.training.network import PRIMARY, TAGS, Shape, make_variables, primary_loss, tag_loss

Ints = npt.NDArray[np.int32]
Inputs = dict[str, Ints]
Logits = dict[str, npt.NDArray[np.float32]]

#: Batches are as wide as their longest text, rounded up to a multiple of this: few widths, few traces.
WIDTH = 64
#: Texts of about one length stand together: sorted within so many batches.
_SORTED_BATCHES = 8
#: What the encoder's logits weigh in the mean, where it has read a text.
ENCODER_WEIGHT = 0.5
#: Texts read at once where nothing is learned.
_READ = 64


def build_encoder_tagger(folder: Path, shape: Shape, settings: EncoderSettings, dtype: str = "float32") -> keras.Model:
    """Return the encoder in `folder` under untrained heads: from token ids and mask to logits.

    The heads start at 0, and read the mean over the tokens of the last layer. `dtype` is that of the encoder.
    """
    backbone = keras_hub.models.Backbone.from_preset(str(folder), dtype=dtype)
    for layer in backbone.layers:
        if layer.name == "pooled_dense":
            layer.trainable = False  # BERT's own summary of a text, which nothing here reads.
    ids, mask = (keras.Input((None,), dtype="int32", name=name) for name in (TOKEN_IDS, PADDING_MASK))
    inputs = {TOKEN_IDS: ids, PADDING_MASK: mask}
    if "segment_ids" in backbone.input:
        inputs["segment_ids"] = ops.zeros_like(ids)
    outputs = backbone(inputs)
    tokens = ops.cast(outputs["sequence_output"] if isinstance(outputs, dict) else outputs, "float32")
    weights = ops.expand_dims(ops.cast(mask, "float32"), -1)
    pooled = ops.sum(tokens * weights, axis=1) / ops.maximum(ops.sum(weights, axis=1), 1.0)
    # The mean of many tokens is small, and the heads begin at nothing: without this they would hardly have begun to
    # learn by the time the encoder has settled.
    seen = layers.Dropout(settings.dropout, dtype="float32")(pooled * settings.head_scale)
    heads = {
        head: layers.Dense(size, kernel_initializer="zeros", dtype="float32", name=head)(seen)
        for head, size in shape.heads.items()
    }
    return keras.Model({TOKEN_IDS: ids, PADDING_MASK: mask}, heads)


def as_served(tagger: keras.Model, folder: Path, shape: Shape, settings: EncoderSettings) -> keras.Model:
    """Return the same network as it is stored: in 32 bits, and without the losses, which only training knows."""
    copy = build_encoder_tagger(folder, shape, settings)
    copy.set_weights(tagger.get_weights())
    return copy


def beside_words(encoder: keras.Model, words: keras.Model, shape: Shape) -> keras.Model:
    """Return the network whose logits are the mean of those of both: it reads tokens, n-grams and concepts.

    Of a text without tokens, in a language that the encoder was not made for, it says what `words` says. An equal
    weight is nothing to be learned: it takes no labels, and averages out what either gets wrong alone (Perrone and
    Cooper, When Networks Disagree, 1993).
    """
    wanted = {**encoder.input, **words.input}
    inputs = {name: keras.Input(own.shape[1:], dtype=own.dtype, name=name) for name, own in wanted.items()}
    first, second = (one({name: inputs[name] for name in one.input}) for one in (encoder, words))
    weight = ops.cast(ops.max(inputs[PADDING_MASK], axis=1, keepdims=True), "float32") * ENCODER_WEIGHT
    outputs = {}
    for head in shape.heads:
        change = layers.Multiply()([weight, layers.Subtract()([first[head], second[head]])])
        outputs[head] = layers.Add(name=head)([second[head], change])
    return keras.Model(inputs, outputs)


class Batches(keras.utils.PyDataset):  # type: ignore[misc]  # Keras has no types
    """Batches of texts of about one length, in another order each epoch; the last one is filled up."""

    def __init__(self, inputs: Inputs, answers: dict[str, npt.NDArray[np.int8]], batch_size: int, seed: int) -> None:
        super().__init__()
        self.inputs, self.answers, self.batch_size = inputs, answers, batch_size
        self.lengths = inputs[PADDING_MASK].sum(axis=1)
        self.random = np.random.default_rng(seed)
        self.rows = self._shuffled()

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> tuple[Inputs, dict[str, npt.NDArray[np.int8]]]:
        rows = self.rows[place]
        return narrowed(self.inputs, rows), {head: said[rows] for head, said in self.answers.items()}

    def on_epoch_end(self) -> None:
        """Put the texts into another order."""
        self.rows = self._shuffled()

    def _shuffled(self) -> list[npt.NDArray[np.int64]]:
        order = self.random.permutation(len(self.lengths))
        short = -len(order) % self.batch_size
        order = np.concatenate([order, self.random.choice(order, short)])
        span = self.batch_size * _SORTED_BATCHES
        order = np.concatenate(
            [
                part[np.argsort(self.lengths[part], kind="stable")]
                for part in (order[start : start + span] for start in range(0, len(order), span))
            ]
        )
        batches = order.reshape(-1, self.batch_size)
        batches = batches[self.random.permutation(len(batches))]
        # Keras takes from the first two batches which dimensions vary: the widest and the narrowest tell it. And a
        # memory that is too small for the widest says so at once.
        widths = self.lengths[batches].max(axis=1)
        ends = list(dict.fromkeys([int(widths.argmax()), int(widths.argmin())]))
        return [*batches[ends], *np.delete(batches, ends, axis=0)]


def narrowed(inputs: Inputs, rows: npt.NDArray[np.int64]) -> Inputs:
    """Return rows of the inputs, no wider than the longest of them needs, in steps of WIDTH."""
    longest = max(1, int(inputs[PADDING_MASK][rows].sum(axis=1).max()))
    width = math.ceil(longest / WIDTH) * WIDTH
    return {name: _of_width(values[rows], width) for name, values in inputs.items()}


def _of_width(values: Ints, width: int) -> Ints:
    return np.pad(values, ((0, 0), (0, max(0, width - values.shape[1]))))[:, :width]


def compile_tagger(
    tagger: keras.Model, targets: npt.NDArray[np.int8], shape: Shape, settings: EncoderSettings, steps: int
) -> None:
    """Set up AdamW: the learning rate rises over the first tenth of the `steps`, then falls to 0."""
    learning_rate = keras.optimizers.schedules.CosineDecay(
        0.0, steps - steps // 10, warmup_target=settings.learning_rate, warmup_steps=max(1, steps // 10)
    )
    optimizer = keras.optimizers.AdamW(learning_rate, weight_decay=settings.weight_decay, global_clipnorm=1.0)
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    losses = {TAGS: tag_loss(targets, settings.balance), PRIMARY: primary_loss}
    weights = {TAGS: 1.0, PRIMARY: settings.primary_weight}
    tagger.compile(
        optimizer,
        loss={head: losses[head] for head in shape.heads},
        loss_weights={head: weights[head] for head in shape.heads},
    )


def fit_encoder_tagger(
    tagger: keras.Model,
    inputs: Inputs,
    answers: dict[str, npt.NDArray[np.int8]],
    shape: Shape,
    settings: EncoderSettings,
    *,
    seed: int,
    callbacks: list[Any],
) -> None:
    """Train all layers of `tagger` on the texts of `inputs`."""
    batches = Batches(inputs, answers, settings.batch_size, seed)
    compile_tagger(tagger, answers[TAGS], shape, settings, settings.epochs * len(batches))
    make_variables(tagger, narrowed(inputs, np.arange(1)), {head: said[:1] for head, said in answers.items()})
    tagger.fit(batches, epochs=settings.epochs, verbose=0, shuffle=False, callbacks=callbacks)


def mean_logits(encoder: Logits, words: Logits, inputs: Inputs) -> Logits:
    """Return what `beside_words` says, head by head; `inputs` are the tokens that the encoder read."""
    weight = np.float32(ENCODER_WEIGHT) * inputs[PADDING_MASK].max(axis=1, keepdims=True).astype(np.float32)
    return {head: own + weight * (encoder[head] - own) for head, own in words.items()}


def logits_of_tokens(tagger: keras.Model, inputs: Inputs) -> Logits:
    """Return what the network says of texts, a head each, in their order."""
    lengths = inputs[PADDING_MASK].sum(axis=1)
    order = np.argsort(lengths, kind="stable")
    said: dict[str, list[npt.NDArray[np.float32]]] = {}
    for start in range(0, len(order), _READ):
        rows = order[start : start + _READ]
        filled = np.resize(rows, _READ)  # One number of rows: a backend that compiles does so once a width.
        for head, logits in tagger.predict_on_batch(narrowed(inputs, filled)).items():
            said.setdefault(head, []).append(np.asarray(logits, np.float32)[: len(rows)])
    back = np.argsort(order, kind="stable")
    return {head: np.concatenate(parts)[back] for head, parts in said.items()}
