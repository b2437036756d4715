"""Durations, memory and energy as they are said."""

import pytest

from dashboard.messages import english
from dashboard.ui.quantities import duration, memory, watt_hours


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (3599, "59 min 59 s"), (7320, "2 h 2 min")]
)
def test_a_duration_is_said_in_two_units_at_most(seconds: float, said: str):
    assert duration(seconds, english) == said


def test_memory_is_said_in_megabytes_below_a_gigabyte():
    assert (memory(900.4, english), memory(1536, english)) == ("900 MB", "1.5 GB")


def test_little_energy_keeps_a_digit_that_says_something():
    assert watt_hours(0.012, 0.064, english) == "0.012 to 0.064 Wh"
    assert watt_hours(0.1, 0.51, english) == "0.10 to 0.51 Wh"
