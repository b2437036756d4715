"""Draws from a hundred launches: 60 of yc in English, 30 of Product Hunt in Chinese, 10 of it in English.

Those of yc have a batch each month from 2024-01 on, twelve of them; those of Product Hunt lie in May 2024, by the day,
the last two without a date.
"""

from collections import Counter
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.labelling.allocate import EQUAL, GIVEN
from dashboard.labelling.draw import Draw, DrawRequest, draw_products, plan_strata
from dashboard.labelling.frame import DrawFrame, named_frame, period_frame, strata_names
from dashboard.messages import RequestError


def products() -> pd.DataFrame:
    rows = [("yc", "en", date(2024, 1 + number % 12, 20), "season") for number in range(60)]
    rows += [("ph", "zh", date(2024, 5, 1 + number), "day") for number in range(30)]
    rows += [("ph", "en", None if number > 7 else date(2024, 5, 1 + number), "day") for number in range(10)]
    frame = pd.DataFrame(rows, columns=["source", "language", "launched_on", "launched_precision"])
    frame["launched_on"] = pd.to_datetime(frame["launched_on"])
    frame.insert(0, "id", range(1, 101))
    frame["external_id"] = [f"launch-{number}" for number in range(100)]
    return frame


def ids(draw: Draw) -> list[int]:
    return [member.product_id for member in draw.members]


def test_a_simple_draw_takes_each_product_once_and_with_the_same_probability():
    draw = draw_products(products(), DrawRequest(20, seed=1))
    assert len(set(ids(draw))) == 20
    assert {member.inclusion_probability for member in draw.members} == {0.2}
    assert [(stratum.name, stratum.products, stratum.drawn) for stratum in draw.strata] == [("", 100, 20)]


def test_the_same_seed_draws_the_same_whatever_the_order_and_the_numbers_of_the_rows():
    frame = products()
    other = frame.sample(frac=1, random_state=0).assign(id=lambda rows: rows["id"] + 1000)
    first, second = (draw_products(rows, DrawRequest(20, seed=1)) for rows in (frame, other))
    assert ids(second) == [number + 1000 for number in ids(first)]
    assert ids(draw_products(frame, DrawRequest(20, seed=2))) != ids(first)


def test_who_is_drawn_can_be_checked_by_hand():
    """The five smallest SHA-256 of "seed:source:external id", the smallest first."""
    from hashlib import sha256

    frame = products()
    keys = [f"7:{source}:{key}" for source, key in zip(frame["source"], frame["external_id"], strict=True)]
    order = sorted(range(100), key=lambda row: sha256(keys[row].encode()).hexdigest())
    assert ids(draw_products(frame, DrawRequest(5, seed=7))) == [row + 1 for row in order[:5]]


def test_each_product_is_drawn_about_as_often_as_its_probability_says():
    """400 draws of 20 in 100: each is expected 80 times, with a standard deviation of 8."""
    counts = Counter(number for seed in range(400) for number in ids(draw_products(products(), DrawRequest(20, seed))))
    assert len(counts) == 100
    assert all(48 <= count <= 112 for count in counts.values())


def test_a_stratified_draw_takes_from_each_stratum_by_its_size():
    draw = draw_products(products(), DrawRequest(10, seed=1, strata_by=("source", "language")))
    assert [(one.name, one.products, one.drawn) for one in draw.strata] == [
        ("ph/en", 10, 1),
        ("ph/zh", 30, 3),
        ("yc/en", 60, 6),
    ]
    assert Counter(draw.strata[member.stratum].name for member in draw.members) == {"ph/en": 1, "ph/zh": 3, "yc/en": 6}


def test_an_equal_draw_gives_each_stratum_its_own_probability():
    draw = draw_products(products(), DrawRequest(12, seed=1, strata_by=("source", "language"), allocation=EQUAL))
    assert [(one.name, one.drawn, one.probability) for one in draw.strata] == [
        ("ph/en", 4, 0.4),
        ("ph/zh", 4, pytest.approx(4 / 30)),
        ("yc/en", 4, pytest.approx(4 / 60)),
    ]


def test_numbers_may_be_given_for_each_stratum_and_a_stratum_may_be_left_out():
    request = DrawRequest(0, seed=1, strata_by=("source",), allocation=GIVEN, given={"ph": 3})
    draw = draw_products(products(), request)
    assert [(one.name, one.drawn) for one in draw.strata] == [("ph", 3), ("yc", 0)]


def test_what_a_draw_would_take_is_told_before_it_is_made():
    by_size = plan_strata(products(), DrawRequest(10, seed=1, strata_by=("source",)))
    assert [(one.name, one.products, one.drawn) for one in by_size] == [("ph", 40, 4), ("yc", 60, 6)]
    not_said_yet = plan_strata(products(), DrawRequest(0, seed=1, strata_by=("source",), allocation=GIVEN))
    assert [(one.name, one.products, one.drawn) for one in not_said_yet] == [("ph", 40, 0), ("yc", 60, 0)]


def test_a_first_part_of_a_draw_holds_its_part_of_each_stratum():
    draw = draw_products(products(), DrawRequest(20, seed=1, strata_by=("source",)))  # 8 of ph, 12 of yc.
    half = Counter(draw.strata[member.stratum].name for member in draw.members[:10])
    assert half == {"ph": 4, "yc": 6}
    assert [member.position for member in draw.members] == list(range(20))


def test_a_first_part_of_a_draw_is_the_smaller_draw_by_the_same_seed():
    large, small = (draw_products(products(), DrawRequest(count, seed=3)) for count in (30, 10))
    assert ids(large)[:10] == ids(small)


def test_the_frame_narrows_by_source_language_and_days():
    may = DrawFrame(("ph",), ("en",), date(2024, 5, 3), date(2024, 5, 8))
    assert draw_products(products(), DrawRequest(6, seed=1, frame=may)).products == 6


def test_the_frame_of_a_month_leaves_out_what_is_not_known_to_the_month():
    month, quarter = (period_frame(name, by) for name, by in (("2024-05", "month"), ("2024-Q2", "quarter")))
    frame = products()
    assert int(month.holds(frame).sum()) == 38  # Product Hunt's 30 and 8; the five of yc are known to the season.
    assert int(quarter.holds(frame).sum()) == 53


@pytest.mark.parametrize(("name", "launches"), [("2024", 98), ("2024-q2", 53), ("2024-05", 38)])
def test_a_period_can_be_named_alone(name, launches):
    assert int(named_frame(name).holds(products()).sum()) == launches


@pytest.mark.parametrize("name", ["2024-05-03", "spring"])
def test_what_is_no_whole_period_is_refused(name):
    with pytest.raises(RequestError, match="Write 2024"):
        named_frame(name)


def test_strata_may_be_periods_and_what_has_no_date_is_one_of_its_own():
    assert Counter(strata_names(products(), ("source", "quarter"))) == {
        "yc/2024-Q1": 15,
        "yc/2024-Q2": 15,
        "yc/2024-Q3": 15,
        "yc/2024-Q4": 15,
        "ph/2024-Q2": 38,
        "ph/undated": 2,
    }


def test_a_frame_survives_as_json():
    frame = DrawFrame(("ph",), (), date(2024, 5, 3), None, "month")
    assert DrawFrame.from_json(frame.to_json()) == frame


def test_a_draw_of_more_than_there_is_says_how_many_there_are():
    with pytest.raises(RequestError, match="101 products were asked for, and the frame holds 100"):
        draw_products(products(), DrawRequest(101, seed=1))


def test_a_draw_from_nothing_says_that_its_frame_is_empty():
    with pytest.raises(RequestError, match="No product lies in the frame"):
        draw_products(products(), DrawRequest(1, seed=1, frame=DrawFrame(("crunchbase",))))


def test_a_stratum_that_is_not_there_or_too_small_is_refused_by_name():
    for given, words in (({"hn": 1}, "'hn' were asked for, and it has 0"), ({"ph": 41}, "41 products of .* it has 40")):
        request = DrawRequest(0, seed=1, strata_by=("source",), allocation=GIVEN, given=given)
        with pytest.raises(RequestError, match=words):
            draw_products(products(), request)


def test_twenty_seven_thousand_products_are_drawn_from_at_once():
    many = pd.concat([products()] * 270, ignore_index=True)
    many["external_id"] = [str(number) for number in range(len(many))]
    assert len(np.unique(ids(draw_products(many.assign(id=range(len(many))), DrawRequest(300, seed=1))))) == 300
