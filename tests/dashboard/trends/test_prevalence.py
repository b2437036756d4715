"""The corrected shares: known answers, an independent integral, and simulations."""

import numpy as np
import pytest
from scipy import stats

from dashboard.trends.bands import band
from dashboard.trends.beta import beta_draws
from dashboard.trends.error_rates import Rates, effective_counts
from dashboard.trends.prevalence import PrevalenceSeries, _line, estimate_prevalence

#: True and false positive rate of 0.80 and 0.08, measured so well that they are as good as known.
KNOWN = [80_000, 20_000, 8_000, 92_000]


def posterior_mean(tagged: int, size: int, audit: list[int]) -> float:
    """The same posterior summed over a grid of the share and both rates: no draws, no code of ours."""
    share, found, invented = np.meshgrid(*[(np.arange(n) + 0.5) / n for n in (200, 100, 100)], indexing="ij")
    rate = share * found + (1 - share) * invented
    hits, misses, inventions, rejections = audit
    logs = stats.binom.logpmf(tagged, size, rate) + stats.binom.logpmf(hits, hits + misses, found)
    logs += stats.binom.logpmf(inventions, inventions + rejections, invented)
    weights = np.where(found > invented, np.exp(logs - logs.max()), 0)
    return float((weights * share).sum() / weights.sum())


def simulated(
    rng: np.random.Generator, share: float, *, found: float, invented: float, size: int, labels: int, periods: int = 6
) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Draw tagged products and an audit from known rates."""
    tagged = rng.binomial(size, share * found + (1 - share) * invented, periods)
    having = rng.binomial(labels, share)
    hits, inventions = rng.binomial(having, found), rng.binomial(labels - having, invented)
    return tagged, np.full(periods, size), [hits, having - hits, inventions, labels - having - inventions]


def test_known_error_rates_are_undone():
    # A true rise from 5 to 40 % is tagged as 11.6 to 36.8 %.
    series = estimate_prevalence([11_600, 36_800], [100_000, 100_000], KNOWN)
    assert series.observed == pytest.approx([0.116, 0.368])
    assert series.estimate == pytest.approx([0.05, 0.40], abs=0.005)
    assert (series.low < [0.05, 0.40]).all()
    assert (series.high > [0.05, 0.40]).all()


def test_each_stratum_is_corrected_by_its_own_rates_before_they_are_added_up():
    # 40 % and 10 % are tagged alike at 26 %: one tagger misses much, the other invents much.
    rates = [[60_000, 40_000, 3_333, 96_667], [80_000, 20_000, 20_000, 80_000]]
    series = estimate_prevalence([[26_000], [26_000]], [[100_000], [100_000]], rates)
    assert [part.estimate[0] for part in series.strata] == pytest.approx([0.40, 0.10], abs=0.01)
    assert series.estimate[0] == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("tagged", [0, 3, 20, 100])
def test_no_value_is_impossible_even_where_the_plain_formula_gives_one(tagged: int):
    series = estimate_prevalence([tagged], [100], [8, 4, 20, 60])
    assert 0 <= series.low[0] <= series.estimate[0] <= series.high[0] <= 1


@pytest.mark.parametrize(
    ("tagged", "size", "audit"),
    [
        (30, 100, [80, 20, 8, 92]),
        (10, 100, [18, 6, 11, 140]),
        (300, 1000, [24, 6, 12, 58]),
        (5, 50, [40, 8, 20, 180]),
        (1200, 2000, [70, 5, 10, 60]),
    ],
)
def test_the_mean_is_that_of_the_posterior_summed_over_a_grid(tagged: int, size: int, audit: list[int]):
    estimate = estimate_prevalence([tagged], [size], audit, draws=20_000).estimate[0]
    assert estimate == pytest.approx(posterior_mean(tagged, size, audit), abs=0.006)


def test_without_audit_labels_the_observed_share_stands_and_nothing_is_said_to_correct_it():
    series = estimate_prevalence([30, 0], [100, 40], [0, 0, 0, 0])
    assert not series.corrected
    assert series.estimate.tolist() == series.observed.tolist() == [0.3, 0.0]
    jeffreys = stats.beta(30.5, 70.5).ppf([0.025, 0.975])
    assert [series.low[0], series.high[0]] == pytest.approx(jeffreys, abs=0.01)
    assert "Nothing corrects these shares" in series.warnings[0].text()


def test_few_audit_labels_are_flagged_and_widen_the_band_to_the_posteriors_own():
    few = estimate_prevalence([300], [1000], [8, 2, 4, 46], names=["yc, en"])
    many = estimate_prevalence([300], [1000], [800, 200, 400, 4600], names=["yc, en"])
    assert few.high[0] - few.low[0] > 2 * (many.high[0] - many.low[0])
    assert few.warnings[0].text().startswith("yc, en: the audit has 10 products with the capability and 50 without.")
    assert many.warnings == ()


def test_a_stratum_without_audit_labels_beside_one_that_has_them_may_be_anything():
    series = estimate_prevalence([[300], [300]], [[1000], [1000]], [[800, 200, 400, 4600], [0, 0, 0, 0]])
    assert series.strata[1].high[0] - series.strata[1].low[0] > 0.7


def test_a_cell_that_is_labelled_completely_counts_as_itself():
    series = estimate_prevalence([50, 50], [100, 100], [80, 20, 8, 92], complete=[20, -1])
    assert series.estimate[0] == 0.2
    assert series.low[0] < 0.2 < series.high[0] < 0.3
    assert series.estimate[1] > 0.5


def test_tags_that_contradict_the_audit_are_said_so():
    series = estimate_prevalence([5], [1000], [400, 100, 100, 400])
    assert series.estimate[0] < 0.01
    assert "beyond what the error rates allow" in series.warnings[0].text()


def test_a_period_without_products_has_no_share_and_takes_no_part_in_the_sum():
    series = estimate_prevalence([[0, 30], [0, 0]], [[0, 100], [0, 0]], [KNOWN, KNOWN])
    assert np.isnan(series.estimate[0])
    assert np.isnan(series.low[0])
    assert series.estimate[1] == pytest.approx((0.3 - 0.08) / 0.72, abs=0.02)


def test_the_same_seed_gives_the_same_draws():
    first, again, other = (estimate_prevalence([30], [100], KNOWN, seed=seed).draws for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_a_draw_stands_for_about_the_same_rates_in_every_period():
    # The rates are vague and the counts large: what one period has too much, the other has too.
    draws = estimate_prevalence([5000, 5200], [20_000, 20_000], [40, 10, 20, 80]).draws
    assert np.corrcoef(draws)[0, 1] > 0.95


def test_strata_vary_apart():
    draws = [
        part.draws[0] for part in estimate_prevalence([[500], [500]], [[2000], [2000]], [[40, 10, 20, 80]] * 2).strata
    ]
    assert abs(np.corrcoef(draws)[0, 1]) < 0.1


def test_impossible_counts_and_shapes_are_refused():
    with pytest.raises(ValueError, match="more products are tagged than there are"):
        estimate_prevalence([5], [4], KNOWN)
    with pytest.raises(ValueError, match="must have one shape"):
        estimate_prevalence([5], [5, 5], KNOWN)
    with pytest.raises(ValueError, match=r"2 strata need an audit of shape \(2, 4\)"):
        estimate_prevalence([[5], [5]], [[9], [9]], KNOWN)


def covered(series: PrevalenceSeries, share: float) -> float:
    return float(((series.low <= share) & (share <= series.high)).mean())


@pytest.mark.parametrize("with_frame", [False, True])
def test_bands_hold_what_they_promise_and_the_estimate_is_nearer_than_the_observed_share(with_frame: bool):
    rng = np.random.default_rng(5)
    held, errors = [], []
    for share, found, invented, size in [(0.05, 0.8, 0.08, 300), (0.2, 0.6, 0.2, 100), (0.5, 0.8, 0.08, 1000)]:
        for seed in range(60):
            tagged, sizes, audit = simulated(rng, share, found=found, invented=invented, size=size, labels=300)
            frame = [tagged.sum(), sizes.sum()] if with_frame else None
            series = estimate_prevalence(tagged, sizes, audit, draws=1000, seed=seed, frame=frame)
            held.append(covered(series, share))
            errors.append([np.abs(series.estimate - share).mean(), np.abs(series.observed - share).mean()])
    assert 0.92 <= np.mean(held) <= 0.985
    corrected, observed = np.mean(errors, axis=0)
    assert corrected < 0.8 * observed


def test_the_audits_own_balance_narrows_the_bands():
    rng = np.random.default_rng(7)
    tagged, sizes, audit = simulated(rng, 0.3, found=0.8, invented=0.1, size=500, labels=300)
    plain = estimate_prevalence(tagged, sizes, audit)
    told = estimate_prevalence(tagged, sizes, audit, frame=[tagged.sum(), sizes.sum()])
    assert (told.high - told.low).mean() < 0.9 * (plain.high - plain.low).mean()


@pytest.mark.parametrize(("wins", "losses"), [(0, 50), (2, 48), (30, 70), (900, 1100)])
def test_quick_draws_have_the_quantiles_of_the_beta_distribution(wins: int, losses: int):
    draws = beta_draws([wins], [losses], 100_000, np.random.default_rng(1))[0]
    exact = stats.beta(wins + 1, losses + 1)
    places = [0.025, 0.25, 0.5, 0.75, 0.975]
    assert np.quantile(draws, places) == pytest.approx(exact.ppf(places), abs=0.03 * exact.std())


def test_a_band_has_equal_tails_unless_the_draws_are_heaped_against_an_end():
    low, high = band(np.stack([np.linspace(-1, 1, 2001), np.linspace(0, 1, 2001) ** 3]), 0.9)
    assert low == pytest.approx([-0.9, 0])
    assert high == pytest.approx([0.9, 0.729])


def test_unequal_weights_amount_to_fewer_products():
    right = np.array([True, True, False, False])
    assert effective_counts(right, np.ones(4)) == (2.0, 2.0)
    yes, no = effective_counts(right, np.array([3.0, 1.0, 1.0, 1.0]))
    assert yes / (yes + no) == pytest.approx(4 / 6)
    assert yes + no == pytest.approx(3.0)
    assert effective_counts(np.zeros(0, bool), np.zeros(0)) == (0.0, 0.0)


def test_error_rates_that_are_drawn_alike_divide_by_nothing():
    invented, apart = _line(Rates(np.array([0.5, 0.75]), np.array([0.5, 0.25])))
    assert invented.tolist() == [0.5, 0.25]
    assert apart[0] > 0
    assert apart[1] == 0.5
