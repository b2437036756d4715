"""The status of a share: what the words mean, and that none is said too soon."""

import numpy as np
import pytest

from dashboard.trends.growth import status_message
from dashboard.trends.prevalence import estimate_prevalence
from dashboard.trends.series import Point
from dashboard.trends.status import FALLING, FAST, RISING, STEADY, StatusRule, find_status

RULE = StatusRule()


def points(*tagged: int, unfinished: tuple[int, ...] = ()) -> list[Point]:
    return [
        Point("a", str(2020 + place), count, count, 0, 0.0, place in unfinished) for place, count in enumerate(tagged)
    ]


def certain(*shares: float) -> np.ndarray:
    """Draws that are all the same."""
    return np.repeat(np.array(shares)[:, None], 100, axis=1)


@pytest.mark.parametrize(
    ("last", "state"), [(0.31, FAST), (0.23, RISING), (0.21, STEADY), (0.20, STEADY), (0.17, FALLING)]
)
def test_growth_over_the_period_before_has_one_of_four_names(last: float, state: str):
    # By year a period stands against the one before; 2021 to 2022 grows as 2020 to 2021 did.
    first = 0.2 * 0.2 / last
    status = find_status(points(100, 100, 100), certain(first, 0.2, last), "year", RULE)
    assert status.state == state
    assert status.ratio == pytest.approx(last / 0.2)
    assert dict(status.now)[state] == 1
    assert sum(dict(status.now).values()) == pytest.approx(1)
    assert (status.later, status.earlier) == (("2022", "2022"), ("2021", "2021"))


def test_a_word_needs_two_periods_running():
    status = find_status(points(100, 100, 100), certain(0.2, 0.2, 0.4), "year", RULE)
    assert status.state is None
    assert status.likeliest == (FAST, 1.0)
    assert find_status(points(100, 100), certain(0.2, 0.4), "year", RULE).state is None


def test_a_word_needs_four_fifths_of_the_draws():
    draws = certain(0.1, 0.2, 0.4)
    draws[:, :15] = 0.2
    assert find_status(points(100, 100, 100), draws, "year", RULE).state == FAST
    draws[:, :25] = 0.2
    status = find_status(points(100, 100, 100), draws, "year", RULE)
    assert status.state is None
    assert dict(status.now) == pytest.approx({FAST: 0.75, RISING: 0, STEADY: 0.25, FALLING: 0})


def test_a_year_stands_against_the_year_before_and_each_period_counts_by_its_products():
    shares = [0.1] * 5 + [0.2, 0.2, 0.2, 0.2]
    status = find_status(points(*[100] * 8, 900), certain(*shares), "quarter", RULE)
    assert status.span == 4
    assert status.products == (1200, 400)
    assert status.ratio == pytest.approx(2.0)
    fewer = find_status(points(*[100] * 5), certain(*shares[2:7]), "quarter", RULE)
    assert fewer.span == 2


def test_unfinished_and_empty_periods_take_no_part():
    counted = points(100, 0, 100, 0, 100, 50, unfinished=(5,))
    status = find_status(counted, certain(0.2, 0.9, 0.2, 0.9, 0.3, 0.9), "quarter", RULE)
    assert (status.earlier, status.later) == (("2021", "2022"), ("2023", "2024"))
    assert status.products == (100, 100)
    assert status.ratio == pytest.approx(1.5)


def test_a_share_that_was_nought_has_grown_by_a_number():
    status = find_status(points(100, 100, 100), certain(0.0, 0.0, 0.1), "year", RULE)
    assert status.ratio == pytest.approx(20)


def test_nothing_is_said_of_one_period_or_of_none():
    assert find_status(points(100), certain(0.2), "year", RULE) is None
    assert find_status(points(0, 0), certain(0.2, 0.2), "year", RULE) is None


def test_thresholds_can_be_others_and_must_grow():
    lenient = StatusRule(fast=3, rising=1.02, falling=0.98)
    assert find_status(points(100, 100, 100), certain(0.2, 0.21, 0.22), "year", lenient).state == RISING
    with pytest.raises(ValueError, match="must grow"):
        StatusRule(rising=2, fast=1.5)


def test_a_wrong_word_is_rare_where_nothing_changes():
    rng = np.random.default_rng(1)
    said = []
    for seed in range(150):
        tagged = rng.binomial(150, 0.3 * 0.8 + 0.7 * 0.08, 9)
        series = estimate_prevalence(tagged, [150] * 9, [80, 20, 16, 184], draws=1000, seed=seed)
        status = find_status(points(*[150] * 9), series.draws, "quarter", RULE)
        said.append(status.state)
    assert said.count(FAST) + said.count(FALLING) + said.count(RISING) < 0.15 * len(said)
    assert said.count(FAST) == 0


def test_a_clear_rise_is_called_so():
    series = estimate_prevalence([60, 60, 60, 60, 60, 300, 320, 330, 340], [1000] * 9, [800, 200, 40, 960])
    status = find_status(points(*[1000] * 9), series.draws, "quarter", RULE)
    assert status.state == FAST
    assert status.low > 1.5


def test_draws_that_all_agree_are_no_certainty():
    agreed = find_status(points(100, 100, 100), certain(0.17, 0.2, 0.23), "year", RULE)
    assert agreed is not None
    assert status_message(agreed).text() == "rising: more than 99% sure. 1.15 times, 95 % band 1.15 to 1.15."
    some = np.concatenate([certain(0.17, 0.2, 0.23)[:, :90], certain(0.17, 0.2, 0.2)[:, :10]], axis=1)
    likely = find_status(points(100, 100, 100), some, "year", RULE)
    assert likely is not None
    assert status_message(likely).text().startswith("rising: 90% sure.")
