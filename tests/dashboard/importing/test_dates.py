"""Dates as people write them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.importing.dates import DateError, open_order, parse_date

FIFTH_OF_MARCH = (date(2024, 3, 5), "day")


@pytest.mark.parametrize(
    "written",
    [
        *("2024-03-05", "2024/3/5", "2024.03.05", "05.03.2024", "5.3.2024", "20240305"),
        *(
            "March 5, 2024",
            "Mar 5 2024",
            "5 March 2024",
            "5-Mar-2024",
            "March 5th, 2024",
            "Tue, 05 Mar 2024 10:00:00 GMT",
        ),
        *("2024年3月5日", "2024 年 3 月 5 日", "2024年03月05號", "２０２４年３月５日"),
        *("2024-03-05T23:59:59+08:00", "2024-03-05 00:01", "2024-03-05T10:00:00Z", "2024/3/5 10:00"),
    ],
)
def test_a_day_is_read_in_many_forms(written: str):
    assert parse_date(written) == FIFTH_OF_MARCH


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2024", date(2024, 1, 1), "year"),
        ("2024.0", date(2024, 1, 1), "year"),
        ("2024年", date(2024, 1, 1), "year"),
        ("2024-03", date(2024, 3, 1), "month"),
        ("2024年3月", date(2024, 3, 1), "month"),
        ("03/2024", date(2024, 3, 1), "month"),
        ("March 2024", date(2024, 3, 1), "month"),
        ("W24", date(2024, 3, 20), "season"),
        ("X25", date(2025, 6, 10), "season"),
        ("S21", date(2021, 8, 25), "season"),
        ("IK12", date(2012, 8, 25), "season"),
        ("F24", date(2024, 12, 5), "season"),
        ("Summer 2021", date(2021, 8, 25), "season"),
    ],
)
def test_a_coarser_date_keeps_its_precision(written: str, day: date, precision: str):
    assert parse_date(written) == (day, precision)


def test_no_date_is_no_error():
    assert parse_date(" ") == (None, "none")


def test_the_order_of_day_and_month_is_told_or_plain_but_never_guessed():
    assert parse_date("05/03/2024", day_first=True) == FIFTH_OF_MARCH
    assert parse_date("03/05/2024", day_first=False) == FIFTH_OF_MARCH
    assert parse_date("13/03/2024") == (date(2024, 3, 13), "day")
    assert parse_date("03/13/2024") == (date(2024, 3, 13), "day")
    assert parse_date("03/03/2024") == (date(2024, 3, 3), "day")
    with pytest.raises(DateError, match="Which number is the day is left open"):
        parse_date("05/03/2024")


def test_one_date_of_a_column_tells_the_order_of_all():
    assert open_order(["05/03/2024", "13/03/2024", "2024-01-01", ""]) is True
    assert open_order(["05/03/2024", "03/13/2024"]) is False
    assert open_order(["2024-03-05", "03/03/2024", "W24"]) is None


@pytest.mark.parametrize("column", [["05/03/2024"], ["05/03/2024", "13/03/2024", "03/13/2024"]])
def test_a_column_without_or_with_two_answers_is_open(column: list[str]):
    with pytest.raises(DateError):
        open_order(column)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2199-01-01", "The date lies more than a year ahead."),
        ("1969-12-31", "The date lies before 1970."),
        ("2024-02-30", "There is no such day."),
        ("2024-13-01", "There is no such day."),
        ("0000", "There is no such day."),
        ("Foo 5, 2024", "There is no such day."),
        ("soon", "This is no date that can be read."),
        ("03/04/24", "This is no date that can be read."),
        ("1" * 20_000, "This is no date that can be read."),
        ("2024-01-01 " + "1" * 20_000, "This is no date that can be read."),
    ],
)
def test_an_impossible_date_says_why(written: str, said: str):
    with pytest.raises(DateError) as error:
        parse_date(written)
    assert str(error.value).startswith(said)


def test_a_launch_may_be_announced_a_year_ahead():
    soon = datetime.now(UTC).date() + timedelta(days=365)
    assert parse_date(soon.isoformat()) == (soon, "day")
