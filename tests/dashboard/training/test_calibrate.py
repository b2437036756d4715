"""Calibration and thresholds."""

import numpy as np
import pytest
from sklearn.metrics import f1_score

from dashboard.tagging.decide import sigmoid
from dashboard.training.calibrate import best_threshold, fit_decision, nested_decisions, platt

RNG = np.random.default_rng(0)


def test_platt_finds_the_curve_that_made_the_labels():
    logits = RNG.normal(size=20_000)
    truth = (RNG.random(20_000) < sigmoid(2 * logits - 1)).astype(np.int8)
    assert platt(logits, truth) == pytest.approx((2, -1), abs=0.1)


def test_separable_logits_give_a_finite_slope():
    slope, intercept = platt(np.array([-2.0, -1.0, 1.0, 2.0]), np.array([0, 0, 1, 1], np.int8))
    assert 0 < slope < 100
    assert abs(intercept) < 1


def test_a_slope_never_turns_the_order_round():
    slope, _ = platt(np.array([-2.0, -1.0, 1.0, 2.0]), np.array([1, 1, 0, 0], np.int8))
    assert slope > 0


def test_the_threshold_has_the_highest_f1_of_all():
    probabilities = RNG.random(200).round(2)
    truth = (RNG.random(200) < probabilities).astype(np.int8)
    best = max(f1_score(truth, probabilities >= cut) for cut in np.linspace(0, 1, 201))
    assert f1_score(truth, probabilities >= best_threshold(probabilities, truth)) == pytest.approx(best)


def test_what_nobody_judged_plays_no_part():
    logits = RNG.normal(size=(300, 1)).astype(np.float32)
    targets = (RNG.random((300, 1)) < sigmoid(logits)).astype(np.int8)
    alone = fit_decision(logits[:200], targets[:200])
    targets[200:] = -1
    decision = fit_decision(logits, targets)
    assert (decision.slopes, decision.thresholds) == (alone.slopes, alone.thresholds)


def test_the_decision_for_a_fold_comes_from_the_other_folds():
    logits = RNG.normal(size=(300, 1)).astype(np.float32)
    targets = (RNG.random((300, 1)) < sigmoid(logits)).astype(np.int8)
    folds = np.arange(300) % 3
    before, _ = nested_decisions(logits, targets, folds)
    targets[folds == 0] = 1 - targets[folds == 0]
    after, _ = nested_decisions(logits, targets, folds)
    assert (before[folds == 0] == after[folds == 0]).all()
    assert (before[folds != 0] != after[folds != 0]).all()
