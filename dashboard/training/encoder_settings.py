"""How the encoder of the preset `encoder` trains; the network beside it trains as `fast` does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from dashboard.messages import RequestError, message
from dashboard.tagging.text import detect_language
from dashboard.training.encoder_files import EncoderFiles
from dashboard.training.readiness import MIN_PRODUCTS
from dashboard.training.request import TrainingRequest


@dataclass(frozen=True)
class EncoderSettings:
    """The figures behind these numbers are in docs/design.md."""

    # The learning rate falls to 0 on the way.
    epochs: int = 4
    batch_size: int = 16
    # The highest, reached after a tenth of the steps.
    learning_rate: float = 1e-4
    weight_decay: float = 1e-2
    # How many times the mean over the tokens is what the heads read.
    head_scale: float = 16.0
    # Of what the heads read.
    dropout: float = 0.1
    # How far positives and negatives of a label weigh alike: from 0 (as they are) to 1.
    balance: float = 0.5
    primary_weight: float = 0.3
    # Longer texts are cut there.
    max_tokens: int = 192
    # Share of the product groups that is held out, and that every figure is measured on.
    held_out: float = 0.2
    # Epochs without a better mean average precision on what is held out, after which the network stops.
    patience: int | None = None
    # That the encoder was not made for: it neither learns from their texts nor tags them.
    unread_languages: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: TrainingRequest, encoder: EncoderFiles, texts: Sequence[str]) -> Self:
        """Return the settings that a request asks for, within what the encoder can read; `texts` are labelled."""
        return cls(
            epochs=request.epochs or cls.epochs,
            patience=request.patience,
            max_tokens=min(cls.max_tokens, encoder.max_tokens),
            unread_languages=tuple(encoder.unread_languages(texts)),
        )


def check_languages(encoder: EncoderFiles, settings: EncoderSettings, texts: Sequence[str]) -> None:
    """Raise RequestError where the encoder was made for too few of the `texts` that it would learn from."""
    read = sum(detect_language(text) not in settings.unread_languages for text in texts)
    if read < MIN_PRODUCTS:
        raise RequestError(
            message(
                "The encoder {encoder} was made for the language of only {read} of the {texts} labelled texts that it "
                "would learn from. It learns from {least} or more. Take a multilingual encoder, or the preset fast.",
                encoder=encoder.folder.name,
                read=read,
                texts=len(texts),
                least=MIN_PRODUCTS,
            )
        )
