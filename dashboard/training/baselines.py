"""The simple taggers that a network has to beat, on the very same folds."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dashboard.tagging.decide import Floats
from dashboard.training.calibrate import best_threshold
from dashboard.training.gold import UNKNOWN, GoldSet
from dashboard.training.keyword_rules import rule_scores
from dashboard.training.metrics import Said

MAJORITY, KEYWORDS, LINEAR = "majority", "keyword_rules", "tfidf_logistic_regression"


def majority(gold: GoldSet, folds: npt.NDArray[np.int64]) -> Said:
    """Say of every product what most of the other folds' products are."""
    shares = np.empty(gold.targets.shape, np.float32)
    for fold in np.unique(folds):
        others = gold.targets[folds != fold]
        shares[folds == fold] = (others == 1).sum(axis=0) / np.maximum((others != UNKNOWN).sum(axis=0), 1)
    return Said(shares, shares > 0.5)


def keyword_rules(texts: Sequence[str], capabilities: Sequence[str]) -> Said:
    """Tag by the published table of words (dashboard.training.keyword_rules), which learns nothing from any fold."""
    scores = rule_scores(texts, capabilities)
    return Said(scores, scores > 0)


def logistic_regression(gold: GoldSet, folds: npt.NDArray[np.int64]) -> Said:
    """Train TF-IDF of words and characters with logistic regression on the other folds; thresholds likewise."""
    probabilities = np.zeros(gold.targets.shape, np.float32)
    texts = np.array(gold.texts, dtype=object)
    for fold in np.unique(folds):
        own = folds == fold
        probabilities[own] = _fit_and_predict(texts[~own].tolist(), gold.targets[~own], texts[own].tolist())
    return Said(probabilities, _nested_tags(probabilities, gold.targets, folds))


def _fit_and_predict(texts: Sequence[str], targets: npt.NDArray[np.int8], new: Sequence[str]) -> Floats:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_union

    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=3),
    )
    read, others = features.fit_transform(texts), features.transform(new)
    probabilities = np.zeros((len(new), targets.shape[1]), np.float32)
    for label in range(targets.shape[1]):
        known = targets[:, label] != UNKNOWN
        model = LogisticRegression(C=5, max_iter=2000, class_weight="balanced")
        probabilities[:, label] = model.fit(read[known], targets[known, label]).predict_proba(others)[:, 1]
    return probabilities


def _nested_tags(
    probabilities: Floats, targets: npt.NDArray[np.int8], folds: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    tags = np.zeros(probabilities.shape, bool)
    for fold in np.unique(folds):
        own = folds == fold
        for label in range(targets.shape[1]):
            known = ~own & (targets[:, label] != UNKNOWN)
            threshold = best_threshold(probabilities[known, label].astype(np.float64), targets[known, label])
            tags[own, label] = probabilities[own, label] >= threshold
    return tags
