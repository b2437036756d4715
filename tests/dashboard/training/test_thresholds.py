"""Precision and recall along the thresholds, by hand and by scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import precision_recall_curve

from dashboard.training.thresholds import AtThreshold, at_threshold, precision_recall

PROBABILITIES = np.array([0.9, 0.7, 0.7, 0.4, 0.1])
TRUTH = np.array([True, False, True, True, False])


def test_a_threshold_tags_what_reaches_it():
    found = at_threshold(PROBABILITIES, TRUTH, 0.7)
    assert found == AtThreshold(0.7, products=5, positives=3, tagged=3, right=2)
    assert (found.precision, found.recall, found.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_where_nothing_is_tagged_there_is_no_precision():
    found = at_threshold(PROBABILITIES, TRUTH, 0.95)
    assert (found.tagged, found.precision, found.recall, found.f1) == (0, None, 0.0, 0.0)
    none = at_threshold(PROBABILITIES, np.zeros(5, bool), 0.95)
    assert (none.recall, none.f1) == (None, None)


def test_the_curve_takes_equal_probabilities_together():
    curve = precision_recall(PROBABILITIES, TRUTH)
    assert curve.thresholds == (0.9, 0.7, 0.4, 0.1)
    assert curve.precision == pytest.approx((1, 2 / 3, 3 / 4, 3 / 5))
    assert curve.recall == pytest.approx((1 / 3, 2 / 3, 1, 1))
    assert curve.base == pytest.approx(3 / 5)


def test_the_curve_is_that_of_scikit_learn():
    rng = np.random.default_rng(0)
    scores = rng.random(200).round(2)
    truth = rng.random(200) < scores
    precision, recall, thresholds = precision_recall_curve(truth, scores)
    curve = precision_recall(scores, truth)
    assert curve.thresholds == pytest.approx(thresholds[::-1])
    assert curve.precision == pytest.approx(precision[-2::-1])
    assert curve.recall == pytest.approx(recall[-2::-1])


def test_a_long_curve_is_thinned_and_keeps_both_ends():
    scores = np.linspace(0, 1, 1001)
    curve = precision_recall(scores, scores > 0.5, most=50)
    assert len(curve.thresholds) == len(curve.precision) == 50
    assert (curve.thresholds[0], curve.thresholds[-1]) == (1.0, 0.0)


def test_no_product_gives_an_empty_curve():
    assert precision_recall(np.array([]), np.array([], bool)).thresholds == ()
