"""Change points: known steps are found and placed, and what only drifts or bends is left alone."""

import numpy as np
import pytest

from dashboard.trends.changepoints import find_changes
from dashboard.trends.logit import expit, fit_logit, logit, simulate_counts

MONTHS = 24
TOTALS = np.tile([900.0, 500.0, 700.0], MONTHS // 3)
TIME = np.linspace(-1, 1, MONTHS)
CONSTANT = np.full(MONTHS, 0.3)
DRIFT = expit(-1 + 1.2 * TIME)
STEP = np.where(np.arange(MONTHS) >= 14, 0.3, 0.2)
ADOPTION = 0.1 + 0.4 * expit(4 * TIME)


def counts(shares: np.ndarray, seed: int, dispersion: float = 1.0) -> np.ndarray:
    return simulate_counts(shares, TOTALS, dispersion, 1, np.random.default_rng(seed))[0]


def alarms(shares: np.ndarray, *, dispersion: float = 1.0, series: int = 60) -> float:
    """Share of simulated series in which a step is found."""
    found = [
        find_changes(counts(shares, seed, dispersion), TOTALS, draws=99, seed=seed).changes for seed in range(series)
    ]
    return float(np.mean([bool(changes) for changes in found]))


def test_a_regression_gives_back_the_shares_that_made_the_counts():
    design = np.column_stack([np.ones(MONTHS), TIME])
    fitted = fit_logit(design, (DRIFT * TOTALS)[None], TOTALS)
    assert fitted[0] == pytest.approx(DRIFT, abs=1e-5)


def test_a_series_without_a_positive_has_a_tiny_share_and_no_step():
    nothing = np.zeros(MONTHS)
    assert fit_logit(np.ones((MONTHS, 1)), nothing[None], TOTALS).max() < 1e-3
    assert find_changes(nothing, TOTALS, draws=99).changes == ()


@pytest.mark.parametrize("dispersion", [1.0, 4.0])
def test_drawn_counts_spread_as_much_as_they_are_told_to(dispersion: float):
    drawn = simulate_counts(CONSTANT, TOTALS, dispersion, 4000, np.random.default_rng(1))
    assert drawn.mean(axis=0) == pytest.approx(0.3 * TOTALS, rel=0.02)
    assert drawn.var(axis=0) == pytest.approx(dispersion * TOTALS * 0.3 * 0.7, rel=0.15)


def test_a_step_is_found_where_it_is_and_as_large_as_it_is():
    (change,) = find_changes(np.round(STEP * TOTALS), TOTALS).changes
    assert change.place == 14
    assert change.earliest <= 14 <= change.latest
    assert (change.without, change.share) == (pytest.approx(0.2, abs=0.01), pytest.approx(0.3, abs=0.01))
    assert change.p_value < 0.01


def test_a_step_in_a_drift_is_found_and_sized_against_the_drift():
    shares = expit(logit(DRIFT) - 1.0 * (np.arange(MONTHS) >= 10))
    (change,) = find_changes(np.round(shares * TOTALS), TOTALS).changes
    assert change.place == 10
    assert change.without == pytest.approx(DRIFT[10], abs=0.01)
    assert change.share == pytest.approx(shares[10], abs=0.01)


def test_two_steps_are_found_in_their_order():
    shares = np.where(np.arange(MONTHS) < 8, 0.1, np.where(np.arange(MONTHS) < 16, 0.3, 0.15))
    found = find_changes(np.round(shares * TOTALS), TOTALS)
    assert [change.place for change in found.changes] == [8, 16]
    assert found.fitted == pytest.approx(shares, abs=0.01)


@pytest.mark.parametrize("shares", [CONSTANT, DRIFT, ADOPTION], ids=["constant", "drift", "smooth adoption"])
def test_what_is_constant_drifts_or_bends_is_seldom_called_a_step(shares: np.ndarray):
    assert alarms(shares) <= 0.1


@pytest.mark.parametrize("shares", [CONSTANT, DRIFT], ids=["constant", "drift"])
def test_months_that_spread_more_than_binomial_ones_raise_no_false_alarms(shares: np.ndarray):
    assert alarms(shares, dispersion=4.0) <= 0.1


def test_nearly_every_step_of_ten_points_is_found():
    assert alarms(STEP, series=20) >= 0.95


def test_a_gap_in_time_is_no_step():
    """A steady drift whose middle months have no products: the times say that they have passed."""
    kept = np.r_[0:8, 16:24]
    found = find_changes(np.round(DRIFT * TOTALS)[kept], TOTALS[kept], times=kept.astype(float))
    assert found.changes == ()


def test_too_few_periods_are_not_judged_and_one_without_products_is_refused():
    assert not find_changes(np.ones(7), np.full(7, 9.0)).is_judged
    with pytest.raises(ValueError, match="Leave the empty ones out"):
        find_changes(np.zeros(9), np.r_[np.ones(8), 0])


def test_the_same_seed_finds_the_same():
    positives = counts(STEP, 3)
    assert find_changes(positives, TOTALS, seed=5) == find_changes(positives, TOTALS, seed=5)
