"""From logits to probabilities, tags and the primary capability."""

import numpy as np

from dashboard.tagging.decide import NO_PRIMARY, Decision, choose_primary, sigmoid

DECISION = Decision(np.array([1.0, 2.0]), np.array([0.0, -2.0]), np.array([0.5, 0.3]))


def test_a_probability_is_the_calibrated_logit():
    probabilities = DECISION.probabilities(np.float32([[0, 1]]))
    assert probabilities.dtype == np.float32
    assert probabilities.tolist() == [[0.5, 0.5]]


def test_a_capability_holds_from_its_threshold_on():
    assert DECISION.tags(np.float32([[0.5, 0.3], [0.49, 0.29]])).tolist() == [[True, True], [False, False]]


def test_large_logits_do_not_overflow():
    assert sigmoid(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]


def test_the_primary_is_the_most_probable_of_those_that_hold():
    tags = np.array([[True, False], [True, True], [False, False]])
    probabilities = np.float32([[0.6, 0.9], [0.6, 0.9], [0.1, 0.2]])
    assert choose_primary(tags, probabilities, None).tolist() == [0, 1, NO_PRIMARY]


def test_the_head_speaks_beside_the_probabilities_among_those_that_hold():
    tags = np.array([[True, True], [True, True], [False, True]])
    probabilities = np.float32([[0.6, 0.9], [0.6, 0.9], [0.1, 0.9]])
    # A quarter of the head's lead, 0.5 or 0.25, against the logarithm of 0.9 / 0.6, which is 0.41.
    head = np.float32([[3, 1, 9], [2, 1, 9], [3, 1, 9]])
    assert choose_primary(tags, probabilities, head).tolist() == [0, 1, 1]


def test_a_probability_of_nothing_is_no_fault():
    assert choose_primary(np.array([[True, True]]), np.float32([[0, 0.5]]), np.float32([[1, 1, 1]])).tolist() == [1]
