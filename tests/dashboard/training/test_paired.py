"""Whether one model ranks better than another on the same products."""

import numpy as np
import pandas as pd
import pytest

from dashboard.training.paired import paired_gain

KEYS = ["automation", "intelligence"]


def gold(*values: int | None, key: str = "automation") -> pd.DataFrame:
    """One product a value, each a group of its own."""
    ids = range(1, len(values) + 1)
    frame = pd.DataFrame({"product_id": ids, "product_group": [str(number) for number in ids]})
    for name in KEYS:
        frame[name] = pd.array(values if name == key else [None] * len(values), dtype="Int8")
    return frame


def said(*probabilities: float, key: str = "automation", first_id: int = 1) -> pd.DataFrame:
    ids = range(first_id, first_id + len(probabilities))
    return pd.DataFrame({"product_id": ids, "capability": key, "probability": probabilities})


def test_the_gain_is_the_difference_of_the_average_precisions():
    # Right at once: 1. One "no" before the only "yes": 1/2.
    found = paired_gain(gold(1, 0, 0), said(0.5, 0.9, 0.1), said(0.9, 0.5, 0.1), KEYS)
    assert found is not None
    assert (found.products, found.first, found.second, found.gain) == (3, 0.5, 1.0, 0.5)


def test_a_model_against_itself_gains_nothing_in_any_draw():
    rng = np.random.default_rng(0)
    truth, scores = (rng.random(200) < 0.3).astype(int).tolist(), rng.random(200).tolist()
    found = paired_gain(gold(*truth), said(*scores), said(*scores), KEYS)
    assert found is not None
    assert (found.gain, found.low, found.high) == (0, 0, 0)
    assert not found.is_clear


def test_a_ranking_that_is_right_throughout_is_clearly_better_than_chance():
    rng = np.random.default_rng(0)
    truth = (rng.random(200) < 0.3).astype(int)
    found = paired_gain(gold(*truth.tolist()), said(*rng.random(200).tolist()), said(*truth.astype(float)), KEYS)
    assert found is not None
    assert found.second == 1
    assert found.is_clear
    assert found.low is not None
    assert found.low > 0


def test_only_products_that_both_were_measured_on_and_that_are_still_judged_count():
    # Product 1 the second has not, product 4 the first has not, and nobody is sure of product 3 any more.
    found = paired_gain(
        gold(0, 1, None, 0, 0), said(*[0.9, 0.5, 0.5], key="automation"), said(0.5, 0.5, 0.1, 0.2, first_id=2), KEYS
    )
    assert found is None
    found = paired_gain(gold(0, 1, 0, 0), said(0.9, 0.5, 0.6), said(0.8, 0.1, 0.9, first_id=2), KEYS)
    assert found is not None
    assert (found.products, found.first, found.second) == (2, 0.5, 1.0)


@pytest.mark.parametrize(
    ("truth", "second"),
    [
        ((1, 1, 1), said(0.5, 0.5, 0.5)),
        ((1, 0, 0), said(0.5, 0.5, first_id=7)),
        ((1, 0, 0), said(0.5, key="intelligence")),
    ],
)
def test_where_there_is_nothing_to_compare_there_is_no_gain(truth: tuple[int, ...], second: pd.DataFrame):
    assert paired_gain(gold(*truth), said(0.5, 0.9, 0.1), second, KEYS) is None
