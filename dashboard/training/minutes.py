"""How many minutes a training takes on a machine, as an honest range. Pure."""

import math
from dataclasses import dataclass

from dashboard.training.request import TIME, FastSettings, TrainingRequest

#: Seconds of a run of the preset `fast`, low and high: TensorFlow's start and the export, and each labelled text.
#: Measured on two cores: 85 to 110 s of computing for 1,320 texts, 120 s on a clock shared with one other program. More
#: cores hardly help a network this small.
FAST_SECONDS = (15.0, 30.0)
FAST_SECONDS_A_TEXT = (0.03, 0.15)
#: The part of it that grows with networks and epochs; the rest reads, evaluates and tags.
FAST_TRAINING = 0.55

#: Parameters of an encoder outside its embeddings: 4 layers of 512 units, a small one. One of 12 layers of 768 units,
#: the size called base, has 85 millions and takes seven times as long.
SMALL_ENCODER = 12_600_000
#: Tokens of a text, low and high: the name, the tagline and a few sentences.
TOKENS = (64, 128)
#: How often each text is learned from: four epochs of four fifths of the texts.
ENCODER_PASSES = 3.2
#: Floating-point operations of a pass, for each parameter and token: two forwards, four backwards.
OPERATIONS = 6
#: Operations a second that training reaches, high and low: of one core, and of a graphics card.
CORE_SPEED = (50e9, 15e9)
GPU_SPEED = (60e12, 4e12)
#: Loading the encoder, compiling and exporting.
ENCODER_SECONDS = (20.0, 60.0)
#: Labelled texts where there are none yet.
ASSUMED_TEXTS = 1000


@dataclass(frozen=True)
class Minutes:
    """A range of minutes."""

    low: float
    high: float


def expected_minutes(
    preset: str, *, texts: int, cores: int, uses_gpu: bool, parameters: int = SMALL_ENCODER, work: float = 1.0
) -> Minutes:
    """Return how long a run of a preset takes: `fast` or `encoder`, the latter of so many `parameters`.

    fast: FAST_SECONDS + texts x FAST_SECONDS_A_TEXT, of which FAST_TRAINING is taken `work` times (`work_of`).
    encoder: ENCODER_SECONDS + texts x TOKENS x ENCODER_PASSES x OPERATIONS x parameters / speed, the speed being that
    of a graphics card, or CORE_SPEED times the cores but one, which is left to the pages.
    """
    if preset == "fast":
        times = texts * (1 + FAST_TRAINING * (work - 1))
        return _minutes(*(base + times * each for base, each in zip(FAST_SECONDS, FAST_SECONDS_A_TEXT, strict=True)))
    speeds = GPU_SPEED if uses_gpu else tuple(max(1, cores - 1) * speed for speed in CORE_SPEED)
    operations = (texts * tokens * ENCODER_PASSES * OPERATIONS * parameters for tokens in TOKENS)
    computing = (count / speed for count, speed in zip(operations, speeds, strict=True))
    return _minutes(*(base + seconds for base, seconds in zip(ENCODER_SECONDS, computing, strict=True)))


def work_of(request: TrainingRequest) -> float:
    """Return how much more, at most, the networks of a run of `fast` train than those of one that asks for nothing.

    >>> work_of(TrainingRequest(epochs=30))
    2.0
    """
    usual, asked = FastSettings(), FastSettings.of(request)
    networks = 2 if request.split == TIME else usual.folds + 1
    return networks * asked.epochs / ((usual.folds + 1) * usual.epochs)


def _minutes(low: float, high: float) -> Minutes:
    """Round the ends outwards, to tenths of a minute."""
    return Minutes(math.floor(low / 6) / 10, math.ceil(high / 6) / 10)
