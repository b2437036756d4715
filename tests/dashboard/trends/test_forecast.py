"""Forecasts: bands that hold what comes, a backtest that knows nothing of it, and when one is shown."""

import numpy as np
import pytest

from dashboard.trends.forecast import AHEAD, LEAST_PERIODS, _filter, backtest, forecast_share
from dashboard.trends.logit import expit
from dashboard.trends.outlook import Ahead, Backtest, Forecast, score_forecast

PERIODS, PRODUCTS = 24, 500


def wandering(seed: int, *, moves: float, drift: float = 0.0, periods: int = PERIODS) -> np.ndarray:
    """Counts of a share whose logit wanders from -1 and drifts."""
    rng = np.random.default_rng(seed)
    level = -1 + drift * np.arange(periods) + np.cumsum(rng.normal(0, moves, periods))
    return rng.binomial(PRODUCTS, expit(level))


@pytest.mark.parametrize(("moves", "drift"), [(0.0, 0.0), (0.1, 0.0), (0.03, 0.06)])
def test_bands_hold_about_as_much_as_they_promise(moves: float, drift: float):
    held = []
    for seed in range(60):
        counts = wandering(seed, moves=moves, drift=drift, periods=PERIODS + AHEAD)
        low, _, high = forecast_share(counts[:PERIODS].tolist(), [PRODUCTS] * PERIODS, seed=seed).T
        came = counts[PERIODS:] / PRODUCTS
        held += ((low <= came) & (came <= high)).tolist()
    assert 0.9 <= np.mean(held) <= 1.0


def test_a_steady_share_is_expected_to_stay_and_its_band_is_not_much_wider_than_chance():
    low, middle, high = forecast_share([150] * PERIODS, [PRODUCTS] * PERIODS).T
    assert middle == pytest.approx(0.3, abs=0.01)
    chance = 2 * 1.96 * np.sqrt(0.3 * 0.7 / PRODUCTS)
    assert chance < (high - low)[0] < 1.7 * chance


def test_bands_widen_with_the_distance():
    low, _, high = forecast_share(wandering(1, moves=0.1).tolist(), [PRODUCTS] * PERIODS).T
    assert (high - low)[-1] > 1.1 * (high - low)[0]


def test_a_rise_is_expected_to_go_on_and_to_fade():
    counts = np.round(PRODUCTS * expit(-1 + 0.08 * np.arange(PERIODS))).astype(int)
    middle = forecast_share(counts.tolist(), [PRODUCTS] * PERIODS)[:, 1]
    steps = np.diff(np.r_[counts[-1] / PRODUCTS, middle])
    assert middle[0] > counts[-1] / PRODUCTS
    assert steps[-1] < 0.08 * 0.25


def test_a_forecast_in_the_backtest_knows_nothing_of_what_came_later():
    """From the last origin both series look alike; what came then differs by what the errors say it does."""
    counts = wandering(4, moves=0.1).tolist()
    sizes = [PRODUCTS] * 13
    known = _filter(np.array(counts[:13], float), np.array(sizes, float))
    for last in (0, 250):
        more = _filter(np.array([*counts[:13], last], float), np.array([*sizes, PRODUCTS], float))
        assert more.likelihoods[12].tolist() == known.likelihoods[12].tolist()
        assert more.means[12].tolist() == known.means[12].tolist()


def test_a_drift_beats_the_last_value_and_pure_chance_around_a_level_does_too():
    rise = np.round(PRODUCTS * expit(-2 + 0.12 * np.arange(PERIODS))).astype(int).tolist()
    assert backtest(rise, [PRODUCTS] * PERIODS).is_better
    few = np.random.default_rng(1).binomial(60, 0.3, PERIODS).tolist()
    assert backtest(few, [60] * PERIODS).is_better


def test_a_random_walk_is_seldom_foretold_much_better_than_by_its_last_value():
    tests = [backtest(wandering(seed, moves=0.25).tolist(), [PRODUCTS] * PERIODS) for seed in range(10)]
    gains = [1 - test.error / test.naive_error for test in tests]
    assert np.mean(gains) < 0.05


def test_too_few_origins_are_no_test():
    test = backtest([150] * 10, [PRODUCTS] * 10)
    assert (test.error, test.is_better) == (None, False)
    assert backtest([150] * LEAST_PERIODS, [PRODUCTS] * LEAST_PERIODS).error is not None


@pytest.mark.parametrize(
    ("error", "naive", "held", "better"),
    [(0.02, 0.03, 0.95, True), (0.03, 0.03, 0.95, False), (0.02, 0.03, 0.84, False)],
)
def test_a_forecast_is_shown_if_it_is_nearer_and_its_bands_have_held(
    error: float, naive: float, held: float, better: bool
):
    assert Backtest(8, 26, error, naive, held).is_better is better


def test_a_forecast_is_scored_by_the_periods_that_have_come():
    points = (Ahead("2024-05", 0.2, 0.3, 0.4), Ahead("2024-06", 0.2, 0.3, 0.4), Ahead("2024-07", 0.2, 0.3, 0.4))
    forecast = Forecast("2024-04", 0.25, points, Backtest(8, 26, 0.02, 0.03, 0.95))
    scored = score_forecast(forecast, {"2024-04": 0.25, "2024-05": 0.35, "2024-06": 0.5})
    assert [(one.ahead.period, one.observed, one.is_held) for one in scored] == [
        ("2024-05", 0.35, True),
        ("2024-06", 0.5, False),
    ]
