"""Figures as a person reads them."""

from dashboard.training.scoreboard import Interval


def figure(interval: Interval) -> str:
    """Return a value with its interval, or a dash."""
    if interval.value is None or interval.low is None or interval.high is None:
        return short(interval)
    return f"{interval.value:.2f} ({interval.low:.2f}–{interval.high:.2f})"


def short(interval: Interval) -> str:
    """Return a value alone, or a dash."""
    return "–" if interval.value is None else f"{interval.value:.2f}"


def percent(share: float | None) -> str:
    """Return a share as a person reads it, or a dash."""
    return "–" if share is None else f"{share:.1%}"
