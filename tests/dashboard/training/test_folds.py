"""Folds that never divide a group."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.training.folds import fold_count, group_folds

RNG = np.random.default_rng(0)
GROUPS = np.repeat(np.arange(100), 2)
TARGETS = (RNG.random((200, 3)) < [0.4, 0.2, 0.1]).astype(np.int8)


@given(st.integers(0, 2**31 - 1), st.integers(2, 6))
def test_a_group_lies_in_one_fold_and_every_fold_is_used(seed: int, count: int):
    folds = group_folds(GROUPS, TARGETS, count, seed)
    assert set(folds.tolist()) == set(range(1, count + 1))
    assert all(len(set(folds[group == GROUPS].tolist())) == 1 for group in range(100))


def test_folds_share_products_and_positives_evenly():
    folds = group_folds(GROUPS, TARGETS, 5, seed=0)
    sizes = np.bincount(folds)[1:]
    assert sizes.min() >= 30
    for label in range(3):
        positives = np.bincount(folds[TARGETS[:, label] == 1], minlength=6)[1:]
        assert positives.max() - positives.min() <= 3


def test_the_seed_decides():
    assert (group_folds(GROUPS, TARGETS, 5, 1) == group_folds(GROUPS, TARGETS, 5, 1)).all()
    assert (group_folds(GROUPS, TARGETS, 5, 1) != group_folds(GROUPS, TARGETS, 5, 2)).any()


def test_there_are_no_more_folds_than_groups_with_a_positive():
    targets = np.zeros((10, 1), np.int8)
    targets[:3] = 1
    assert fold_count(np.arange(10), targets, 5) == 3
    assert fold_count(np.arange(10), np.ones((10, 1), np.int8), 5) == 5
