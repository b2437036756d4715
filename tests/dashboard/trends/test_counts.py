"""Counting launches by period and capability, with data that a reader can add up."""

from datetime import date

import pytest

from dashboard.messages import RequestError
from dashboard.trends.counts import count_trends
from dashboard.trends.query import TrendQuery, suitable_period
from dashboard.trends.series import PeriodCount, Point


def test_a_share_is_positives_over_tagged_products(launches):
    trends = count_trends(
        launches(
            ("ph", "2024-01-05", "day", 1),
            ("ph", "2024-01-20", "day", 0),
            ("ph", "2024-01-31", "day", 0),
            ("ph", "2024-01-31", "day", -1),
        ),
        TrendQuery(by="month"),
    )
    assert trends.points == (Point("automation", "2024-01", 4, 3, 1, 1 / 3, unfinished=False),)
    assert trends.left_out.untagged == (("automation", 1),)


def test_a_period_without_products_is_a_gap_and_not_a_zero(launches):
    trends = count_trends(
        launches(("ph", "2024-01-31", "day", 1), ("ph", "2024-03-31", "day", 0)), TrendQuery(by="month")
    )
    assert [(point.period, point.products, point.observed) for point in trends.points] == [
        ("2024-01", 1, 1.0),
        ("2024-02", 0, None),
        ("2024-03", 1, 0.0),
    ]


def test_each_precision_counts_in_the_periods_that_it_can_be_placed_in(launches):
    frame = launches(
        ("a", "2024-03-20", "day", 1),
        ("a", "2024-03-01", "month", 1),
        ("a", "2024-03-20", "season", 1),
        ("a", "2024-01-01", "year", 1),
        ("a", None, "none", 1),
    )
    counted = {by: count_trends(frame, TrendQuery(by=by)) for by in ("month", "quarter", "year")}
    assert {by: sum(period.products for period in trends.periods) for by, trends in counted.items()} == {
        "month": 2,
        "quarter": 3,
        "year": 4,
    }
    assert counted["month"].left_out.no_date == 1
    assert dict(counted["month"].left_out.too_coarse) == {"season": 1, "year": 1}
    assert dict(counted["quarter"].left_out.too_coarse) == {"year": 1}
    assert counted["year"].left_out.too_coarse == ()


def test_the_last_period_is_unfinished_by_its_own_sources_last_date(launches):
    trends = count_trends(
        launches(
            ("a", "2024-01-31", "day", 1),
            ("b", "2024-01-15", "day", 1),
            ("b", "2024-02-10", "day", 1),
        ),
        TrendQuery(by="month"),
    )
    assert trends.periods == (
        PeriodCount("2024-01", 2, (("a", 1), ("b", 1)), unfinished=()),
        PeriodCount("2024-02", 1, (("a", 0), ("b", 1)), unfinished=("b",)),
    )
    assert [point.unfinished for point in trends.points] == [False, True]
    assert dict(trends.last_days) == {"a": date(2024, 1, 31), "b": date(2024, 2, 10)}


def test_a_batch_finishes_its_own_quarter_but_not_its_year(launches):
    frame = launches(("yc", "2024-03-20", "season", 1))
    assert [count_trends(frame, TrendQuery(by=by)).points[0].unfinished for by in ("quarter", "year")] == [False, True]


def test_a_chosen_range_does_not_make_a_finished_period_unfinished(launches):
    frame = launches(("a", "2024-01-15", "day", 1), ("a", "2024-03-31", "day", 1))
    trends = count_trends(frame, TrendQuery(by="month", end=date(2024, 1, 1)))
    assert [(point.period, point.unfinished) for point in trends.points] == [("2024-01", False)]


def test_a_range_counts_the_periods_of_its_ends_as_wholes(launches):
    frame = launches(*(("a", f"2024-0{month}-15", "day", 1) for month in range(1, 8)))
    query = TrendQuery(by="quarter", start=date(2024, 2, 20), end=date(2024, 4, 1))
    assert [(period.period, period.products) for period in count_trends(frame, query).periods] == [
        ("2024-Q1", 3),
        ("2024-Q2", 3),
    ]


def test_source_and_language_choose_what_is_counted_and_what_is_left_out(launches):
    frame = launches(
        ("a", "2024-01-31", "day", 1),
        ("b", "2024-01-31", "day", 0),
        ("b", None, "none", 0),
        languages=["en", "zh", "zh"],
    )
    by_source = count_trends(frame, TrendQuery(by="month", sources=("a",)))
    by_language = count_trends(frame, TrendQuery(by="month", languages=("zh",)))
    assert [(point.tagged, point.positives) for point in by_source.points] == [(1, 1)]
    assert by_source.left_out.no_date == 0
    assert [(point.tagged, point.positives) for point in by_language.points] == [(1, 0)]
    assert by_language.left_out.no_date == 1


def test_products_are_counted_where_nothing_is_tagged(launches):
    trends = count_trends(launches(("a", "2024-01-31", "day", -1)), TrendQuery(by="month"))
    assert [(point.products, point.tagged, point.observed) for point in trends.points] == [(1, 0, None)]
    assert not trends.is_tagged


def test_an_empty_store_has_no_period(launches):
    trends = count_trends(launches(), TrendQuery())
    assert (trends.periods, trends.points, trends.left_out.no_date) == ((), (), 0)


def test_launches_without_dates_alone_are_counted_as_left_out(launches):
    trends = count_trends(launches(("a", None, "none", 1)), TrendQuery())
    assert (trends.periods, trends.left_out.no_date) == ((), 1)


@pytest.mark.parametrize(
    ("precision", "by", "sentence"),
    [
        ("season", "month", r"Of the dated products \(1\) none is known to the month.*Count by quarter or by year"),
        ("year", "month", r"only the year is known.*Count by year"),
        ("year", "quarter", r"only the year is known.*Count by year"),
    ],
)
def test_a_period_finer_than_every_date_is_refused(launches, precision: str, by, sentence: str):
    with pytest.raises(RequestError, match=sentence):
        count_trends(launches(("a", "2024-03-20", precision, 1)), TrendQuery(by=by))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (TrendQuery(sources=("c",)), "No product has the source 'c'. The store has: a."),
        (TrendQuery(languages=("fr",)), "No product has the language 'fr'. The store has: en."),
        (TrendQuery(capabilities=("magic",)), "There is no capability 'magic'. The label set is: automation."),
        (TrendQuery(start=date(2024, 2, 1), end=date(2024, 1, 1)), "from 2024-02-01 to 2024-01-01"),
    ],
)
def test_a_query_for_what_is_not_there_is_refused_by_name(launches, query: TrendQuery, sentence: str):
    with pytest.raises(RequestError, match=sentence):
        count_trends(launches(("a", "2024-01-31", "day", 1)), query)


def test_the_default_period_is_the_finest_that_nine_in_ten_dates_know(launches):
    day, season = ("a", "2024-01-31", "day", 1), ("a", "2024-03-20", "season", 1)
    assert suitable_period(launches(*[day] * 9, season)) == "month"
    assert suitable_period(launches(*[day] * 8, season)) == "quarter"
    assert suitable_period(launches(("a", "2024-01-01", "year", 1))) == "year"
    assert suitable_period(launches(("a", None, "none", 1))) == "quarter"
