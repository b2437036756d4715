"""How many products a draw takes from each stratum. Pure."""

from collections.abc import Sequence

import numpy as np

EQUAL, PROPORTIONAL, GIVEN = "equal", "proportional", "given"
#: The ways to share a number out: alike to all strata, by their sizes, or as a person says.
ALLOCATIONS = (PROPORTIONAL, EQUAL, GIVEN)


def share_proportionally(sizes: Sequence[int], count: int) -> list[int]:
    """Share `count` out by the sizes of the strata, the largest remainders first.

    Each stratum gets one at least where there are enough to go round: a stratum without a drawn product is one that
    nothing can be said of. `count` is at most the sum of the sizes.

    >>> share_proportionally([90, 8, 2], 10)
    [8, 1, 1]
    """
    own = np.array(sizes, float)
    quota = own * count / own.sum()
    least = np.minimum(own, 1 if count >= np.count_nonzero(own) else 0)
    given = np.maximum(np.floor(quota), least)
    while given.sum() > count:
        given[np.where(given > least, given - quota, -np.inf).argmax()] -= 1
    while given.sum() < count:
        given[np.where(given < own, quota - given, -np.inf).argmax()] += 1
    return [int(number) for number in given]


def share_equally(sizes: Sequence[int], count: int) -> list[int]:
    """Share `count` out alike; what a small stratum can't give, the others do. What is left over goes to the first.

    >>> share_equally([90, 8, 2], 16)
    [7, 7, 2]
    """
    own = np.array(sizes, np.int64)
    given = np.zeros(len(own), np.int64)
    while (left := count - int(given.sum())) > 0:
        open_ = np.flatnonzero(given < own)
        if left < len(open_):
            given[open_[:left]] += 1
        else:
            given[open_] = np.minimum(own[open_], given[open_] + left // len(open_))
    return [int(number) for number in given]
