"""Periods as numbers and as names."""

from datetime import date

import pandas as pd
import pytest

from dashboard.messages import RequestError
from dashboard.trends.periods import BY, first_day, label, last_day, ordinal, ordinals, parse_day


@pytest.mark.parametrize(
    ("by", "name", "first", "last"),
    [
        ("month", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", "2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("year", "2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_has_a_name_a_first_and_a_last_day(by, name: str, first: date, last: date):
    number = ordinal(first, by)
    assert (label(number, by), first_day(number, by), last_day(number, by)) == (name, first, last)
    assert ordinal(last, by) == number
    assert parse_day(name) == first


@pytest.mark.parametrize("by", BY)
def test_an_array_of_dates_and_a_single_day_agree(by):
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1)]
    assert ordinals(pd.Series(pd.to_datetime(days)), by).tolist() == [ordinal(day, by) for day in days]


def test_neighbouring_periods_differ_by_one_across_a_year():
    assert ordinal(date(2024, 1, 1), "month") - ordinal(date(2023, 12, 31), "month") == 1


def test_a_day_names_itself():
    assert parse_day(" 2024-05-31 ") == date(2024, 5, 31)


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-Q5", "2024-02-30", "24"])
def test_what_is_no_period_is_refused_with_examples(text: str):
    with pytest.raises(RequestError, match=r"is not a period.*Write 2024, 2024-Q2"):
        parse_day(text)
