"""Divide products into folds, never the products of one group."""

import numpy as np
import numpy.typing as npt

Folds = npt.NDArray[np.int64]


def group_folds(groups: npt.NDArray[np.int64], targets: npt.NDArray[np.int8], count: int, seed: int) -> Folds:
    """Return the fold of each product, 1 to `count`, with about as many positives of each label in every fold.

    Groups go one by one, those with the rarest positives first, to the fold that lacks most what they bring; `seed`
    decides between equals.
    """
    codes, members = np.unique(groups, return_inverse=True)
    brings = np.zeros((len(codes), targets.shape[1] + 1))
    np.add.at(brings, members, np.column_stack([targets == 1, np.ones(len(groups))]))
    rarity = brings / np.maximum(brings.sum(axis=0), 1)
    shuffled = np.random.default_rng(seed).permutation(len(codes))
    order = shuffled[np.argsort(-rarity[shuffled].sum(axis=1), kind="stable")]
    fold_of_group = np.empty(len(codes), np.int64)
    held = np.zeros((count, brings.shape[1]))
    for turn, group in enumerate(order):
        # In each round the folds are offered in another order, so that the first one does not take all that is equal.
        offered = np.roll(np.arange(count), -turn)
        chosen = offered[np.argmin(held[offered] @ rarity[group])]
        fold_of_group[group] = chosen + 1
        held[chosen] += brings[group] / np.maximum(brings.sum(axis=0), 1)
    return fold_of_group[members]


def fold_count(groups: npt.NDArray[np.int64], targets: npt.NDArray[np.int8], most: int) -> int:
    """Return into how many folds the products can go so that each can hold a positive of each label; 2 at least."""
    positives = [len(np.unique(groups[targets[:, label] == 1])) for label in range(targets.shape[1])]
    return max(2, min(most, *positives))
