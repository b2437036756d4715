"""How a number is shared out to strata."""

import pytest

from dashboard.labelling.allocate import share_equally, share_proportionally


@pytest.mark.parametrize(
    ("sizes", "count", "expected"),
    [
        ([50, 30, 20], 10, [5, 3, 2]),
        ([50, 30, 20], 7, [4, 2, 1]),  # 3.5, 2.1 and 1.4: the largest remainder is the first one's.
        ([990, 5, 5], 10, [8, 1, 1]),
        ([10, 10, 10], 2, [1, 1, 0]),
        ([3, 2], 5, [3, 2]),
    ],
)
def test_a_proportional_share_follows_the_sizes_and_leaves_no_stratum_out_where_it_can(sizes, count, expected):
    assert share_proportionally(sizes, count) == expected


@pytest.mark.parametrize(
    ("sizes", "count", "expected"),
    [
        ([50, 30, 20], 9, [3, 3, 3]),
        ([50, 30, 2], 12, [5, 5, 2]),
        ([50, 30, 20], 10, [4, 3, 3]),
        ([3, 2], 5, [3, 2]),
    ],
)
def test_an_equal_share_takes_from_the_others_what_a_small_stratum_lacks(sizes, count, expected):
    assert share_equally(sizes, count) == expected
