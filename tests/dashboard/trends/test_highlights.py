"""The last change of a share, as the Overview shows it."""

import json

import pytest

from dashboard.trends.counts import count_trends
from dashboard.trends.highlights import SPARK, Highlights, find_highlights
from dashboard.trends.query import TrendQuery


def test_the_last_finished_period_is_compared_with_the_finished_one_before(launches):
    frame = launches(
        ("a", "2024-01-31", "day", 1),
        ("a", "2024-01-31", "day", 0),
        ("a", "2024-03-31", "day", 1),
        ("a", "2024-04-01", "day", 0),
    )
    found = find_highlights(count_trends(frame, TrendQuery(by="month"))).of["automation"]
    assert (found.before.period, found.last.period) == ("2024-01", "2024-03")
    assert found.points == pytest.approx(50.0)
    assert found.shares == (0.5, 1.0)


def test_one_finished_period_has_nothing_to_be_compared_with(launches):
    frame = launches(("a", "2024-01-31", "day", 1), ("a", "2024-02-01", "day", 0))
    assert find_highlights(count_trends(frame, TrendQuery(by="month"))).of == {}


def test_a_spark_line_ends_with_the_last_finished_period(launches):
    frame = launches(*(("a", f"{year}-12-31", "day", int(year > 2015)) for year in range(2000, 2020)))
    found = find_highlights(count_trends(frame, TrendQuery(by="year"))).of["automation"]
    assert found.shares == (0.0,) * (SPARK - 4) + (1.0,) * 4


def test_highlights_come_back_from_json(launches):
    frame = launches(("a", "2024-01-31", "day", 1), ("b", "2024-02-29", "day", 0))
    found = find_highlights(count_trends(frame, TrendQuery(by="month")))
    assert found.source_change is not None
    assert Highlights.from_json(json.loads(json.dumps(found.to_json()))) == found
