"""The last change of a share."""

import pytest

from dashboard.trends.change import last_change
from dashboard.trends.counts import count_trends
from dashboard.trends.query import TrendQuery


def test_the_last_finished_period_is_compared_with_the_finished_one_before(launches):
    frame = launches(
        ("a", "2024-01-31", "day", 1),
        ("a", "2024-01-31", "day", 0),
        ("a", "2024-03-31", "day", 1),
        ("a", "2024-04-01", "day", 0),
    )
    change = last_change(count_trends(frame, TrendQuery(by="month")).series("automation"))
    assert change is not None
    assert (change.before.period, change.last.period) == ("2024-01", "2024-03")
    assert change.points == pytest.approx(50.0)


def test_one_finished_period_has_nothing_to_be_compared_with(launches):
    frame = launches(("a", "2024-01-31", "day", 1), ("a", "2024-02-01", "day", 0))
    assert last_change(count_trends(frame, TrendQuery(by="month")).series("automation")) is None
