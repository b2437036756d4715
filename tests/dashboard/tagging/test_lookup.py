"""Finding hashes: the very places that a binary search gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.tagging.lookup import Lookup

#: The ends of the range, neighbours, and some that share their first bits.
EDGES = [0, 1, 2, 2**31, 2**31 + 1, 2**32 - 2, 2**32 - 1]
numbers = st.lists(st.sampled_from(EDGES) | st.integers(0, 2**32 - 1), max_size=60)


def places(stored: list[int], asked: list[int]) -> dict[int, int]:
    """The index of each asked hash that is there, with its place."""
    known, found = Lookup(np.array(sorted(stored), np.uint32)).find(np.array(asked, np.uint32))
    return dict(zip(known.tolist(), found.tolist(), strict=True))


@pytest.mark.parametrize("stored", [[], [0], [2**32 - 1], [7, 7, 7]])
def test_hashes_that_are_not_there_are_not_found(stored: list[int]):
    assert places(stored, [5, 2**31]) == {}
    assert places([], [0, 2**32 - 1]) == {}


def test_of_equal_hashes_the_first_place_is_told():
    assert places([3, 5, 5, 5, 9], [9, 4, 5]) == {0: 4, 2: 1}


@given(numbers, numbers)
def test_the_places_are_those_of_a_binary_search(stored: list[int], asked: list[int]):
    asked = asked + stored
    expected = {index: sorted(stored).index(one) for index, one in enumerate(asked) if one in stored}
    assert places(stored, asked) == expected


def test_many_hashes_in_one_bucket_are_told_apart():
    stored = list(range(1000, 5000, 2))
    assert places(stored, [1000, 1001, 4998, 4999]) == {0: 0, 2: 1999}
