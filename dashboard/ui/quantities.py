"""Durations, memory and energy as a reader says them."""

import math

from dashboard.messages import Translator


def duration(seconds: float, t: Translator) -> str:
    """Return a duration in whole seconds, from a minute on in minutes and seconds, from an hour on without seconds."""
    whole = round(seconds)
    if whole < 60:
        return t("{seconds} s", seconds=whole)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return t("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    return t("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)


def memory(megabytes: float, t: Translator) -> str:
    """Return an amount of memory: from 1,000 MB on in GB."""
    if megabytes < 1000:
        return t("{megabytes:.0f} MB", megabytes=megabytes)
    return t("{gigabytes:.1f} GB", gigabytes=megabytes / 1024)


def watt_hours(low: float, high: float, t: Translator) -> str:
    """Return a range of energy: below a tenth of a watt hour with three digits, else with two."""
    digits = 3 if high < 0.1 else 2
    return t("{low} to {high} Wh", low=f"{low:.{digits}f}", high=f"{high:.{digits}f}")


def minutes_range(low: float, high: float, t: Translator) -> str:
    """Return a range of minutes, in whole ones, the ends rounded outwards."""
    if high <= 1:
        return t("up to a minute")
    return t("{low} to {high} minutes", low=max(1, math.floor(low)), high=max(2, math.ceil(high)))
