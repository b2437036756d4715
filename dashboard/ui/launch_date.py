"""A launch date in words, as exactly as it is known and no finer."""

from datetime import date

import pandas as pd

from dashboard.messages import Translator


def launch_date(day: date | None, precision: str, t: Translator) -> str:
    """Return a launch date for a person.

    >>> from dashboard.messages import english
    >>> launch_date(date(2024, 3, 20), "season", english), launch_date(date(2024, 3, 20), "month", english)
    ('about 2024-03', '2024-03')
    """
    if day is None or pd.isna(day):
        return t("no date")
    month = f"{day:%Y-%m}"
    if precision == "season":
        return t("about {month}", month=month)
    return {"day": day.isoformat(), "month": month}.get(precision, f"{day:%Y}")
