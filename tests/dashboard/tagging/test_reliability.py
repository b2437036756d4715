"""How products fared that got about the same probability."""

import pandas as pd
import pytest

from dashboard.tagging.reliability import LEAST_PRODUCTS, MOST_PRODUCTS, reliability


def judged(*rows: tuple[float, bool, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["probability", "held", "drawn"])


def test_of_twenty_products_near_seven_in_ten_fifteen_held():
    rows = [(0.7, True, True)] * 15 + [(0.75, False, True)] * 5 + [(0.2, False, True)] * 50
    found = reliability(judged(*rows), 0.72)
    assert found is not None
    assert (found.products, found.held, found.share) == (20, 15, 0.75)
    assert (found.lowest, found.highest) == (0.7, 0.75)
    assert found.low < 0.75 < found.high
    assert found.drawn


def test_too_few_products_are_no_evidence():
    assert reliability(judged(*[(0.7, True, True)] * (LEAST_PRODUCTS - 1)), 0.7) is None
    assert reliability(judged(*[(0.2, True, True)] * 50), 0.7) is None
    assert reliability(judged(), 0.7) is None


def test_chosen_products_count_only_where_none_was_drawn():
    chosen, drawn = [(0.7, True, False)] * 30, [(0.7, False, True)] * 20
    alone, both = reliability(judged(*chosen), 0.7), reliability(judged(*chosen, *drawn), 0.7)
    assert alone is not None
    assert both is not None
    assert (alone.held, alone.products, alone.drawn) == (30, 30, False)
    assert (both.held, both.products, both.drawn) == (0, 20, True)


def test_the_nearest_are_looked_at():
    rows = [(0.71, True, True)] * MOST_PRODUCTS + [(0.79, False, True)] * 50
    found = reliability(judged(*rows), 0.7)
    assert found is not None
    assert (found.products, found.share) == (MOST_PRODUCTS, 1)
    assert found.highest == pytest.approx(0.71)
