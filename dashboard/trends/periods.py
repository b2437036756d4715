"""Calendar periods: a month, a quarter or a year as an ordinal number that arrays can count with.

A month's ordinal is 12 times its year plus its month from 0, and so on: neighbours differ by one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from dashboard.messages import RequestError, message

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

By = Literal["month", "quarter", "year"]
BY: tuple[By, ...] = get_args(By)

#: How many periods a year has.
PER_YEAR: dict[By, int] = {"month": 12, "quarter": 4, "year": 1}
#: The precisions of a launch date that place it in a period of this length.
PRECISE_ENOUGH: dict[By, tuple[str, ...]] = {
    "month": ("day", "month"),
    "quarter": ("day", "month", "season"),
    "year": ("day", "month", "season", "year"),
}
#: The period whose end a date of this precision vouches for; a day vouches for itself. A season is a batch, dated
#: within a quarter of its own: when it is there, that quarter's launches are.
COVERS: dict[str, By] = {"month": "month", "season": "quarter", "year": "year"}

_LABEL = re.compile(r"(?P<year>\d{4})(-Q(?P<quarter>[1-4])|-(?P<month>\d{2})(-(?P<day>\d{2}))?)?", re.IGNORECASE)


def ordinals(dates: pd.Series[pd.Timestamp], by: By) -> np.ndarray:
    """Return the ordinal of the period that each date falls in (n,); the dates are all there."""
    months = dates.dt.year.to_numpy() * 12 + dates.dt.month.to_numpy() - 1
    numbers: np.ndarray = (months // (12 // PER_YEAR[by])).astype("int64")
    return numbers


def ordinal(day: date, by: By) -> int:
    """Return the ordinal of the period that a day falls in.

    >>> ordinal(date(2024, 5, 1), "quarter") - ordinal(date(2024, 3, 31), "quarter")
    1
    """
    return (day.year * 12 + day.month - 1) // (12 // PER_YEAR[by])


def label(number: int, by: By) -> str:
    """Return the name of a period.

    >>> label(ordinal(date(2024, 5, 1), "quarter"), "quarter")
    '2024-Q2'
    """
    year, part = divmod(number, PER_YEAR[by])
    return {"month": f"{year:04d}-{part + 1:02d}", "quarter": f"{year:04d}-Q{part + 1}", "year": f"{year:04d}"}[by]


def first_day(number: int, by: By) -> date:
    """Return the first day of a period."""
    year, part = divmod(number, PER_YEAR[by])
    return date(year, part * (12 // PER_YEAR[by]) + 1, 1)


def last_day(number: int, by: By) -> date:
    """Return the last day of a period."""
    return first_day(number + 1, by) - timedelta(days=1)


def parse_day(text: str) -> date:
    """Return the first day of what a person named: a year, a quarter, a month or a day.

    >>> parse_day("2024-Q2")
    datetime.date(2024, 4, 1)
    """
    found = _LABEL.fullmatch(text.strip())
    if found:
        month = found["month"] or (int(found["quarter"]) * 3 - 2 if found["quarter"] else 1)
        try:
            return date(int(found["year"]), int(month), int(found["day"] or 1))
        except ValueError:
            pass  # The shape is right and the calendar has no such day: the sentence below fits as well.
    raise RequestError(
        message(
            "{text!r} is not a period. A period is a year, a quarter, a month or a day. "
            "Write 2024, 2024-Q2, 2024-05 or 2024-05-31.",
            text=text,
        )
    )
