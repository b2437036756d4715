"""What a training run is asked for, and the settings that it runs with."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from dashboard.messages import RequestError, message

FAST, ENCODER = "fast", "encoder"
PRESETS = (FAST, ENCODER)
MAX_SEED = 2**31 - 1
#: How the measured products are chosen (dashboard.training.split).
RANDOM, TIME = "random", "time"
SPLITS = (RANDOM, TIME)
MAX_EPOCHS = 500


@dataclass(frozen=True)
class TrainingRequest:
    """The payload of a training job."""

    preset: str = FAST
    seed: int = 0
    # What the preset encoder starts from: a folder, or an id of the hub. None: what the environment names.
    encoder: str | None = None
    # One of SPLITS.
    split: str = RANDOM
    # Of every network; None leaves it to the preset.
    epochs: int | None = None
    # A network stops after so many epochs that are no better; None trains to the end of the schedule.
    patience: int | None = None
    # Whether readers see the new model as soon as it is done. The very first model is always activated.
    activate: bool = False

    def to_payload(self) -> dict[str, Any]:
        """Return the request as the builtins that a job holds."""
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """Return the request that `to_payload` gave `payload` for. Raise RequestError for what can't be done."""
        request = cls(**payload)
        request.check()
        return request

    def check(self) -> None:
        """Raise RequestError for what can't be done."""
        if self.preset == FAST and self.encoder is not None:
            raise RequestError(
                message(
                    "The preset fast has no use for the encoder {encoder}. It learns from labels alone. Leave "
                    "the encoder out, or choose the preset encoder.",
                    encoder=self.encoder,
                )
            )
        if self.preset not in PRESETS:
            raise RequestError(
                message(
                    "There is no preset {preset}. A run trains one of: {presets}. Choose one of them.",
                    preset=self.preset,
                    presets=", ".join(PRESETS),
                )
            )
        if not 0 <= self.seed <= MAX_SEED:
            raise RequestError(
                message(
                    "The seed {seed} is out of range. A seed is a whole number from 0 to {highest}. Choose another.",
                    seed=self.seed,
                    highest=MAX_SEED,
                )
            )
        if self.split not in SPLITS:
            raise RequestError(
                message(
                    "There is no split {split}. A run divides its labelled products by one of: {splits}. Choose one of "
                    "them.",
                    split=self.split,
                    splits=", ".join(SPLITS),
                )
            )
        self._check_epochs()

    def _check_epochs(self) -> None:
        if self.epochs is not None and not 1 <= self.epochs <= MAX_EPOCHS:
            raise RequestError(
                message(
                    "A run can't have {epochs} epochs. A network trains for 1 to {highest} epochs. Choose another "
                    "number, or leave it to the preset.",
                    epochs=self.epochs,
                    highest=MAX_EPOCHS,
                )
            )
        if self.patience is not None and not 1 <= self.patience <= MAX_EPOCHS:
            raise RequestError(
                message(
                    "The patience {patience} is out of range. A network stops after 1 to {highest} epochs that are no "
                    "better. Choose another number, or none to train to the end.",
                    patience=self.patience,
                    highest=MAX_EPOCHS,
                )
            )


@dataclass(frozen=True)
class FastSettings:
    """How the preset `fast` trains. The figures behind these numbers are in docs/design.md."""

    folds: int = 5
    # Of every network; the learning rate falls to 0 on the way.
    epochs: int = 15
    batch_size: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 1e-2
    hidden_units: int = 64
    # Share of the inputs, and of the hidden units, that are silenced in training.
    dropout: float = 0.3
    # How much learning the primary capability counts beside learning the tags.
    primary_weight: float = 1.0
    # Epochs without a better mean average precision on what is held out, after which a network stops.
    patience: int | None = None

    @classmethod
    def of(cls, request: TrainingRequest) -> Self:
        """Return the settings that a request asks for."""
        return cls(epochs=request.epochs or cls.epochs, patience=request.patience)
