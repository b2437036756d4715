"""Bursts and tests of terms, against numbers that a reader can reckon."""

from math import comb, log

import numpy as np
import pytest

from dashboard.trends.bursts import burst_gains, burst_states, heaviest_burst
from dashboard.trends.term_tests import burst_p_values, false_discovery_rates, trend_p_values

TOTALS = np.full(8, 100.0)


def test_a_term_that_doubles_bursts_and_one_that_stays_does_not():
    states = burst_states(np.array([[5, 5, 5, 5, 5, 20, 20, 5], [8] * 8], float), TOTALS)
    assert states.tolist() == [[False] * 5 + [True, True, False], [False] * 8]


def test_the_states_are_the_cheapest_of_all_sequences():
    rng = np.random.default_rng(3)
    counts = rng.binomial(100, rng.uniform(0.02, 0.2, (20, 6))).astype(float)
    totals = np.full(6, 100.0)
    gains, found = burst_gains(counts, totals), burst_states(counts, totals)
    sequences = np.array([[number >> place & 1 for place in range(6)] for number in range(64)])
    begins = (np.diff(sequences, axis=1, prepend=0) == 1).sum(axis=1)
    worth = gains @ sequences.T - log(6) * begins
    chosen = (gains * found).sum(axis=1) - log(6) * (np.diff(found.astype(int), axis=1, prepend=0) == 1).sum(axis=1)
    assert chosen == pytest.approx(worth.max(axis=1))


def test_a_batch_gains_by_the_binomial_likelihood():
    gains = burst_gains(np.array([[10.0, 30.0]]), np.array([100.0, 100.0]))
    assert gains[0, 1] == pytest.approx(30 * log(2) + 70 * log(0.6 / 0.8))


def test_the_heaviest_burst_is_named_by_its_first_batch_and_the_one_after_its_last():
    states = np.array([[True, False, True, True], [False] * 4])
    spans, weights = heaviest_burst(states, np.array([[4.0, 0, 3, 2], [1.0] * 4]))
    assert spans.tolist() == [[2, 4], [0, 0]]
    assert weights.tolist() == [5.0, 0.0]


def test_the_p_value_of_a_burst_is_its_binomial_tail_times_all_times_it_might_have_been():
    counts = np.array([[0, 0, 0, 0, 0, 0, 0, 4], [1, 1, 1, 1, 0, 0, 0, 0]], float)
    p_values = burst_p_values(counts, TOTALS, np.array([[7, 8], [0, 0]]))
    assert p_values == pytest.approx([36 / 8**4, 1.0])
    tail = sum(comb(4, hits) * (1 / 8) ** hits * (7 / 8) ** (4 - hits) for hits in (3, 4))
    (three,) = burst_p_values(np.array([[0, 0, 1, 0, 0, 0, 0, 3]], float), TOTALS, np.array([[7, 8]]))
    assert three == pytest.approx(36 * tail)


def test_a_rise_is_likely_true_a_fall_is_not_and_nothing_is_even():
    p_values = trend_p_values(
        np.array([[0, 0, 2, 4, 6, 8, 10, 12], [12, 10, 8, 6, 4, 2, 0, 0], [5] * 8], float), TOTALS
    )
    assert p_values[0] < 1e-6
    assert p_values[1] > 0.999
    assert p_values[2] == pytest.approx(0.5)


def test_p_values_of_terms_that_never_change_are_seldom_small():
    """Products drawn at random into months of very unequal size: no more than 5 % at 0.05, and 1 % at 0.01."""
    rng = np.random.default_rng(1)
    totals = np.array([50, 400, 100, 900, 300, 700, 200, 800], float)
    counts = np.array([rng.multinomial(rng.integers(12, 300), totals / totals.sum()) for _ in range(4000)], float)
    spans, _ = heaviest_burst(burst_states(counts, totals), burst_gains(counts, totals))
    for p_values in (trend_p_values(counts, totals), burst_p_values(counts, totals, spans)):
        assert (p_values <= 0.05).mean() <= 0.06
        assert (p_values <= 0.01).mean() <= 0.015


def test_discovery_rates_as_benjamini_and_hochberg_reckon_them():
    rates = false_discovery_rates(np.array([0.01, 0.04, 0.03, 0.005]))
    assert rates == pytest.approx([0.02, 0.04, 0.04, 0.02])
