"""One run of the preset `encoder`: an encoder fine-tuned on what the split leaves it, measured on the rest.

Cross-fitting would train it five times over, which a processor has no time for: one network learns, is measured on the
held-out part alone, and tags. Imports Keras: only the process of a training job may import this module.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import keras

from dashboard.tagging.decide import Decision
from dashboard.tagging.tokens import Tokens, open_tokenizer
from dashboard.training.encoder import (
    Logits,
    as_served,
    build_encoder_tagger,
    fit_encoder_tagger,
    logits_of_tokens,
)
from dashboard.training.encoder_settings import EncoderSettings
from dashboard.training.epoch_log import EpochLog, held_out_figures
from dashboard.training.epochs import EpochFigures, HeldOut
from dashboard.training.gold import GoldSet
from dashboard.training.network import PRIMARY, TAGS, Shape
from dashboard.training.patience import Patience
from dashboard.training.split import Split

OnEpoch = Callable[[int, EpochFigures], None]


@dataclass(frozen=True)
class FittedEncoder:
    """A fine-tuned encoder, and what it says of the products that it was measured on."""

    reader: Tokens
    network: keras.Model
    # (measured products, logits) a head.
    logits: Logits
    # The epoch whose weights it has.
    epochs: int

    @property
    def served(self) -> "FittedEncoder":
        """The network that tags: the very one that was measured."""
        return self

    @property
    def stopped_at(self) -> dict[str, Any]:
        """The epoch whose weights the network has: it is measured and tags."""
        return {"epochs": [self.epochs], "final_epochs": self.epochs}

    def compared(self, decision: Decision, texts: Sequence[str]) -> dict[str, Any]:
        """Return nothing: no other network than the one that tags was measured."""
        return {}

    def tagger(self) -> keras.Model:
        """Return the network from tokens to logits."""
        return self.network


def fit_encoder(
    gold: GoldSet, split: Split, folder: Path, settings: EncoderSettings, *, seed: int, dtype: str, on_epoch: OnEpoch
) -> FittedEncoder:
    """Fine-tune the encoder in `folder` on what `split` does not measure; its one round is the run's only network.

    `dtype` is what the layers compute in while they learn; what is measured and stored computes in 32 bits.
    """
    ((fold, learned, held_out),) = split.rounds()
    keras.utils.set_random_seed(seed)
    shape, tokens = Shape.of(gold), open_tokenizer(folder, settings.max_tokens)
    train, measured = gold.part(learned), gold.part(held_out)
    tagger = build_encoder_tagger(folder, shape, settings, dtype)
    inputs = tokens.read(measured.texts)
    patience = Patience(settings.epochs, settings.patience)

    def measure(network: keras.Model) -> HeldOut:
        return held_out_figures(logits_of_tokens(network, inputs)[TAGS], measured.targets)

    answers: dict[str, Any] = {TAGS: train.targets, PRIMARY: train.primary}
    fit_encoder_tagger(
        tagger,
        tokens.read(train.texts),
        {head: answers[head] for head in shape.heads},
        shape,
        settings,
        seed=seed,
        callbacks=[EpochLog(len(train), measure, patience, partial(on_epoch, fold))],
    )
    served = as_served(tagger, folder, shape, settings)
    return FittedEncoder(tokens, served, logits_of_tokens(served, inputs), patience.kept)
