"""The number of products over time, by source."""

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.charts.axes import period_axis, shade_unfinished
from dashboard.charts.theme import OUTLINE, SOURCE_COLORS, dress, plain
from dashboard.messages import Translator, mark
from dashboard.trends.marks import ALL, Mark
from dashboard.trends.series import PeriodCount, Trends

TITLES = {
    "month": mark("Number of products by source, by month"),
    "quarter": mark("Number of products by source, by quarter"),
    "year": mark("Number of products by source, by year"),
}
#: Sources beyond this number share one colour and one name.
NAMED_SOURCES = len(SOURCE_COLORS) - 1


def products_figure(
    trends: Trends, names: Mapping[str, str], *, t: Translator, chosen: Mark | None = None
) -> go.Figure:
    """Draw how many products each period has, in a bar of its sources. A bar's `customdata` is "all" and its period."""
    figure = go.Figure()
    shade_unfinished(figure, trends)
    totals = _source_totals(trends)
    ranked = sorted(totals, key=lambda source: -totals[source])
    for index, source in enumerate(ranked[:NAMED_SOURCES]):
        _add_bars(figure, trends, (source,), names.get(source, source), SOURCE_COLORS[index], t=t, chosen=chosen)
    if rest := tuple(ranked[NAMED_SOURCES:]):
        _add_bars(figure, trends, rest, t("Other sources"), SOURCE_COLORS[-1], t=t, chosen=chosen)
    return dress(
        figure,
        title=t(TITLES[trends.by]),
        height=290,
        margin={"l": 64, "r": 16, "t": 76, "b": 40, "pad": 4},
        showlegend=True,
        barmode="stack",
        bargap=0.25,
        xaxis=period_axis([count.period for count in trends.periods], trends.by),
        yaxis={"title": {"text": t("products")}, "tickformat": ",d", "rangemode": "tozero"},
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
