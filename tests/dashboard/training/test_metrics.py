"""Figures, against scikit-learn's and against sums that a reader can add up."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score, precision_recall_fscore_support

from dashboard.training.metrics import (
    Said,
    average_precision,
    bootstrap_weights,
    calibration_error,
    evaluate,
    interval,
    macro_f1_of_classes,
    measure_pooled,
    precision_recall_f1,
)

RNG = np.random.default_rng(0)
SCORES = RNG.random(200).round(1)
TRUTH = RNG.random(200) < SCORES
TAGS = SCORES > 0.4
ONE = np.ones((1, 200))


def test_average_precision_is_that_of_scikit_learn_ties_included():
    assert average_precision(SCORES, TRUTH, ONE)[0] == pytest.approx(average_precision_score(TRUTH, SCORES))


def test_a_weight_of_two_counts_a_product_twice():
    weights = RNG.integers(0, 3, (1, 200)).astype(float)
    repeated = np.repeat(np.arange(200), weights[0].astype(int))
    assert average_precision(SCORES, TRUTH, weights)[0] == pytest.approx(
        average_precision_score(TRUTH[repeated], SCORES[repeated])
    )
    assert precision_recall_f1(TAGS, TRUTH, weights)[2][0] == pytest.approx(f1_score(TRUTH[repeated], TAGS[repeated]))


def test_precision_recall_and_f1_are_those_of_scikit_learn():
    expected = precision_recall_fscore_support(TRUTH, TAGS, average="binary")[:3]
    assert [values[0] for values in precision_recall_f1(TAGS, TRUTH, ONE)] == pytest.approx(expected)


def test_average_precision_without_a_positive_is_unknown():
    assert np.isnan(average_precision(SCORES, np.zeros(200, bool), ONE)[0])


def test_calibration_error_is_the_mean_distance_of_the_bins():
    # Three products said 0.25, one holds (0.33); one said 0.95, none holds.
    probabilities = np.array([[0.25], [0.25], [0.25], [0.95]], np.float32)
    targets = np.array([[1], [0], [0], [0]], np.int8)
    error = calibration_error(probabilities, targets, np.ones((1, 4)))[0]
    assert error == pytest.approx((abs(3 * 0.25 - 1) + 0.95) / 4)


def test_draws_take_whole_groups():
    weights = bootstrap_weights(np.array([7, 7, 9, 11]), seed=0, draws=50)
    assert weights.shape == (51, 4)
    assert (weights[0] == 1).all()
    assert (weights[:, 0] == weights[:, 1]).all()
    assert (weights[1:, 1:].sum(axis=1) == 3).all()


def test_an_interval_holds_the_middle_of_the_draws():
    values = np.concatenate([[0.5], np.linspace(0, 1, 1001)])
    assert interval(values) == {"value": 0.5, "low": 0.025, "high": 0.975}
    assert interval(np.array([np.nan, np.nan])) == {"value": None, "low": None, "high": None}


def test_figures_leave_out_what_nobody_judged():
    targets = np.array([[1, -1], [0, 1], [1, 0]], np.int8)
    said = Said(
        np.float32([[0.9, 0.9], [0.1, 0.8], [0.8, 0.2]]), np.array([[True, True], [False, True], [True, False]])
    )
    figures, precisions = evaluate(said, targets, ["a", "b"], np.ones((1, 3)))
    assert figures["capabilities"]["a"]["support"] == 2
    assert figures["capabilities"]["b"]["products"] == 2
    assert figures["capabilities"]["b"]["precision"]["value"] == 1.0
    assert figures["micro_f1"]["value"] == 1.0
    assert precisions.tolist() == [[1.0], [1.0]]


def test_macro_f1_is_the_mean_over_the_classes_that_occur():
    said, truth = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1])
    assert macro_f1_of_classes(said, truth) == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_macro_is_the_mean_over_the_capabilities_and_micro_counts_each_judgement():
    # Of "a" one positive is found and one "no" is tagged; of "b" one positive of three is found, unjudged ones aside.
    targets = np.array([[1, 1], [0, 1], [-1, 1]], np.int8)
    said = Said(
        np.float32([[0.9, 0.7], [0.8, 0.2], [0.9, 0.1]]), np.array([[True, True], [True, False], [True, False]])
    )
    figures, _ = evaluate(said, targets, ["a", "b"], np.ones((1, 3)))
    macro, micro = figures["macro"], figures["micro"]
    assert macro["precision"]["value"] == pytest.approx((1 / 2 + 1) / 2)
    assert macro["recall"]["value"] == pytest.approx((1 + 1 / 3) / 2, abs=1e-4)
    assert micro["precision"]["value"] == pytest.approx(2 / 3, abs=1e-4)
    assert micro["recall"]["value"] == pytest.approx(2 / 4)
    assert (micro["support"], micro["products"]) == (4, 3)
    assert figures["macro_f1"] == macro["f1"]
    assert figures["micro_f1"] == micro["f1"]


def test_the_pooled_measures_are_those_of_scikit_learn_for_every_draw():
    targets = np.stack([TRUTH, ~TRUTH], axis=1).astype(np.int8)
    targets[::7, 0] = -1
    said = Said(np.stack([SCORES, 1 - SCORES], axis=1).astype(np.float32), np.stack([TAGS, ~TAGS], axis=1))
    weights = bootstrap_weights(np.arange(200), seed=1, draws=120)
    found = measure_pooled(said, targets, weights)
    known = targets != -1
    for draw in (0, 120):
        own = np.repeat(weights[draw], 2).reshape(200, 2)[known]
        expected = average_precision_score(targets[known], said.probabilities[known], sample_weight=own)
        assert found.average_precision[draw] == pytest.approx(expected)
        expected = f1_score(targets[known], said.tags[known], sample_weight=own)
        assert found.f1[draw] == pytest.approx(expected)
