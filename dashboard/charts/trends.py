"""The charts of the Trends page."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.axes import period_axis
from dashboard.charts.theme import GREY, OUTLINE, SOURCE_COLORS, Style, dress, plain
from dashboard.messages import Translator, mark
from dashboard.trends.marks import ALL, Mark
from dashboard.trends.series import PeriodCount, Point, Trends

SHARE_TITLES = {
    "month": mark("Share of products that offer each capability, by month"),
    "quarter": mark("Share of products that offer each capability, by quarter"),
    "year": mark("Share of products that offer each capability, by year"),
}
PRODUCT_TITLES = {
    "month": mark("Number of products by source, by month"),
    "quarter": mark("Number of products by source, by quarter"),
    "year": mark("Number of products by source, by year"),
}
#: Sources beyond this number share one colour and one name.
NAMED_SOURCES = len(SOURCE_COLORS) - 1


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
    _shade_unfinished(figure, trends)
    return dress(
        figure,
        title=t(SHARE_TITLES[trends.by]),
        subtitle=_extent(trends, t),
        height=430,
        xaxis=period_axis([count.period for count in trends.periods], trends.by),
        yaxis={
            "title": {"text": t("share of tagged products")},
            "tickformat": ".0%",
            "rangemode": "tozero",
        },
    )


def products_figure(
    trends: Trends, names: Mapping[str, str], *, t: Translator, chosen: Mark | None = None
) -> go.Figure:
    """Draw how many products each period has, in a bar of its sources. A bar's `customdata` is "all" and its period."""
    figure = go.Figure()
    _shade_unfinished(figure, trends)
    totals = _source_totals(trends)
    ranked = sorted(totals, key=lambda source: -totals[source])
    for index, source in enumerate(ranked[:NAMED_SOURCES]):
        _add_bars(figure, trends, (source,), names.get(source, source), SOURCE_COLORS[index], t=t, chosen=chosen)
    if rest := tuple(ranked[NAMED_SOURCES:]):
        _add_bars(figure, trends, rest, t("Other sources"), SOURCE_COLORS[-1], t=t, chosen=chosen)
    return dress(
        figure,
        title=t(PRODUCT_TITLES[trends.by]),
        height=290,
        margin={"l": 64, "r": 16, "t": 76, "b": 40, "pad": 4},
        showlegend=True,
        barmode="stack",
        bargap=0.25,
        xaxis=period_axis([count.period for count in trends.periods], trends.by),
        yaxis={"title": {"text": t("products")}, "tickformat": ",d", "rangemode": "tozero"},
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


def _shade_unfinished(figure: go.Figure, trends: Trends) -> None:
    for place, period in enumerate(trends.periods):
        if period.unfinished:
            figure.add_vrect(x0=place - 0.5, x1=place + 0.5, fillcolor=GREY, opacity=0.18, line_width=0, layer="below")


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


def _add_bars(
    figure: go.Figure,
    trends: Trends,
    sources: tuple[str, ...],
    name: str,
    color: str,
    *,
    t: Translator,
    chosen: Mark | None,
) -> None:
    numbers = [sum(count for source, count in period.by_source if source in sources) for period in trends.periods]
    shown = [(period, number) for period, number in zip(trends.periods, numbers, strict=True) if number]
    unfinished = [any(source in sources for source in period.unfinished) for period, _ in shown]
    picked = [chosen == Mark(ALL, period.period) for period, _ in shown]
    figure.add_bar(
        x=[period.period for period, _ in shown],
        y=[number for _, number in shown],
        name=plain(name),
        marker={
            "color": color,
            "opacity": [0.5 if part else 1.0 for part in unfinished],
            "line": {"color": OUTLINE, "width": [2 if here else 0 for here in picked]},
        },
        customdata=[[ALL, period.period] for period, _ in shown],
        hovertext=[
            plain(_bar_text(period, number, name, part, t)).replace("\n", "<br>")
            for (period, number), part in zip(shown, unfinished, strict=True)
        ],
        hoverinfo="text",
    )


def _bar_text(period: PeriodCount, number: int, name: str, unfinished: bool, t: Translator) -> str:
    values = {"name": name, "period": period.period, "number": number, "products": period.products}
    if unfinished:
        return t("{name} · {period}, unfinished\n{number:,} of {products:,} products", **values)
    return t("{name} · {period}\n{number:,} of {products:,} products", **values)


def _source_totals(trends: Trends) -> dict[str, int]:
    totals: dict[str, int] = {}
    for period in trends.periods:
        for source, count in period.by_source:
            totals[source] = totals.get(source, 0) + count
    return totals


def _extent(trends: Trends, t: Translator) -> str:
    if not trends.periods:
        return ""
    return t(
        "{first} to {last}, products: {count:,}",
        first=trends.periods[0].period,
        last=trends.periods[-1].period,
        count=sum(period.products for period in trends.periods),
    )
