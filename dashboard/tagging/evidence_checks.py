"""Two checks of marks: do they hold when the rest of the text changes, and does the probability fall without them?"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.tagging.evidence import Evidence, Explanation, Mark, Predict, logit
from dashboard.tagging.segments import Unit, without

VARIATIONS = 20
#: Of the units outside of the marks, each is left out of a variation with this chance.
LEFT_OUT = 0.5
#: A mark keeps its sign if it has it in at least so many of the variations.
KEPT_IN = 18


@dataclass(frozen=True)
class Steadiness:
    """How many marks keep their sign in VARIATIONS texts that lack about half of the other words."""

    marks: int
    kept: int
    # Spearman's correlation of the effects with those in the whole text, mean of the variations; None below 3 marks.
    order: float | None

    @property
    def word(self) -> str:
        """Return "steady" (nine marks in ten keep their sign), "fairly steady" (seven in ten) or "unsteady"."""
        if 10 * self.kept >= 9 * self.marks:
            return "steady"
        return "fairly steady" if 10 * self.kept >= 7 * self.marks else "unsteady"


@dataclass(frozen=True)
class Deletion:
    """What the probability becomes without all that speaks for the capability."""

    probability: float
    # How many units, words or characters, the marks hold.
    units: int
    without_marks: float
    # Without as many units taken at random, mean of VARIATIONS draws.
    without_others: float


def steadiness(explanation: Explanation, capability: str, predict: Predict, *, seed: int = 0) -> Steadiness | None:
    """Return how steady the marks of a capability are; None where there are none."""
    marks = explanation.evidence[capability].marks
    if not marks:
        return None
    changes = _changes(explanation, capability, predict, seed)
    effects = np.array([mark.effect for mark in marks])
    kept = (np.sign(changes) == np.sign(effects)).sum(axis=0) >= KEPT_IN
    order = float(np.mean([_spearman(row, effects) for row in changes])) if len(marks) > 2 else None
    return Steadiness(len(marks), int(kept.sum()), order)


def deletion(explanation: Explanation, capability: str, predict: Predict, *, seed: int = 0) -> Deletion | None:
    """Return what deleting the marks for a capability does, beside deleting others; None where none speaks for it."""
    evidence = explanation.evidence[capability]
    marked = [unit for unit in explanation.units if _lies_in(unit, evidence.speaks_for)]
    if not marked:
        return None
    rng = np.random.default_rng(seed)
    own = explanation.units
    draws = [[own[i] for i in rng.permutation(len(own))[: len(marked)]] for _ in range(VARIATIONS)]
    said = predict([without(explanation.text, some) for some in [marked, *draws]])[:, _label(explanation, capability)]
    return Deletion(evidence.probability, len(marked), float(said[0]), float(said[1:].mean()))


def _changes(explanation: Explanation, capability: str, predict: Predict, seed: int) -> npt.NDArray[np.float64]:
    """Return what leaving out each mark takes from the logit of each variation: (VARIATIONS, marks)."""
    evidence: Evidence = explanation.evidence[capability]
    rng = np.random.default_rng(seed)
    others = [unit for unit in explanation.units if not _lies_in(unit, evidence.marks)]
    texts = []
    for _ in range(VARIATIONS):
        dropped = [unit for unit, gone in zip(others, rng.random(len(others)) < LEFT_OUT, strict=True) if gone]
        texts.append(without(explanation.text, dropped))
        texts += [without(explanation.text, [*dropped, *mark.places]) for mark in evidence.marks]
    logits = logit(predict(texts)[:, _label(explanation, capability)]).reshape(VARIATIONS, -1)
    return logits[:, :1] - logits[:, 1:]


def _spearman(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    """Return the correlation of the ranks; 0 where either has but one value."""
    ranks = [np.unique(values, return_inverse=True)[1].astype(np.float64) for values in (one, other)]
    if min(float(rank.std()) for rank in ranks) == 0:
        return 0.0
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _label(explanation: Explanation, capability: str) -> int:
    return list(explanation.evidence).index(capability)


def _lies_in(unit: Unit, marks: Iterable[Mark]) -> bool:
    return any(place.start <= unit.start and unit.end <= place.end for mark in marks for place in mark.places)
