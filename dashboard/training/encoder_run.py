"""One run of the preset `encoder`: an encoder fine-tuned on what the split leaves it, measured on the rest.

Beside it a network of the preset `fast` learns from the same texts, in seconds; what the model says is the mean of both
(dashboard.training.encoder.beside_words). Cross-fitting would train the encoder five times over, which a processor has
no time for: one network of each learns, is measured on the held-out part alone, and tags. Imports Keras: only the
process of a training job may import this module.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import keras

from dashboard.tagging.decide import Decision
from dashboard.tagging.readers import TOKENIZER_FILE, VOCABULARY_FILE, Readers
from dashboard.tagging.tokens import PADDING_MASK, Tokens, open_tokenizer
from dashboard.training.crossfit import Network, OnEpoch, train_part
from dashboard.training.encoder import (
    Logits,
    as_served,
    beside_words,
    build_encoder_tagger,
    fit_encoder_tagger,
    logits_of_tokens,
    mean_logits,
)
from dashboard.training.encoder_settings import EncoderSettings
from dashboard.training.epoch_log import BatchLog, EpochLog, held_out_figures
from dashboard.training.epochs import HeldOut
from dashboard.training.gold import GoldSet
from dashboard.training.network import PRIMARY, TAGS
from dashboard.training.patience import Patience
from dashboard.training.request import FastSettings
from dashboard.training.scoreboard import ENCODER, WORDS
from dashboard.training.split import Split

#: Told the number of the network, and which share of its epochs is done.
OnShare = Callable[[int, float], None]


@dataclass(frozen=True)
class FittedEncoder:
    """A fine-tuned encoder beside a network of words, and what they say of the products that they were measured on."""

    tokens: Tokens
    encoder: keras.Model
    words: Network
    # (measured products, logits) a head: of both together, and of either alone.
    logits: Logits
    alone: dict[str, Logits]
    # The epoch whose weights the encoder has.
    epochs: int

    @property
    def served(self) -> "FittedEncoder":
        """The network that tags: the very one that was measured."""
        return self

    @property
    def stopped_at(self) -> dict[str, Any]:
        """The epoch whose weights the encoder has: it is measured and tags."""
        return {"epochs": [self.epochs], "final_epochs": self.epochs}

    @property
    def readers(self) -> Readers:
        """What cuts texts up for the tagger, each by its file."""
        return {TOKENIZER_FILE: self.tokens, VOCABULARY_FILE: self.words.vocabulary}

    def compared(self, decision: Decision, texts: Sequence[str]) -> dict[str, Any]:
        """Return nothing: no other network than the one that tags was measured."""
        return {}

    def tagger(self) -> keras.Model:
        """Return the network from tokens, n-grams and concepts to logits."""
        return beside_words(self.encoder, self.words.tagger(), self.words.shape)


def fit_encoder(
    gold: GoldSet,
    split: Split,
    folder: Path,
    settings: EncoderSettings,
    *,
    seed: int,
    dtype: str,
    on_epoch: OnEpoch,
    on_share: OnShare,
) -> FittedEncoder:
    """Train both networks on what `split` does not measure; its one round is the run's only one.

    `on_epoch` is told of the encoder's epochs, with the held-out figures of both together, and `on_share` after each
    batch which share of them is done. `dtype` is what the encoder's layers compute in while they learn; what is
    measured and stored computes in 32 bits.
    """
    ((fold, learned, held_out),) = split.rounds()
    train, measured = gold.part(learned), gold.part(held_out)
    words = train_part(gold, learned, FastSettings(), seed, lambda _figures: None)
    said = words.logits(measured.texts)
    keras.utils.set_random_seed(seed)
    tokens = open_tokenizer(folder, settings.max_tokens, settings.unread_languages)
    tagger = build_encoder_tagger(folder, words.shape, settings, dtype)
    inputs = tokens.read(measured.texts)
    patience = Patience(settings.epochs, settings.patience)

    def measure(network: keras.Model) -> HeldOut:
        return held_out_figures(mean_logits(logits_of_tokens(network, inputs), said, inputs)[TAGS], measured.targets)

    learning = tokens.read(train.texts)
    # What it doesn't read teaches it nothing.
    read = learning[PADDING_MASK].any(axis=1)
    answers: dict[str, Any] = {TAGS: train.targets, PRIMARY: train.primary}
    fit_encoder_tagger(
        tagger,
        {name: values[read] for name, values in learning.items()},
        {head: answers[head][read] for head in words.shape.heads},
        words.shape,
        settings,
        seed=seed,
        callbacks=[
            BatchLog(settings.epochs, partial(on_share, fold)),
            EpochLog(int(read.sum()), measure, patience, partial(on_epoch, fold)),
        ],
    )
    served = as_served(tagger, folder, words.shape, settings)
    alone = logits_of_tokens(served, inputs)
    both = mean_logits(alone, said, inputs)
    return FittedEncoder(tokens, served, words, both, {WORDS: said, ENCODER: alone}, patience.kept)
