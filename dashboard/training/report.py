"""The figures of a run, all from out-of-fold predictions, beside those of the baselines on the very same folds."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.tagging.decide import Decision, Floats, choose_primary, sigmoid
from dashboard.training.baselines import LINEAR, MAJORITY, logistic_regression, majority
from dashboard.training.calibrate import fit_decision, nested_decisions
from dashboard.training.gold import UNKNOWN, GoldSet
from dashboard.training.metrics import (
    Said,
    Values,
    bootstrap_weights,
    calibration_error,
    evaluate,
    interval,
    macro_f1_of_classes,
)

NETWORK = "network"


@dataclass(frozen=True)
class Report:
    """What is known of a model's quality, and the decision that it will serve with."""

    decision: Decision
    # Out of fold: (products, labels), the decision for a fold being fitted on the other folds.
    probabilities: Floats
    tags: npt.NDArray[np.bool_]
    # Builtins, as the card and the database hold them.
    metrics: dict[str, Any]


def report(
    gold: GoldSet, folds: npt.NDArray[np.int64], tag_logits: Floats, primary_logits: Floats | None, seed: int
) -> Report:
    """Measure out-of-fold logits: average precision on the logits themselves, all else on nested decisions."""
    probabilities, tags = nested_decisions(tag_logits, gold.targets, folds)
    weights = bootstrap_weights(gold.groups, seed)
    raw = sigmoid(tag_logits).astype(np.float32)
    network, own = evaluate(Said(raw, tags), gold.targets, gold.label_set, weights)
    network["calibration_error"] = interval(calibration_error(probabilities, gold.targets, weights))
    network["calibration_error_before"] = interval(calibration_error(raw, gold.targets, weights))
    baselines, others = {}, {}
    for name, said in ((MAJORITY, majority(gold, folds)), (LINEAR, logistic_regression(gold, folds))):
        baselines[name], others[name] = evaluate(said, gold.targets, gold.label_set, weights)
    best = max(others, key=lambda name: others[name][0])
    metrics = {
        "measured_on": {"products": len(gold), "folds": len(np.unique(folds)), "how": "out of fold"},
        **network,
        "primary": _primary(gold, tags, probabilities, primary_logits),
        "baselines": baselines,
        "comparison": _comparison(own, others[best], best),
    }
    return Report(fit_decision(tag_logits, gold.targets), probabilities, tags, metrics)


def _comparison(own: Values, other: Values, name: str) -> dict[str, Any]:
    """Return the gain over the best baseline in mean average precision, paired, and who has won.

    Nobody has where the interval of the gain holds 0.
    """
    gain = interval(own - other)
    won = NETWORK if (gain["low"] or 0) > 0 else name if (gain["high"] or 0) < 0 else None
    return {"baseline": name, "gain": gain, "winner": won}


def _primary(
    gold: GoldSet, tags: npt.NDArray[np.bool_], probabilities: Floats, logits: Floats | None
) -> dict[str, Any] | None:
    """Return the macro F1 of the head for the primary capability, and of taking the most probable tag instead."""
    if logits is None:
        return None
    known = gold.primary != UNKNOWN
    truth = gold.primary[known].astype(np.int64)
    none = len(gold.label_set)

    def macro_f1(head: Floats | None) -> float:
        said = choose_primary(tags[known], probabilities[known], head)
        return round(macro_f1_of_classes(np.where(said < 0, none, said), truth), 4)

    return {
        "macro_f1": macro_f1(logits[known]),
        "macro_f1_of_most_probable": macro_f1(None),
        "products": int(known.sum()),
    }
