"""Read a date as people write it, with its precision. Nothing is guessed.

A coarse date stands at the first day of what it names; a batch stands at its demo day (see BATCH_DAYS).
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from dashboard.messages import Message, message

#: Month and day at which a batch of Y Combinator presents itself, by the letter before its year.
BATCH_DAYS = {"W": (3, 20), "X": (6, 10), "S": (8, 25), "IK": (8, 25), "F": (12, 5)}
_SEASONS = {"winter": "W", "spring": "X", "summer": "S", "fall": "F", "autumn": "F"}
_MONTH_NAMES = (
    *(("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun")),
    *(("july", "jul"), ("august", "aug"), ("september", "sep", "sept"), ("october", "oct"), ("november", "nov")),
    ("december", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
FIRST_YEAR = 1970
_LONGEST_DATE = 64
_LONGEST_NOTICE = timedelta(days=366)

Dated = tuple[date | None, str]
NO_DATE: Dated = (None, "none")


class DateError(ValueError):
    """A date that can't be taken; `said` tells why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.text())
        self.said = said


_TIME = r"(?:[T\s,]+\d{1,2}:\d{2}.*|[T\s].*\d{1,2}:\d{2}.*)?"
_DAY_LAST = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号號]?{_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"(\d{4})(?:\.0+|\s*年)?")
_MONTH_LAST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{4})")
_DOTTED = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}){_TIME}")
_OPEN = re.compile(rf"(\d{{1,2}})[-/](\d{{1,2}})[-/](\d{{4}}){_TIME}")
_WEEKDAY = r"(?:[A-Za-z]{3,9},\s*)?"
_NAMED_MONTH_FIRST = re.compile(rf"{_WEEKDAY}([A-Za-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}")
_NAMED_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+([A-Za-z]{{3,9}})\.?,?[\s-]+(\d{{4}}){_TIME}"
)
_NAMED_MONTH = re.compile(r"([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})")
_BATCH = re.compile(r"(W|X|S|IK|F)(\d{2})")


def parse_date(value: str, day_first: bool | None = None) -> Dated:
    """Return the day that `value` stands for and its precision, or raise DateError.

    `day_first` says how to read 03/04/2024. A time of day is passed over: the day counts as it is written.

    >>> parse_date("2024年3月5日")
    (datetime.date(2024, 3, 5), 'day')
    >>> parse_date("S21")
    (datetime.date(2021, 8, 25), 'season')
    """
    return _parse(value.strip(), day_first, datetime.now(UTC).date())


def open_order(values: Iterable[str]) -> bool | None:
    """Tell by which order the dates of a column are written: True day first, False month first.

    None where no date leaves it open. Raises DateError where one does and no other decides it, or two contradict.
    """
    day_first = month_first = is_open = False
    for value in values:
        if found := _OPEN.fullmatch(value.strip()):
            first, second = int(found[1]), int(found[2])
            day_first |= first > 12
            month_first |= second > 12
            is_open |= first <= 12 and second <= 12 and first != second
    if not is_open:
        return None
    if day_first == month_first:
        raise DateError(message("The order of day and month is open."))
    return day_first


def has_open_form(value: str) -> bool:
    """Tell whether a date is written in a form whose order of day and month depends on where it was written."""
    return value[:1].isdigit() and len(value) <= _LONGEST_DATE and _OPEN.fullmatch(value.strip()) is not None


@lru_cache(maxsize=1 << 16)
def _parse(value: str, day_first: bool | None, today: date) -> Dated:
    if not value:
        return NO_DATE
    for pattern, read in _FORMS if len(value) <= _LONGEST_DATE else ():
        if found := pattern.fullmatch(value):
            return _check(read(*found.groups()), today)
    if found := _OPEN.fullmatch(value[: _LONGEST_DATE + 1]):
        return _check((_ordered(int(found[1]), int(found[2]), int(found[3]), day_first), "day"), today)
    raise DateError(
        message(
            "This is no date that can be read. Known forms are 2024-03-05, 2024/3/5, 05.03.2024, March 5, 2024, "
            "2024年3月5日, a year, a year and month, and a batch such as W24. Write it in one of them, "
            "or leave it empty."
        )
    )


def _day(year: str, month: str, day: str) -> Dated:
    return _date(int(year), int(month), int(day)), "day"


def _month(year: str, month: str) -> Dated:
    return _date(int(year), int(month), 1), "month"


def _named_month(name: str, year: str) -> Dated:
    season = _SEASONS.get(name.lower())
    return _batch(season, year[2:]) if season else _month(year, _month_number(name))


def _batch(letters: str, year: str) -> Dated:
    return _date(2000 + int(year), *BATCH_DAYS[letters]), "season"


def _month_number(name: str) -> str:
    return str(_MONTHS.get(name.lower(), 0))


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Dated]], ...] = (
    (_DAY_LAST, _day),
    (_BATCH, _batch),
    (_YEAR, lambda year: (_date(int(year), 1, 1), "year")),
    (_COMPACT, _day),
    (_MONTH_LAST, _month),
    (_MONTH_FIRST, lambda month, year: _month(year, month)),
    (_DOTTED, lambda day, month, year: _day(year, month, day)),
    (_NAMED_MONTH_FIRST, lambda name, day, year: _day(year, _month_number(name), day)),
    (_NAMED_DAY_FIRST, lambda day, name, year: _day(year, _month_number(name), day)),
    (_NAMED_MONTH, _named_month),
)


def _ordered(first: int, second: int, year: int, day_first: bool | None) -> date:
    if day_first is None and first <= 12 and second <= 12 and first != second:
        raise DateError(message("Which number is the day is left open. Say whether the day or the month comes first."))
    if day_first is None:
        day_first = first > 12
    return _date(year, second, first) if day_first else _date(year, first, second)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateError(message("There is no such day. Correct the date, or leave it empty.")) from error


def _check(dated: Dated, today: date) -> Dated:
    day = dated[0]
    if day is not None and day.year < FIRST_YEAR:
        raise DateError(
            message(
                "The date lies before {year}. No launch is older here. Correct it, or leave it empty.", year=FIRST_YEAR
            )
        )
    if day is not None and day > today + _LONGEST_NOTICE:
        raise DateError(
            message("The date lies more than a year ahead. A launch has happened. Correct it, or leave it empty.")
        )
    return dated
