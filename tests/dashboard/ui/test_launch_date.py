"""Launch dates in words."""

from datetime import date

import pandas as pd
import pytest

from dashboard.messages import english
from dashboard.ui.launch_date import launch_date


@pytest.mark.parametrize(
    ("precision", "said"),
    [("day", "2024-03-20"), ("month", "2024-03"), ("season", "about 2024-03"), ("year", "2024")],
)
def test_a_date_is_said_no_finer_than_it_is_known(precision: str, said: str):
    assert launch_date(date(2024, 3, 20), precision, english) == said


@pytest.mark.parametrize("missing", [None, pd.NaT])
def test_a_missing_date_is_said(missing):
    assert launch_date(missing, "none", english) == "no date"
