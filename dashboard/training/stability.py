"""How far the final network, which tags the products, lies from the fold networks, which were measured."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from dashboard.tagging.decide import Decision
from dashboard.training.crossfit import CrossFit
from dashboard.training.network import TAGS


def final_against_folds(fitted: CrossFit, decision: Decision, texts: Sequence[str]) -> dict[str, Any] | None:
    """Return how their probabilities and tags differ on texts that neither has seen; None where there are none."""
    if not texts:
        return None
    final = decision.probabilities(fitted.final.logits(texts)[TAGS])
    folds = np.mean([decision.probabilities(one.logits(texts)[TAGS]) for one in fitted.fold_networks], axis=0)
    return {
        "products": len(texts),
        "mean_difference_of_probabilities": round(float(np.abs(final - folds).mean()), 4),
        "share_of_tags_that_differ": round(float((decision.tags(final) != decision.tags(folds)).mean()), 4),
    }
