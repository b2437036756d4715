"""The launches behind a mark are those that it counts."""

import pandas as pd
import pytest

from dashboard.trends.behind import is_known, launches_behind
from dashboard.trends.counts import count_trends
from dashboard.trends.marks import ALL, WITH, Mark
from dashboard.trends.query import TrendQuery


def test_the_launches_behind_a_period_are_those_that_were_counted(launches):
    frame = launches(
        ("a", "2024-01-31", "day", 1),
        ("a", "2024-02-01", "day", 1),
        ("a", "2024-01-01", "year", 1),
        ("b", "2024-01-02", "day", 0),
        ("a", None, "none", 1),
    )
    query = TrendQuery(by="month", sources=("a",))
    assert launches_behind(frame, query, "month", Mark("automation", "2024-01"))["id"].tolist() == [1]
    assert count_trends(frame, query).periods[0].products == 1


@pytest.fixture
def frame(launches) -> pd.DataFrame:
    return launches(
        ("a", "2024-01-31", "day", 1),
        ("b", "2024-02-01", "day", 1),
        ("b", "2024-03-31", "day", 0),
        ("b", "2024-04-01", "day", 1),
    )


def test_a_mark_of_several_periods_counts_the_first_and_the_last_too(frame):
    behind = launches_behind(frame, TrendQuery(), "month", Mark(ALL, "2024-02", last="2024-03"))
    assert behind["id"].tolist() == [2, 3]


def test_every_condition_holds_and_a_capability_can_be_one(frame):
    mark = Mark(ALL, "2024-01", (("source", "b"), (WITH, "automation")), "2024-04")
    assert launches_behind(frame, TrendQuery(), "month", mark)["id"].tolist() == [2, 4]


@pytest.mark.parametrize(
    "condition", [("source", "c"), (WITH, "magic"), ("id", "1"), ("launched_on", "2024-01-31"), ("planet", "mars")]
)
def test_a_condition_that_the_frame_lacks_is_unknown(frame, condition: tuple[str, str]):
    assert is_known(Mark(ALL, "2024-01", (("source", "b"), (WITH, "automation"))), frame)
    assert not is_known(Mark(ALL, "2024-01", (condition,)), frame)
