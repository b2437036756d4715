"""The bins of a reliability diagram, on probabilities that a reader can add up."""

import numpy as np
import pytest

from dashboard.training.metrics import calibration_error
from dashboard.training.reliability import ALL, Bin, Reliability, reliabilities, reliability

PROBABILITIES = np.array([0.05, 0.15, 0.15, 0.72, 0.78, 1.0])
TRUTH = np.array([False, False, True, True, False, True])


def test_each_bin_counts_its_texts_what_was_said_and_what_held():
    assert reliability(PROBABILITIES, TRUTH).bins == (
        Bin(0, 1, 0.05, 0.0),
        Bin(1, 2, 0.15, 0.5),
        Bin(7, 2, 0.75, 0.5),
        Bin(9, 1, 1.0, 1.0),
    )


def test_the_error_is_the_mean_distance_and_that_of_the_metrics():
    found = reliability(PROBABILITIES, TRUTH)
    assert found.error == pytest.approx((0.05 + 2 * 0.35 + 2 * 0.25 + 0) / 6)
    targets = TRUTH.astype(np.int8)[:, None]
    assert found.error == pytest.approx(calibration_error(PROBABILITIES[:, None], targets, np.ones((1, 6)))[0])


def test_what_nobody_judged_is_in_no_bin_and_all_pools_the_capabilities():
    probabilities, truth = np.array([[0.1, 0.9], [0.9, 0.9]]), np.array([[False, True], [True, False]])
    known = np.array([[True, True], [True, False]])
    found = reliabilities(probabilities, known, truth, ["a", "b"])
    assert [one.count for one in found["a"].bins] == [1, 1]
    assert found["b"].bins == (Bin(9, 1, 0.9, 1.0),)
    assert found[ALL].count == 3


def test_it_survives_json_and_nothing_has_no_error():
    found = reliability(PROBABILITIES, TRUTH)
    assert Reliability.from_json(found.to_json()) == found
    nothing = reliability(np.array([]), np.array([], bool))
    assert (nothing.bins, nothing.error) == ((), 0)


def test_the_interval_of_a_bin_is_wilsons():
    # Wilson's for 8 of 10, as published: 0.490 to 0.943.
    assert Bin(8, 10, 0.85, 0.8).interval == pytest.approx((0.490, 0.943), abs=5e-4)
    low, high = Bin(0, 3, 0.05, 0.0).interval
    assert low == 0
    assert 0.5 < high < 0.6
