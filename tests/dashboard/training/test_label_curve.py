"""How the quality grows with the number of labels: the parts that are learned from, and what a curve says."""

import json
from dataclasses import replace

import numpy as np
import pytest

from dashboard.charts.label_curve import label_curve_figure
from dashboard.charts.theme import Style
from dashboard.messages import english
from dashboard.training.label_curve import CurvePoint, LabelCurve, curve_words, usable_shares
from dashboard.training.label_curve_job import draws


def curve(*means: tuple[float, float], spread: float = 0.0) -> LabelCurve:
    """A curve of (products, mean): two draws a point, `spread` times the square root of 2 apart."""
    points = []
    for place, (products, mean) in enumerate(means):
        values = (mean - spread / 2**0.5, mean + spread / 2**0.5)
        share = (place + 1) / len(means)
        points.append(CurvePoint(share, products, values, {"automation": values}))
    return LabelCurve("hash", 0, 3, 600, tuple(points))


def test_a_curve_comes_back_from_json_as_it_was():
    one = curve((100, 0.4), (200, 0.5))
    assert LabelCurve.from_json(json.loads(json.dumps(one.to_json() | {"seconds": 9}))) == one


def test_on_a_line_over_the_logarithm_the_last_doubling_and_the_next_gain_the_same():
    one = curve((100, 0.4), (200, 0.45), (400, 0.5), (800, 0.55))
    assert one.last_doubling == pytest.approx(0.05)
    assert one.next_doubling == pytest.approx(0.05)


def test_the_last_doubling_is_taken_from_between_two_points_where_none_has_half_of_the_labels():
    # Half of 400 lies, by the logarithm, half way from 100 to 400.
    assert curve((100, 0.4), (400, 0.5)).last_doubling == pytest.approx(0.05)


def test_a_curve_that_falls_at_its_end_promises_no_loss():
    assert curve((100, 0.5), (200, 0.5), (400, 0.4)).next_doubling == 0


def test_the_spread_is_the_standard_deviation_of_draws_of_one_size():
    assert curve((100, 0.4), (200, 0.5), spread=0.02).spread == pytest.approx(0.02)
    single = replace(curve((100, 0.4)).points[0], mean_average_precision=(0.4,))
    assert LabelCurve("", 0, 3, 600, (single,)).spread == 0


def test_what_is_gained_is_said_and_what_is_extrapolated_is_called_so():
    gained, next_one = (said.text() for said in curve_words(curve((100, 0.4), (200, 0.45), (400, 0.5), spread=0.01)))
    assert gained.startswith("From 100 to 400 labelled products the network gained +0.100")
    assert "the last doubling gained +0.050" in gained
    assert "lie 0.010 apart by chance" in gained
    assert "would gain about +0.050. That is an extrapolation" in next_one


def test_a_gain_within_chance_is_called_none():
    _, next_one = (said.text() for said in curve_words(curve((100, 0.4), (200, 0.401), (400, 0.402), spread=0.01)))
    assert "no more than chance does" in next_one


@pytest.mark.parametrize(
    ("products", "shares"), [(1000, [0.2, 0.4, 0.6, 0.8, 1.0]), (75, [0.6, 0.8, 1.0]), (74, [0.8, 1.0]), (40, [])]
)
def test_a_share_that_leaves_too_few_to_learn_from_is_left_out(products: int, shares: list[float]):
    assert usable_shares(products, 3) == shares


GROUPS = np.array([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])


def test_a_smaller_part_lies_within_each_larger_one_and_no_group_is_divided():
    found = draws(GROUPS, [0.2, 0.6, 1.0], seed=0)
    for number in range(2):
        small, middle, whole = (draw.rows for draw in found if draw.number == number)
        assert not (small & ~middle).any()
        assert whole.all()
        assert len(np.unique(GROUPS[small])) == 2
        assert len(np.unique(GROUPS[middle])) == 6
        assert all(rows[0] == rows[1] for rows in (small, middle))


def test_small_parts_are_drawn_more_often_and_each_draw_is_another():
    found = draws(GROUPS, [0.2, 0.6, 1.0], seed=0)
    assert [draw.share for draw in found] == [0.2] * 3 + [0.6] * 2 + [1.0] * 2
    small = {tuple(draw.rows.tolist()) for draw in found if draw.share == 0.2}
    assert len(small) == 3


def test_the_same_seed_draws_the_same():
    first, second = (draws(GROUPS, [0.4], seed=7) for _ in range(2))
    assert [draw.rows.tolist() for draw in first] == [draw.rows.tolist() for draw in second]


def test_the_figure_shows_each_capability_in_its_colour_the_draws_and_the_outlook():
    one = curve((100, 0.4), (200, 0.45), (400, 0.5), spread=0.01)
    figure = label_curve_figure(one, {"automation": Style("<b>A</b>", "#0072B2")}, t=english)
    capability, mean, outlook = figure.data
    assert (capability.name, capability.line.color) == ("&lt;b&gt;A&lt;/b&gt;", "#0072B2")
    assert [round(value, 3) for value in mean.y] == [0.4, 0.45, 0.5]
    assert mean.error_y.array[0] == pytest.approx(0.01 / 2**0.5)
    assert [round(value, 3) for value in outlook.y] == [0.5, 0.55]
    assert list(outlook.x) == [400, 800]
    assert outlook.line.dash == "dot"
    assert list(figure.layout.xaxis.ticktext) == ["800", "400", "200", "100"]
