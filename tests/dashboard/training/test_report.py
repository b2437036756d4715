"""The figures of a run beside those of the baselines."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.training.baselines import KEYWORDS, LINEAR, MAJORITY, logistic_regression, majority
from dashboard.training.gold import GoldSet
from dashboard.training.report import report
from dashboard.training.split import Split, random_split, time_split
from tests.samples import KEYS, sample_rows

ROWS = sample_rows(160)
TARGETS = np.array([[int(row[key]) for key in KEYS] for row in ROWS], np.int8)


@pytest.fixture
def gold() -> GoldSet:
    """The sample products, each its own group."""
    return GoldSet(
        label_set=list(KEYS),
        product_ids=np.arange(1, 161),
        texts=[row["description"] for row in ROWS],
        groups=np.arange(160),
        launched_on=np.array([row["launched_on"] for row in ROWS], "datetime64[D]"),
        targets=TARGETS,
        primary=np.where(TARGETS.any(axis=1), TARGETS.argmax(axis=1), 4).astype(np.int8),
        left_out=[],
    )


def test_the_majority_says_the_share_of_the_other_folds(gold: GoldSet):
    folds = np.repeat([1, 2], 80)
    said = majority(gold, Split(folds, folds))
    assert said.probabilities[0].tolist() == pytest.approx(TARGETS[80:].mean(axis=0).tolist())
    assert not said.tags.any()


def test_the_linear_baseline_learns_the_samples(gold: GoldSet):
    said = logistic_regression(gold, random_split(gold, 3, seed=0))
    assert (said.tags == (TARGETS == 1)).mean() > 0.9


def test_a_network_that_is_always_right_wins(gold: GoldSet):
    split = random_split(gold, 4, seed=0)
    head = 4.0 * (np.arange(5) == gold.primary[:, None])
    found = report(gold, split, np.float32(8 * TARGETS - 4), np.float32(head), seed=0)
    assert found.metrics["mean_average_precision"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert (found.tags == (TARGETS == 1)).all()
    assert found.metrics["baselines"][MAJORITY]["gain"]["low"] > 0.4
    assert found.metrics["baselines"][LINEAR]["gain"]["value"] >= 0
    assert found.metrics["calibration_error"]["value"] < 0.05
    assert found.metrics["primary"]["head"] == 1.0
    assert found.primary_by_head


def test_what_a_network_gains_over_its_halves_is_measured_on_the_same_products(gold: GoldSet):
    split, right = random_split(gold, 4, seed=0), np.float32(8 * TARGETS - 4)
    guesses = np.random.default_rng(0).normal(size=right.shape).astype(np.float32)
    halves = report(gold, split, right, None, 0, {"guesses": guesses, "right": right}).metrics["halves"]
    assert halves["guesses"]["gain"]["low"] > 0.4
    assert halves["right"]["gain"] == {"value": 0.0, "low": 0.0, "high": 0.0}
    assert halves["right"]["capabilities"]["automation"]["f1"]["value"] == 1.0


def test_a_network_that_guesses_loses(gold: GoldSet):
    split = random_split(gold, 4, seed=0)
    guesses = np.random.default_rng(0).normal(size=(160, 9)).astype(np.float32)
    found = report(gold, split, guesses[:, :4], guesses[:, 4:], seed=0)
    assert found.metrics["baselines"][LINEAR]["gain"]["high"] < 0


def test_without_gold_primaries_nothing_is_said_of_them(gold: GoldSet):
    split = random_split(gold, 4, seed=0)
    found = report(gold, split, np.float32(8 * TARGETS - 4), None, seed=0)
    assert found.metrics["primary"] is None
    assert not found.primary_by_head


def test_the_bins_before_and_after_calibration_are_kept_and_count_every_judgement(gold: GoldSet):
    split = random_split(gold, 4, seed=0)
    found = report(gold, split, np.float32(8 * TARGETS - 4), None, seed=0)
    before, after = (found.metrics["reliability"][name] for name in ("before", "after"))
    assert set(before) == set(after) == {"all", *KEYS}
    assert sum(one["count"] for one in before["all"]) == 4 * 160
    # sigmoid(-4) and sigmoid(4): each says nearly what holds.
    assert [(one["tenth"], one["held"]) for one in before["automation"]] == [(0, 0.0), (9, 1.0)]
    assert before["automation"][1]["said"] == pytest.approx(1 / (1 + np.exp(-4)), abs=1e-4)


def test_keyword_rules_are_measured_on_the_capabilities_that_have_rules(gold: GoldSet):
    split = random_split(gold, 4, seed=0)
    logits = np.float32(8 * TARGETS - 4)
    added = report(replace(gold, label_set=[*KEYS[:3], "of_our_own"]), split, logits, None, seed=0)
    keywords = added.metrics["baselines"][KEYWORDS]
    assert list(keywords["capabilities"]) == list(KEYS[:3])
    # The network is always right: what it gains is what the rules lack, on the same three capabilities.
    assert keywords["gain"]["value"] == pytest.approx(1 - keywords["mean_average_precision"]["value"])
    own = keywords["capabilities"]["automation"]
    assert own["gain"]["value"] == pytest.approx(1 - own["average_precision"]["value"])
    none = report(replace(gold, label_set=list("abcd")), split, logits, None, seed=0)
    assert list(none.metrics["baselines"]) == [MAJORITY, LINEAR]


def test_what_is_learned_from_always_is_not_measured(gold: GoldSet):
    # The first 80 teach; of the others a part is measured with what the other part says.
    split = Split(np.repeat([0, 1], 80), np.tile([1, 2], 40))
    assert majority(gold, split).probabilities.tolist() == [pytest.approx(TARGETS[:80].mean(axis=0).tolist())] * 80
    linear = logistic_regression(gold, split)
    assert linear.tags.shape == (80, 4)
    assert (linear.tags == (TARGETS[80:] == 1)).mean() > 0.9


def test_a_split_by_time_says_since_when_it_measures_and_counts_the_newest_alone(gold: GoldSet):
    split = time_split(gold, 5, seed=0)
    newest = TARGETS[split.measured]
    found = report(gold, split, np.float32(8 * newest - 4), None, seed=0)
    on = found.metrics["measured_on"]
    assert (on["how"], on["folds"], on["products"]) == ("future", 1, len(newest))
    assert on["since"] == min(row["launched_on"] for row, held in zip(ROWS, split.measured, strict=True) if held)
    assert found.metrics["mean_average_precision"]["value"] == 1.0
    for label, key in enumerate(KEYS):
        assert found.metrics["capabilities"][key]["support"] == newest[:, label].sum()
        assert found.metrics["baselines"][LINEAR]["capabilities"][key]["products"] == len(newest)
    assert found.probabilities.shape == newest.shape
