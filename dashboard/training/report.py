"""The figures of a run, all from out-of-fold predictions, beside those of the baselines on the very same split."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.tagging.decide import NO_PRIMARY, Decision, Floats, choose_primary, sigmoid
from dashboard.training.baselines import KEYWORDS, LINEAR, MAJORITY, keyword_rules, logistic_regression, majority
from dashboard.training.calibrate import fit_decision, nested_decisions
from dashboard.training.gold import UNKNOWN, GoldSet
from dashboard.training.keyword_rules import RULES
from dashboard.training.measured import FUTURE, OUT_OF_FOLD, PART
from dashboard.training.metrics import (
    Said,
    Values,
    Weights,
    bootstrap_weights,
    calibration_error,
    evaluate,
    interval,
    macro_f1_of_classes,
)
from dashboard.training.reliability import reliabilities
from dashboard.training.split import Split


@dataclass(frozen=True)
class Report:
    """What is known of a model's quality, and the decision that it will serve with."""

    decision: Decision
    # Out of fold: (measured products, labels), the decision for a part being fitted on the other parts.
    probabilities: Floats
    tags: npt.NDArray[np.bool_]
    # Builtins, as the card and the database hold them.
    metrics: dict[str, Any]

    @property
    def primary_by_head(self) -> bool:
        """Tell whether the head for the primary capability does at least as well as taking the most probable one."""
        primary = self.metrics["primary"]
        return primary is not None and primary["head"] >= primary["most_probable"]


def report(
    gold: GoldSet,
    split: Split,
    tag_logits: Floats,
    primary_logits: Floats | None,
    seed: int,
    halves: Mapping[str, Floats] | None = None,
) -> Report:
    """Measure out-of-fold logits: average precision on the logits themselves, all else on nested decisions.

    `gold` holds all products, the logits a row for each measured one (dashboard.training.split.Split.measured).
    `halves` are the tags' logits of the networks that the model is the mean of (dashboard.training.scoreboard).
    """
    measured = gold.part(split.measured)
    probabilities, tags = nested_decisions(tag_logits, measured.targets, split.parts)
    weights = bootstrap_weights(measured.groups, seed)
    raw = sigmoid(tag_logits).astype(np.float32)
    network, own = evaluate(Said(raw, tags), measured.targets, gold.label_set, weights)
    metrics = {
        "measured_on": _measured_on(split),
        **network,
        "calibration_error": interval(calibration_error(probabilities, measured.targets, weights)),
        "calibration_error_before": interval(calibration_error(raw, measured.targets, weights)),
        "reliability": {"before": _reliability(raw, measured), "after": _reliability(probabilities, measured)},
        "primary": _primary(measured, tags, probabilities, primary_logits),
        "baselines": {
            MAJORITY: _baseline(majority(gold, split), measured, weights, own),
            **_keywords(measured, weights, own),
            LINEAR: _baseline(logistic_regression(gold, split), measured, weights, own),
        },
        "halves": {
            name: _baseline(_half(logits, measured, split), measured, weights, own)
            for name, logits in (halves or {}).items()
        },
    }
    return Report(fit_decision(tag_logits, measured.targets), probabilities, tags, metrics)


def _half(logits: Floats, measured: GoldSet, split: Split) -> Said:
    return Said(sigmoid(logits).astype(np.float32), nested_decisions(logits, measured.targets, split.parts)[1])


def _measured_on(split: Split) -> dict[str, Any]:
    """Return what dashboard.training.measured reads."""
    counts = {"products": int(split.measured.sum()), "folds": len(split.numbers)}
    if split.measured.all():
        return counts | {"how": OUT_OF_FOLD}
    if split.future is None:
        return counts | {"how": PART, "learned_from": int((~split.measured).sum())}
    return counts | {"how": FUTURE, **asdict(split.future)}


def _baseline(said: Said, gold: GoldSet, weights: Weights, network: Values) -> dict[str, Any]:
    """Return the figures of another tagger, and what the network gains over it in average precision, draw by draw."""
    figures, own = evaluate(said, gold.targets, gold.label_set, weights)
    for key, gain in zip(gold.label_set, network - own, strict=True):
        figures["capabilities"][key]["gain"] = interval(gain)
    return figures | {"gain": interval(network.mean(axis=0) - own.mean(axis=0))}


def _keywords(gold: GoldSet, weights: Weights, network: Values) -> dict[str, Any]:
    """Return the figures of the keyword rules on the capabilities that have rules, against the network on the same."""
    ruled = [label for label, key in enumerate(gold.label_set) if key in RULES]
    if not ruled:
        return {}
    part = replace(gold, label_set=[gold.label_set[label] for label in ruled], targets=gold.targets[:, ruled])
    return {KEYWORDS: _baseline(keyword_rules(gold.texts, part.label_set), part, weights, network[ruled])}


def _reliability(probabilities: Floats, gold: GoldSet) -> dict[str, Any]:
    found = reliabilities(probabilities, gold.targets != UNKNOWN, gold.targets == 1, gold.label_set)
    return {key: one.to_json() for key, one in found.items()}


def _primary(
    gold: GoldSet, tags: npt.NDArray[np.bool_], probabilities: Floats, logits: Floats | None
) -> dict[str, Any] | None:
    """Return the macro F1 of the head for the primary capability, and of taking the most probable tag instead."""
    known = gold.primary != UNKNOWN
    if logits is None or not known.any():
        return None
    truth = gold.primary[known].astype(np.int64)
    none = len(gold.label_set)

    def macro_f1(head: Floats | None) -> float:
        said = choose_primary(tags[known], probabilities[known], head)
        return round(macro_f1_of_classes(np.where(said == NO_PRIMARY, none, said), truth), 4)

    return {"head": macro_f1(logits[known]), "most_probable": macro_f1(None), "products": int(known.sum())}
