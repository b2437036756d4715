"""The simple taggers that a network has to beat, on the very same split."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.tagging.decide import Floats
from dashboard.training.calibrate import best_threshold
from dashboard.training.gold import UNKNOWN, GoldSet, Rows
from dashboard.training.keyword_rules import rule_scores
from dashboard.training.metrics import Said
from dashboard.training.split import Split

_NEGLIGIBLE = 1e-9

MAJORITY, KEYWORDS, LINEAR = "majority", "keyword_rules", "tfidf_logistic_regression"


def majority(gold: GoldSet, split: Split) -> Said:
    """Say of every measured product what most of those are that its network learns from."""
    shares = np.zeros(gold.targets.shape, np.float32)
    for _, learned, held_out in split.rounds():
        known = gold.targets[learned]
        shares[held_out] = (known == 1).sum(axis=0) / np.maximum((known != UNKNOWN).sum(axis=0), 1)
    measured = shares[split.measured]
    return Said(measured, measured > 0.5)


def keyword_rules(texts: Sequence[str], capabilities: Sequence[str]) -> Said:
    """Tag by the published table of words (dashboard.training.keyword_rules), which learns nothing from any fold."""
    scores = rule_scores(texts, capabilities)
    return Said(scores, scores > 0)


def logistic_regression(gold: GoldSet, split: Split) -> Said:
    """Train TF-IDF of words and characters with logistic regression on what the network learns from.

    Thresholds come from the other parts, as the network's do.
    """
    probabilities = np.zeros(gold.targets.shape, np.float32)
    counted = _count_words(gold.texts)
    for _, learned, held_out in split.rounds():
        probabilities[held_out] = _fit_and_predict(counted, gold.targets, learned, held_out)
    measured = probabilities[split.measured]
    return Said(measured, _nested_tags(measured, gold.targets[split.measured], split.parts))


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
    probabilities: Floats, targets: npt.NDArray[np.int8], parts: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    tags = np.zeros(probabilities.shape, bool)
    for part in np.unique(parts):
        own = parts == part
        for label in range(targets.shape[1]):
            known = ~own & (targets[:, label] != UNKNOWN)
            threshold = best_threshold(probabilities[known, label].astype(np.float64), targets[known, label])
            tags[own, label] = probabilities[own, label] >= threshold
    return tags
