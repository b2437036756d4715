"""Which words of a text speak for a capability and which against it: by leaving them out and asking the model again.

Nothing is known here of how the model reads, so that it holds for any: a text goes in, probabilities come out. Each
unit is left out alone and together with either neighbour, a word everywhere that it stands: a text that says a thing
twice would else seem not to need it. Its effect is the mean of what it adds in these surroundings
(the Shapley value restricted to pairs of neighbours, after Chen et al., "L-Shapley and C-Shapley", 2019), on the scale
of the logit, where effects add up.
"""

from collections import defaultdict
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
    """A word, or a run of characters, that speaks for or against a capability."""

    # As it stands at its first place.
    word: str
    # Where it stands, in the order of the text; the places of all marks are apart from each other.
    places: tuple[Unit, ...]
    # What leaving it out at all its places takes from the logit: above 0 it speaks for the capability.
    effect: float
    # The probability of the text without it.
    without: float


@dataclass(frozen=True)
class Evidence:
    """The marks of one capability, in the order of their first places."""

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
    effects = _effects(part, own, predict)
    found = {key: candidates(part, own, effects[:, label]) for label, key in enumerate(label_set)}
    return Explanation(part, is_part, tuple(own), _measured(part, found, predict))


def everywhere(text: str, own: Sequence[Unit]) -> list[tuple[Unit, ...]]:
    """Return for each unit all places where its word stands, for a character that may be part of a word its own."""
    words = [unit if unit.joins else text[unit.start : unit.end].casefold() for unit in own]
    places = defaultdict(list)
    for word, unit in zip(words, own, strict=True):
        places[word].append(unit)
    return [tuple(places[word]) for word in words]


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


def candidates(text: str, own: Sequence[Unit], effects: Effects) -> list[tuple[Unit, ...]]:
    """Return the places of the strongest words and runs, at most MOST_MARKS for and MOST_MARKS against.

    `effects` (units,) are those of the units of `text`.
    """
    stretches = joined(own, effects)
    least = max(LEAST_EFFECT, LEAST_SHARE * max((abs(effect) for _, effect in stretches), default=0))
    words: dict[tuple[bool, str], list[Unit]] = defaultdict(list)
    for unit, effect in sorted(stretches, key=lambda one: -abs(one[1])):
        if abs(effect) >= least:
            words[effect > 0, text[unit.start : unit.end].casefold()].append(unit)
    sides: dict[bool, list[tuple[Unit, ...]]] = {True: [], False: []}
    for (speaks_for, _), places in words.items():
        sides[speaks_for].append(tuple(sorted(places, key=lambda unit: unit.start)))
    return [*sides[True][:MOST_MARKS], *sides[False][:MOST_MARKS]]


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


def _effects(text: str, own: Sequence[Unit], predict: Predict) -> Effects:
    """Return the effects of the units: (units, labels). The model is asked once, for all texts."""
    # Texts that are the same are asked for once: leaving out either of two places of a word gives one text.
    whole = everywhere(text, own)
    texts = [without(text, some) for some in [*whole, *(one + other for one, other in pairwise(whole))]]
    rows = {one: row for row, one in enumerate(dict.fromkeys([text, *texts]))}
    logits = logit(predict(list(rows)))
    changes = (logits[0] - logits)[[rows[one] for one in texts]]
    effects = unit_effects(changes[: len(own)], changes[len(own) :])
    row_of = {unit: row for row, unit in enumerate(own)}
    for places in set(whole):
        # The neighbours differ from place to place; the word is one.
        own_rows = [row_of[unit] for unit in places]
        effects[own_rows] = effects[own_rows].mean(axis=0)
    return effects


def _measured(text: str, found: dict[str, list[tuple[Unit, ...]]], predict: Predict) -> dict[str, Evidence]:
    """Leave out each word or run as a whole, and keep as marks those that change the logit enough."""
    all_places = sorted({places for some in found.values() for places in some}, key=lambda places: places[0].start)
    said = predict([text, *(without(text, places) for places in all_places)])
    changes = logit(said)[0] - logit(said)[1:]
    evidence = {}
    for label, (key, some) in enumerate(found.items()):
        marks = [
            Mark(text[places[0].start : places[0].end], places, float(change), float(left))
            for places, change, left in zip(all_places, changes[:, label], said[1:, label], strict=True)
            if places in some and abs(change) >= LEAST_EFFECT
        ]
        evidence[key] = Evidence(float(said[0, label]), tuple(marks))
    return evidence
