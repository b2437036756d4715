"""The simple taggers that a network has to beat, on the very same folds."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.tagging.decide import Floats
from dashboard.training.calibrate import best_threshold
from dashboard.training.gold import UNKNOWN, GoldSet
from dashboard.training.keyword_rules import rule_scores
from dashboard.training.metrics import Said

Rows = npt.NDArray[np.bool_]
_NEGLIGIBLE = 1e-9

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
    counted = _count_words(gold.texts)
    for fold in np.unique(folds):
        own = folds == fold
        probabilities[own] = _fit_and_predict(counted, gold.targets, ~own, own)
    return Said(probabilities, _nested_tags(probabilities, gold.targets, folds))


def _count_words(texts: Sequence[str]) -> list[tuple[Any, int]]:
    """Return how often each text holds each word and run of characters, and how many texts must hold one to count.

    Cutting texts up takes most of the time; which of the columns count, and how much, each fold says by itself.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    words = CountVectorizer(ngram_range=(1, 2), dtype=np.float32)
    characters = CountVectorizer(analyzer="char_wb", ngram_range=(2, 4), dtype=np.float32)
    return [(words.fit_transform(texts), 2), (characters.fit_transform(texts), 3)]


def _fit_and_predict(counted: list[tuple[Any, int]], targets: npt.NDArray[np.int8], train: Rows, new: Rows) -> Floats:
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    parts = []
    for counts, least in counted:
        kept = np.flatnonzero((counts[train] > 0).sum(axis=0) >= least)
        weigh = TfidfTransformer(sublinear_tf=True).fit(counts[train][:, kept])
        parts.append([weigh.transform(counts[rows][:, kept]) for rows in (train, new)])
    read, others = _in_their_span(*(hstack(side, format="csr") for side in zip(*parts, strict=True)))
    probabilities = np.zeros((int(new.sum()), targets.shape[1]), np.float32)
    for label in range(targets.shape[1]):
        known = targets[train, label] != UNKNOWN
        model = LogisticRegression(C=5, max_iter=2000, class_weight="balanced")
        model.fit(read[known], targets[train, label][known])
        probabilities[:, label] = model.predict_proba(others)[:, 1]
    return probabilities


def _in_their_span(read: Any, others: Any) -> tuple[Floats, Floats]:
    """Return both sparse matrices in the space that the rows of `read` span.

    The weights of a logistic regression with an L2 penalty lie in that span, so that its answers stay the same; its
    optimiser, which works on a few hundred weights instead of sixty thousand, needs a fifth of the time.
    """
    from scipy.linalg import eigh

    values, vectors = eigh((read @ read.T).toarray().astype(np.float64))
    kept = values > _NEGLIGIBLE * values[-1]
    scales = np.sqrt(values[kept])
    return vectors[:, kept] * scales, (others @ read.T).toarray() @ vectors[:, kept] / scales


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
