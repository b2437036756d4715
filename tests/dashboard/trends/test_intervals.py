"""The interval of a difference of two shares, against published numbers."""

import numpy as np
import pytest

from dashboard.trends.intervals import newcombe


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe (1998), Interval estimation for the difference between independent proportions, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((0, 10), (0, 20), -0.1611, 0.2775),
    ],
)
def test_it_gives_the_published_intervals(first, second, low: float, high: float):
    assert newcombe(first, second) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_where_one_has_nothing_to_go_by_anything_is_possible():
    assert newcombe((0, 0), (3, 10)) == (-1, 1)


def test_it_holds_the_truth_nineteen_times_in_twenty():
    random = np.random.default_rng(2)
    one, other = random.binomial(60, 0.2, 1000), random.binomial(90, 0.35, 1000)
    bounds = [newcombe((int(a), 60), (int(b), 90)) for a, b in zip(one, other, strict=True)]
    assert 0.93 <= np.mean([low <= -0.15 <= high for low, high in bounds]) <= 0.975
