"""The figures of a run beside those of the baselines."""

import numpy as np
import pytest

from dashboard.training.baselines import LINEAR, MAJORITY, logistic_regression, majority
from dashboard.training.folds import group_folds
from dashboard.training.gold import GoldSet
from dashboard.training.report import report
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
        targets=TARGETS,
        primary=np.where(TARGETS.any(axis=1), TARGETS.argmax(axis=1), 4).astype(np.int8),
        left_out=[],
    )


def test_the_majority_says_the_share_of_the_other_folds(gold: GoldSet):
    folds = np.repeat([1, 2], 80)
    said = majority(gold, folds)
    assert said.probabilities[0].tolist() == pytest.approx(TARGETS[80:].mean(axis=0).tolist())
    assert not said.tags.any()


def test_the_linear_baseline_learns_the_samples(gold: GoldSet):
    said = logistic_regression(gold, group_folds(gold.groups, gold.targets, 3, seed=0))
    assert (said.tags == (TARGETS == 1)).mean() > 0.9


def test_a_network_that_is_always_right_wins(gold: GoldSet):
    folds = group_folds(gold.groups, gold.targets, 4, seed=0)
    head = 4.0 * (np.arange(5) == gold.primary[:, None])
    found = report(gold, folds, np.float32(8 * TARGETS - 4), np.float32(head), seed=0)
    assert found.metrics["mean_average_precision"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert (found.tags == (TARGETS == 1)).all()
    assert found.metrics["baselines"][MAJORITY]["gain"]["low"] > 0.4
    assert found.metrics["baselines"][LINEAR]["gain"]["value"] >= 0
    assert found.metrics["calibration_error"]["value"] < 0.05
    assert found.metrics["primary"]["head"] == 1.0
    assert found.primary_by_head


def test_a_network_that_guesses_loses(gold: GoldSet):
    folds = group_folds(gold.groups, gold.targets, 4, seed=0)
    guesses = np.random.default_rng(0).normal(size=(160, 9)).astype(np.float32)
    found = report(gold, folds, guesses[:, :4], guesses[:, 4:], seed=0)
    assert found.metrics["baselines"][LINEAR]["gain"]["high"] < 0


def test_without_gold_primaries_nothing_is_said_of_them(gold: GoldSet):
    folds = group_folds(gold.groups, gold.targets, 4, seed=0)
    found = report(gold, folds, np.float32(8 * TARGETS - 4), None, seed=0)
    assert found.metrics["primary"] is None
    assert not found.primary_by_head
