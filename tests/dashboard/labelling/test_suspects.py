"""Which labels the model contradicts, by thresholds that a reader can reckon."""

import math

import pandas as pd
import pytest

from dashboard.labelling.suspects import find_suspects
from db.queries.suspects import DOUBTED_COLUMNS

#: Ten labels of one capability: the yes average 0.68 (of 0.8 four times and 0.2), the no average 1 - 0.34.
YES = [0.8, 0.8, 0.8, 0.8, 0.2]
NO = [0.1, 0.3, 0.2, 0.4, 0.7]


def labels(*, seen: dict[int, float] | None = None, key: str = "automation", yes=YES, no=NO) -> pd.DataFrame:
    rows = [
        (number, number, key, holds, probability, "Ann", "person", (seen or {}).get(number, math.nan))
        for number, (probability, holds) in enumerate([*((p, True) for p in yes), *((p, False) for p in no)], 1)
    ]
    return pd.DataFrame(rows, columns=DOUBTED_COLUMNS)


def found(frame: pd.DataFrame) -> list[tuple[int, float]]:
    return [(one.product_id, pytest.approx(one.self_confidence)) for one in find_suspects(frame)]


def test_a_label_is_a_suspect_where_the_other_answer_reaches_its_own_average():
    """Product 5 says yes, and no gets 0.8 of an average of 0.66; 10 says no, and yes gets 0.7 of 0.68."""
    assert found(labels()) == [(5, 0.2), (10, 0.3)]


def test_a_capability_that_few_products_have_is_measured_by_its_own_average():
    """The yes are given 0.3 on average, so a no that is given 0.35 is suspect, though the model rather says no."""
    rare = labels(yes=[0.3] * 5, no=[0.02] * 19 + [0.35])
    assert found(rare) == [(25, 0.65)]


def test_the_most_contradicted_of_all_capabilities_comes_first():
    other = labels(key="intelligence", yes=[0.9, 0.9, 0.9, 0.9, 0.1])
    order = [(one.capability, one.product_id) for one in find_suspects(pd.concat([labels(), other]))]
    assert order == [("intelligence", 5), ("automation", 5), ("automation", 10)]


def test_with_next_to_no_labels_there_is_no_average_to_go_by():
    assert found(labels(yes=[0.9, 0.9, 0.9, 0.1])) == []


@pytest.mark.parametrize(("seen", "asked_again"), [(0.2, False), (0.25, False), (0.31, True), (0.9, True)])
def test_what_a_person_kept_is_asked_again_once_a_newer_model_doubts_it_clearly_more(seen: float, asked_again: bool):
    """Product 5 says yes; today's model gives it 0.2, the one that the person saw gave it `seen`."""
    assert ((5, 0.2) in found(labels(seen={5: seen}))) == asked_again


def test_a_kept_no_is_doubted_more_where_its_probability_rises():
    assert [product for product, _ in found(labels(seen={10: 0.65}))] == [5]
    assert [product for product, _ in found(labels(seen={10: 0.55}))] == [5, 10]
