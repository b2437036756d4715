"""Figures by language, source, year and lane."""

import pandas as pd

from dashboard.training.slices import UNDATED, slices
from tests.dashboard.training.judged import judged


def automation() -> pd.DataFrame:
    frame = judged()
    return frame[frame["capability"] == "automation"]


def test_each_slice_counts_its_own_products():
    found = {(one.dimension, one.value): one for one in slices(automation(), draws=20)}
    # English: 1, 3, 5, 7, 9; tagged 7 and 9, both right; 3 is missed.
    english = found["language", "en"]
    assert (english.products, english.positives) == (5, 3)
    assert (english.precision.value, english.recall.value) == (1.0, 0.6667)
    # 2025: 6, 7, 8, 9 are all tagged, 6 wrongly.
    assert found["year", "2025"].precision.value == 0.75
    assert found["source", "yc"].products == found["lane", "audit"].products == 10


def test_years_stand_in_their_order_and_a_product_without_a_date_has_a_slice():
    assert [one.value for one in slices(automation(), draws=20) if one.dimension == "year"] == [UNDATED, "2024", "2025"]


def test_the_largest_slice_comes_first():
    frame = automation().iloc[:9]
    assert [one.value for one in slices(frame, draws=20) if one.dimension == "language"] == ["en", "zh"]
    assert [one.value for one in slices(frame.iloc[1:8], draws=20) if one.dimension == "language"] == ["zh", "en"]


def test_of_several_capabilities_each_judgement_counts():
    (lane,) = (one for one in slices(judged(), draws=20) if one.dimension == "lane")
    assert (lane.products, lane.judgements, lane.positives) == (10, 14, 6)
    assert lane.recall.value == round(4 / 6, 4)


def test_a_slice_with_few_positives_or_few_negatives_is_marked():
    frame = pd.concat([automation()] * 5, ignore_index=True)
    assert not next(one for one in slices(frame, draws=5) if one.dimension == "lane").is_few
    assert all(one.is_few for one in slices(frame.iloc[:30], draws=5))
    assert all(one.is_few for one in slices(frame.assign(holds=True), draws=5))


def test_an_interval_holds_its_value_and_draws_take_whole_groups():
    lane = next(one for one in slices(judged(), draws=200) if one.dimension == "lane")
    assert lane.f1.low < lane.f1.value < lane.f1.high
    same = slices(judged().assign(product_group="one"), draws=20)
    assert all(one.f1.low == one.f1.value == one.f1.high for one in same)


def test_nothing_judged_has_no_slices():
    assert slices(judged().iloc[:0]) == ()
