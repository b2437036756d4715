"""Which words of a text speak for a capability and which against it: by leaving them out and asking the model again.

Nothing is known here of how the model reads, so that it holds for any: a text goes in, probabilities come out. Each
unit is left out alone and together with either neighbour. Its effect is the mean of what it adds in these surroundings
(the Shapley value restricted to pairs of neighbours, after Chen et al., "L-Shapley and C-Shapley", 2019), on the scale
of the logit, where effects add up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dashboard.tagging.decide import Floats
from dashboard.tagging.segments import Unit, units, without

#: Texts in, probabilities (texts, labels) out.
Predict = Callable[[Sequence[str]], Floats]
Effects = npt.NDArray[np.float64]

#: A longer text is explained in its first part, taken by itself: this many words or Chinese characters.
MOST_UNITS = 300
#: At most so many marks for, and so many against.
MOST_MARKS = 8
#: What changes the logit by less is no mark, nor what has less than this share of the strongest effect.
LEAST_EFFECT, LEAST_SHARE = 0.1, 0.15
#: Characters that do alike are joined into a mark of at most so many.
MOST_JOINED = 4
_SURE = 1e-6


@dataclass(frozen=True)
class Mark:
    """A stretch of the text, text[start:end], that speaks for or against a capability."""

    start: int
    end: int
    # What leaving it out takes from the logit: above 0 it speaks for the capability.
    effect: float
    # The probability of the text without it.
    without: float


@dataclass(frozen=True)
class Evidence:
    """The marks of one capability, in the order of the text."""

    probability: float
    marks: tuple[Mark, ...]

    @property
    def speaks_for(self) -> list[Mark]:
        """Return the marks that speak for the capability, the strongest first."""
        return sorted((mark for mark in self.marks if mark.effect > 0), key=lambda mark: -mark.effect)

    @property
    def against(self) -> list[Mark]:
        """Return the marks that speak against it, the strongest first."""
        return sorted((mark for mark in self.marks if mark.effect < 0), key=lambda mark: mark.effect)


@dataclass(frozen=True)
class Explanation:
    """What in a text speaks for and against each capability."""

    # What was explained: the whole text, or the first part of a long one.
    text: str
    is_part: bool
    units: tuple[Unit, ...]
    # By capability, in the order of the label set.
    evidence: dict[str, Evidence]


def explain(text: str, predict: Predict, label_set: Sequence[str]) -> Explanation:
    """Find the marks of a text for each capability of `label_set`, the order of the columns of `predict`."""
    own = units(text)
    is_part = len(own) > MOST_UNITS
    own = own[:MOST_UNITS]
    part = text[: own[-1].end] if is_part else text
    left_out = [*((unit,) for unit in own), *pairwise(own)]
    logits = logit(predict([part, *(without(part, some) for some in left_out)]))
    changes = logits[0] - logits[1:]
    effects = unit_effects(changes[: len(own)], changes[len(own) :])
    found = {key: candidates(own, effects[:, label]) for label, key in enumerate(label_set)}
    return Explanation(part, is_part, tuple(own), _measured(part, found, predict))


def unit_effects(alone: Effects, pairs: Effects) -> Effects:
    """Return the mean effect of each unit by itself and beside each neighbour that is left out already.

    `alone` (units, labels) is what leaving out each unit takes from the logit, `pairs` (units - 1, labels) each two
    neighbours.
    """
    summed, counts = alone.copy(), np.ones((len(alone), 1))
    summed[:-1] += pairs - alone[1:]
    summed[1:] += pairs - alone[:-1]
    counts[:-1] += 1
    counts[1:] += 1
    return summed / counts


def candidates(own: Sequence[Unit], effects: Effects) -> list[Unit]:
    """Return the strongest stretches, at most MOST_MARKS for and MOST_MARKS against. `effects`: one a unit."""
    stretches = joined(own, effects)
    least = max(LEAST_EFFECT, LEAST_SHARE * max((abs(effect) for _, effect in stretches), default=0))
    ranked = sorted((one for one in stretches if abs(one[1]) >= least), key=lambda one: -abs(one[1]))
    speaks_for = [unit for unit, effect in ranked if effect > 0]
    return [*speaks_for[:MOST_MARKS], *[unit for unit, effect in ranked if effect < 0][:MOST_MARKS]]


def joined(own: Sequence[Unit], effects: Effects) -> list[tuple[Unit, float]]:
    """Join neighbouring characters that pull the same way, the strong with the strong, and add up their effects."""
    characters = [abs(effect) for unit, effect in zip(own, effects, strict=True) if unit.joins]
    strong = float(np.mean(characters)) if characters else 0.0
    stretches: list[tuple[Unit, float]] = []
    length, last = 0, None
    for unit, effect in zip(own, effects.tolist(), strict=True):
        kind = (unit.joins, effect > 0, abs(effect) >= strong)
        before = stretches[-1][0] if stretches else None
        if unit.joins and before and before.end == unit.start and kind == last and length < MOST_JOINED:
            stretches[-1] = (Unit(before.start, unit.end, True), stretches[-1][1] + effect)
            length += 1
        else:
            stretches.append((unit, effect))
            length, last = 1, kind
    return stretches


def logit(probabilities: Floats) -> Effects:
    """Return ln(p / (1 - p)), kept finite."""
    p = np.clip(probabilities.astype(np.float64), _SURE, 1 - _SURE)
    return np.log(p / (1 - p))


def _measured(text: str, found: dict[str, list[Unit]], predict: Predict) -> dict[str, Evidence]:
    """Leave out each stretch as a whole, and keep as marks those that do what was expected of them."""
    stretches = sorted({unit for some in found.values() for unit in some}, key=lambda unit: unit.start)
    said = predict([text, *(without(text, [unit]) for unit in stretches)])
    changes = logit(said)[0] - logit(said)[1:]
    rows = {unit: row for row, unit in enumerate(stretches)}
    evidence = {}
    for label, (key, some) in enumerate(found.items()):
        marks = [
            Mark(unit.start, unit.end, float(changes[rows[unit], label]), float(said[1 + rows[unit], label]))
            for unit in sorted(some, key=lambda unit: unit.start)
        ]
        strong = tuple(mark for mark in marks if abs(mark.effect) >= LEAST_EFFECT)
        evidence[key] = Evidence(float(said[0, label]), strong)
    return evidence
