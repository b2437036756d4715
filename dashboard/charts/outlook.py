"""One capability with its breaks and its forecast."""

import plotly.graph_objects as go

from dashboard.charts.axes import period_axis
from dashboard.charts.theme import GREY, OUTLINE, Style, dress, plain
from dashboard.messages import Translator
from dashboard.trends.outlook import Forecast, OutlookReport, Series, Step

#: Room for a legend of two rows on a narrow page, and below it for the names of breaks.
TOP = 150


def outlook_figure(
    report: OutlookReport, series: Series, style: Style, *, t: Translator, point: str | None = None
) -> go.Figure:
    """Draw the share, the drift with its steps, and the forecast where it may be shown.

    `customdata` of a mark is its capability and its period. A step is a line at the first period of its new level; the
    periods that it may as well lie in are shaded.
    """
    forecast = series.forecast if series.forecast and series.forecast.backtest.is_better else None
    periods = [*series.periods, *(point.period for point in forecast.points)] if forecast else list(series.periods)
    figure = go.Figure()
    if forecast:
        _add_forecast(figure, forecast, style, t)
    _add_share(figure, series, style, t, point)
    if series.fitted:
        figure.add_scatter(
            x=series.periods,
            y=series.fitted,
            mode="lines",
            name=t("drift and steps"),
            line={"color": GREY, "width": 1.5, "dash": "dash"},
            hoverinfo="skip",
        )
    for step in series.steps:
        _add_step(figure, periods, step, t)
    return dress(
        figure,
        title=t("{title}: breaks and outlook", title=style.title),
        subtitle=t(
            "{first} to {last}, tagged products: {count:,}",
            first=series.periods[0],
            last=series.periods[-1],
            count=sum(series.totals),
        ),
        height=430,
        xaxis=period_axis(periods, report.by),
        yaxis={"title": {"text": t("share of tagged products")}, "tickformat": ".0%", "rangemode": "tozero"},
    ).update_layout(margin={"t": TOP}, legend={"y": 1.07})


def _add_share(figure: go.Figure, series: Series, style: Style, t: Translator, point: str | None) -> None:
    counts = list(zip(series.periods, series.positives, series.totals, strict=True))
    figure.add_scatter(
        x=series.periods,
        y=[own / every for _, own, every in counts],
        mode="lines+markers",
        name=plain(style.title),
        line={"color": style.color, "width": 2.5},
        marker={
            "size": 7,
            "line": {"width": [3 if period == point else 0 for period in series.periods], "color": OUTLINE},
        },
        customdata=[[series.capability, period] for period in series.periods],
        hovertext=[
            plain(
                t(
                    "{period}\n{share:.1%}: {positives:,} of {tagged:,} tagged products",
                    period=period,
                    share=own / every,
                    positives=own,
                    tagged=every,
                )
            ).replace("\n", "<br>")
            for period, own, every in counts
        ],
        hoverinfo="text",
    )


def _add_forecast(figure: go.Figure, forecast: Forecast, style: Style, t: Translator) -> None:
    periods = [forecast.known_to, *(point.period for point in forecast.points)]
    shared = {"hoverinfo": "skip", "showlegend": False, "mode": "lines"}
    low, high = (
        [forecast.last_share, *(getattr(point, name) for point in forecast.points)] for name in ("low", "high")
    )
    figure.add_scatter(x=periods, y=low, line={"width": 0}, **shared)
    figure.add_scatter(
        x=periods,
        y=high,
        line={"width": 0},
        fill="tonexty",
        fillcolor=style.color,
        opacity=0.25,
        name=t("95 % band"),
        **shared | {"showlegend": True},
    )
    figure.data[-1].fillcolor = _faint(style.color)
    figure.add_scatter(
        x=periods,
        y=[forecast.last_share, *(point.median for point in forecast.points)],
        mode="lines+markers",
        name=t("forecast"),
        line={"color": style.color, "width": 2, "dash": "dot"},
        marker={"symbol": "circle-open", "size": 8},
        hovertext=[
            "",
            *(
                t(
                    "{period}\nexpected {median:.1%} ({low:.1%} to {high:.1%})",
                    period=point.period,
                    median=point.median,
                    low=point.low,
                    high=point.high,
                ).replace("\n", "<br>")
                for point in forecast.points
            ),
        ],
        hoverinfo="text",
    )


def _add_step(figure: go.Figure, periods: list[str], step: Step, t: Translator) -> None:
    first, last = periods.index(step.earliest), periods.index(step.latest)
    figure.add_vrect(x0=first - 0.5, x1=last + 0.5, fillcolor=OUTLINE, opacity=0.12, line_width=0, layer="below")
    place = periods.index(step.period) - 0.5
    figure.add_vline(x=place, line={"color": OUTLINE, "width": 1.5, "dash": "dash"})
    figure.add_annotation(
        x=place,
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        font={"color": OUTLINE, "size": 12},
        text=plain(t("break: {period}", period=step.period)),
    )


def _faint(color: str) -> str:
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"
