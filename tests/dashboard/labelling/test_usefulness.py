"""Which products to label next, on a handful whose worth can be seen."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from dashboard.labelling.usefulness import choose, nearest, pressed, worths


def unlike(count: int) -> np.ndarray:
    """So many texts that have nothing in common."""
    return np.eye(count, dtype=np.float32)


def chosen(probabilities, *, rows=None, likeness=None, positives=None, periods=None, count=None) -> list[int]:
    said = np.array(probabilities, float).reshape(len(probabilities), -1)
    number = len(said)
    found = choose(
        said,
        unlike(number) if rows is None else rows,
        np.zeros(number, np.float32) if likeness is None else np.array(likeness, np.float32),
        np.zeros(said.shape[1], int) if positives is None else np.array(positives),
        np.zeros(number, int) if periods is None else np.array(periods),
        count or number,
    )
    return [one.place for one in found]


def test_the_least_settled_comes_first():
    assert chosen([0.1, 0.5, 0.8, 0.99]) == [1, 2, 0, 3]


def test_of_two_that_are_as_open_the_one_that_may_hold_comes_first():
    assert chosen([0.3, 0.7]) == [1, 0]


def test_what_is_like_a_labelled_product_waits():
    assert chosen([0.5, 0.5], likeness=[0.9, 0.1]) == [1, 0]


def test_of_twins_one_comes_and_the_other_waits():
    rows = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    assert chosen([0.5, 0.49, 0.3], rows=rows) == [0, 2, 1]


def test_each_capability_has_its_turn_and_a_rare_one_more_often():
    """Ten products are open on a capability with 99 positives, ten on one with 3: the shares are 1 to 5."""
    said = [[0.5, 0.0]] * 10 + [[0.0, 0.5]] * 10
    first = chosen(said, positives=[99, 3], count=6)
    assert [place >= 10 for place in first].count(True) == 5


def test_a_capability_with_many_positives_is_not_forgotten_where_every_text_is_open_on_a_rare_one():
    said = [[0.5, 0.5]] * 10 + [[0.5, 0.1]] * 2
    found = choose(np.array(said), unlike(12), np.zeros(12, np.float32), np.array([30, 0]), np.zeros(12, int), 12)
    assert {one.capability for one in found} == {0, 1}


def test_a_period_that_has_had_its_share_waits():
    """Four products a period; those of the first are a little more open, and do not come all first."""
    said, periods = [0.5] * 4 + [0.45] * 4, [0] * 4 + [1] * 4
    first = chosen(said, periods=periods, count=4)
    assert [place < 4 for place in first].count(True) == 2


def test_no_product_is_chosen_twice_and_no_more_than_there_are():
    assert sorted(chosen([0.5, 0.5, 0.0], count=10)) == [0, 1, 2]


def test_what_is_settled_adds_nothing_and_what_may_hold_most():
    assert worths(np.array([[0.0, 1.0, 0.3, 0.7]]))[0].round(2).tolist() == [0, 0, 0.49, 0.73]


def test_pressed_rows_keep_how_alike_texts_are():
    rng = np.random.default_rng(0)
    rows = rng.random((30, 5000)) * (rng.random((30, 5000)) < 0.05)
    rows[1] = rows[0]
    exact = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    short = pressed(csr_array(rows))
    assert np.abs(short @ short.T - exact @ exact.T).max() < 0.15
    assert float(short[0] @ short[1]) == pytest.approx(1, abs=1e-5)


def test_the_nearest_of_no_labelled_product_is_nothing():
    assert nearest(unlike(2), unlike(2)[:0]).tolist() == [0, 0]
    assert nearest(unlike(2), unlike(2)[:1]).tolist() == [1, 0]
