"""The share of each capability over time."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.axes import period_axis, shade_unfinished
from dashboard.charts.theme import OUTLINE, Style, dress, plain
from dashboard.messages import Translator, mark
from dashboard.trends.marks import Mark
from dashboard.trends.series import Point, Trends

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
    thin dotted line crosses what is unfinished, and periods without a product, whose share nobody knows.
    """
    figure = go.Figure()
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
        xaxis=period_axis([count.period for count in trends.periods], trends.by),
        yaxis={
            "title": {"text": t("share of tagged products")},
            "tickformat": ".0%",
            "rangemode": "tozero",
        },
    )


def _add_lines(figure: go.Figure, series: Sequence[Point], style: Style) -> None:
    periods = [point.period for point in series]
    finished = [None if point.unfinished else point.observed for point in series]
    shared = {"mode": "lines", "hoverinfo": "skip", "showlegend": False, "legendgroup": style.title}
    figure.add_scatter(
        x=periods,
        y=[point.observed for point in series],
        connectgaps=True,
        line={"color": style.color, "width": 1, "dash": "dot"},
        opacity=0.6,
        **shared,
    )
    figure.add_scatter(x=periods, y=finished, connectgaps=False, line={"color": style.color, "width": 2.5}, **shared)


def _add_marks(
    figure: go.Figure, series: Sequence[Point], style: Style, largest: int, *, t: Translator, chosen: Mark | None
) -> None:
    shown = [point for point in series if point.observed is not None]
    picked = [chosen == Mark(point.capability, point.period) for point in shown]
    figure.add_scatter(
        x=[point.period for point in shown],
        y=[point.observed for point in shown],
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
        hovertext=[plain(_point_text(point, style, t)).replace("\n", "<br>") for point in shown],
        hoverinfo="text",
    )


def _point_text(point: Point, style: Style, t: Translator) -> str:
    values = {
        "title": style.title,
        "period": point.period,
        "share": point.observed or 0.0,
        "positives": point.positives,
        "tagged": point.tagged,
        "products": point.products,
    }
    if point.unfinished:
        return t(
            "{title} · {period}, unfinished\n{share:.1%}: {positives:,} of {tagged:,} tagged products\n"
            "Products: {products:,}",
            **values,
        )
    return t(
        "{title} · {period}\n{share:.1%}: {positives:,} of {tagged:,} tagged products\nProducts: {products:,}",
        **values,
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
