"""How trends move from one model to another."""

import pytest

from dashboard.charts.runs import shift_figure
from dashboard.charts.theme import Style
from dashboard.messages import english
from dashboard.trends.counts import count_trends
from dashboard.trends.query import TrendQuery
from dashboard.trends.shift import Shift, trend_shift


def shift(launches, before: list[tuple[str, int]], after: list[tuple[str, int]]) -> Shift:
    """Trends by year of (day, automation)."""
    query = TrendQuery(by="year")
    counted = [
        count_trends(launches(*[("yc", day, "day", tag) for day, tag in rows]), query) for rows in (before, after)
    ]
    return trend_shift(*counted)


BEFORE = [("2023-05-01", 1), ("2023-06-01", 0), ("2024-05-01", 0), ("2024-06-01", 0), ("2024-12-31", 1)]
AFTER = [("2023-05-01", 1), ("2023-06-01", 0), ("2024-05-01", 1), ("2024-06-01", -1), ("2024-12-31", 1)]


def test_each_period_has_its_share_under_both_models(launches):
    moves = shift(launches, BEFORE, AFTER).moves["automation"]
    assert [(move.period, move.first, move.second, move.tagged) for move in moves] == [
        ("2023", 0.5, 0.5, (2, 2)),
        ("2024", pytest.approx(1 / 3), 1.0, (3, 2)),
    ]


def test_the_largest_move_and_the_share_over_all_periods(launches):
    found = shift(launches, BEFORE, AFTER)
    largest = found.largest("automation")
    assert largest is not None
    assert largest.period == "2024"
    assert largest.points == pytest.approx(200 / 3)
    assert found.overall("automation") == (pytest.approx(2 / 5), pytest.approx(3 / 4))


def test_a_period_of_few_products_is_the_largest_only_among_such(launches):
    many = [("2024-05-01", 0)] * 100 + [("2024-12-31", 0)]
    before, after = [("2023-12-31", 0), *many], [("2023-12-31", 1), *many[:-10], *[("2024-12-31", 1)] * 10]
    largest = shift(launches, before, after).largest("automation")
    assert largest is not None
    assert largest.period == "2024"


def test_an_unfinished_period_is_never_the_largest(launches):
    assert shift(launches, [("2024-05-01", 0)], [("2024-05-01", 1)]).largest("automation") is None


def test_where_one_model_has_tagged_nothing_there_is_no_move(launches):
    found = shift(launches, [("2024-12-31", 0)], [("2024-12-31", -1)])
    assert found.moves["automation"][0].points is None
    assert found.largest("automation") is None
    assert found.overall("automation") is None


def test_the_figure_has_both_models_in_the_colour_of_the_capability(launches):
    moves = shift(launches, BEFORE, AFTER).moves["automation"]
    figure = shift_figure("automation", moves, "year", Style("Automation", "#0072B2"), ("<b>1", "2"), t=english)
    first, second = figure.data
    assert (first.line.color, second.line.color) == ("#0072B2", "#0072B2")
    assert (first.line.dash, second.line.dash) == ("dot", "solid")
    assert first.name == "&lt;b&gt;1"
    assert [list(one) for one in second.customdata] == [["automation", "2023"], ["automation", "2024"]]
    assert figure.layout.title.text == "Automation"
    assert figure.layout.yaxis.title.text == "share of tagged products"
