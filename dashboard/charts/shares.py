"""The share of each capability over time."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.axes import period_axis, shade_unfinished
from dashboard.charts.share_words import point_text
from dashboard.charts.theme import OUTLINE, Style, dress, plain, see_through
from dashboard.messages import Translator, mark
from dashboard.trends.marks import Mark
from dashboard.trends.series import Point, Trends

#: Light enough that four bands over each other can be told apart.
BAND_OPACITY = 0.16
TITLES = {
    "month": mark("Share of products that offer each capability, by month"),
    "quarter": mark("Share of products that offer each capability, by quarter"),
    "year": mark("Share of products that offer each capability, by year"),
}


def shares_figure(
    trends: Trends, styles: Mapping[str, Style], *, t: Translator, chosen: Mark | None = None
) -> go.Figure:
    """Draw a line a capability over the periods. A mark's `customdata` is its capability and its period.

    A mark grows with the number of tagged products. An unfinished period is shaded grey and its marks are hollow. A
    thin dotted line crosses what is unfinished, and periods without a product, whose share nobody knows. Where shares
    are corrected, their bands are areas behind the lines.
    """
    figure = go.Figure()
    for capability in trends.capabilities:
        _add_bands(figure, trends.series(capability), styles[capability])
    largest = max((point.tagged for point in trends.points), default=0)
    for capability in trends.capabilities:
        series, style = trends.series(capability), styles[capability]
        _add_lines(figure, series, style)
        _add_marks(figure, series, style, largest, t=t, chosen=chosen)
    shade_unfinished(figure, trends)
    return dress(
        figure,
        title=t(TITLES[trends.by]),
        subtitle=_extent(trends, t),
        height=430,
        # Below the axis the names may take two rows, as they do on a narrow page; above, they would cover the subtitle.
        legend={"y": -0.13, "yanchor": "top"},
        margin={"t": 72, "b": 84},
        xaxis=period_axis([count.period for count in trends.periods], trends.by),
        yaxis={
            "title": {"text": t("corrected share") if trends.is_corrected else t("share of tagged products")},
            "tickformat": ".0%",
            "rangemode": "tozero",
        },
    )


def _add_bands(figure: go.Figure, series: Sequence[Point], style: Style) -> None:
    """Lay the band behind the line, as an area: over periods without a product too, as the dotted line is."""
    known = [point for point in series if point.low is not None]
    if len(known) < 2:
        return
    periods = [point.period for point in known]
    figure.add_scatter(
        x=[*periods, *reversed(periods)],
        y=[*(point.high for point in known), *(point.low for point in reversed(known))],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=see_through(style.color, BAND_OPACITY),
        hoverinfo="skip",
        showlegend=False,
        legendgroup=style.title,
    )


def _lone_bar(shown: Sequence[Point], style: Style) -> dict[str, Any]:
    """Return Plotly's error bar for the mark of a series that has one alone: no area can show its band."""
    bar = {"type": "data", "symmetric": False, "color": style.color, "thickness": 1.5, "width": 6, "visible": False}
    if len(shown) != 1:
        return bar
    low, high, share = shown[0].low, shown[0].high, shown[0].share
    if low is None or high is None or share is None:
        return bar
    return bar | {"visible": True, "array": [high - share], "arrayminus": [share - low]}


def _add_lines(figure: go.Figure, series: Sequence[Point], style: Style) -> None:
    periods = [point.period for point in series]
    finished = [None if point.unfinished else point.share for point in series]
    shared = {"mode": "lines", "hoverinfo": "skip", "showlegend": False, "legendgroup": style.title}
    figure.add_scatter(
        x=periods,
        y=[point.share for point in series],
        connectgaps=True,
        line={"color": style.color, "width": 1, "dash": "dot"},
        opacity=0.6,
        **shared,
    )
    figure.add_scatter(x=periods, y=finished, connectgaps=False, line={"color": style.color, "width": 2.5}, **shared)


def _add_marks(
    figure: go.Figure, series: Sequence[Point], style: Style, largest: int, *, t: Translator, chosen: Mark | None
) -> None:
    shown = [point for point in series if point.share is not None]
    picked = [chosen == Mark(point.capability, point.period) for point in shown]
    figure.add_scatter(
        x=[point.period for point in shown],
        y=[point.share for point in shown],
        error_y=_lone_bar(shown, style),
        mode="markers",
        cliponaxis=False,
        name=plain(style.title),
        legendgroup=style.title,
        marker={
            "color": ["rgba(0,0,0,0)" if point.unfinished else style.color for point in shown],
            "size": [
                5 + 3 * (point.tagged / largest) ** 0.5 + 5 * here for point, here in zip(shown, picked, strict=True)
            ],
            "line": {
                "width": [3 if here else 1.5 for here in picked],
                "color": [OUTLINE if here else style.color for point, here in zip(shown, picked, strict=True)],
            },
            "opacity": 1,
        },
        customdata=[[point.capability, point.period] for point in shown],
        hovertext=[plain(point_text(point, style.title, t)).replace("\n", "<br>") for point in shown],
        hoverinfo="text",
    )


def _extent(trends: Trends, t: Translator) -> str:
    if not trends.periods:
        return ""
    return t(
        "{first} to {last}, products: {count:,}",
        first=trends.periods[0].period,
        last=trends.periods[-1].period,
        count=sum(period.products for period in trends.periods),
    )
