"""A time axis whose labels we write ourselves: Plotly's own would be English months."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.theme import GREY
from dashboard.trends.periods import PER_YEAR, By, ordinal, parse_day
from dashboard.trends.series import Trends

MOST_TICKS = 9
_STEPS: dict[By, tuple[int, ...]] = {
    "month": (1, 2, 3, 6, 12, 24, 60, 120),
    "quarter": (1, 2, 4, 8, 20, 40),
    "year": (1, 2, 5, 10),
}


def period_axis(periods: Sequence[str], by: By) -> dict[str, Any]:
    """Return Plotly's settings for an axis of periods: few labels, at the start of years where they are far apart."""
    numbers = [ordinal(parse_day(period), by) for period in periods]
    step = next((step for step in _STEPS[by] if len(periods) / step <= MOST_TICKS), _STEPS[by][-1])
    ticks = [period for period, number in zip(periods, numbers, strict=True) if number % step == 0]
    whole_years = step % PER_YEAR[by] == 0
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(periods),
        "range": [-0.6, len(periods) - 0.4],
        "tickvals": ticks,
        "ticktext": [tick[:4] if whole_years else tick for tick in ticks],
    }


def shade_unfinished(figure: go.Figure, trends: Trends) -> None:
    """Lay a grey band behind every unfinished period of a figure."""
    for place, period in enumerate(trends.periods):
        if period.unfinished:
            figure.add_vrect(x0=place - 0.5, x1=place + 0.5, fillcolor=GREY, opacity=0.18, line_width=0, layer="below")
