"""Whether probabilities mean what they say: what was said against what held, before and after calibration."""

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts.theme import GREY, dress, plain
from dashboard.messages import Translator
from dashboard.training.metrics import BINS
from dashboard.training.reliability import Bin, Reliability

HEIGHT = 520
_AFTER, _BEFORE = "#0B7A75", "#8C99A1"


def reliability_figure(after: Reliability, before: Reliability | None, *, t: Translator) -> go.Figure:
    """Draw the share that held over what was said, bin by bin, and below it how many judgements each bin has.

    `customdata` is "before" or "after", the bin's tenth and its count.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.76, 0.24], vertical_spacing=0.05)
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        line={"color": GREY, "dash": "dot", "width": 1.5},
        name=t("as said, so it holds"),
        hoverinfo="skip",
        row=1,
        col=1,
    )
    if before is not None:
        _add(figure, "before", before, t("before calibration"), _BEFORE, t)
    _add(figure, "after", after, t("after calibration"), _AFTER, t)
    percent = {"range": [-0.02, 1.02], "tickformat": ".0%", "zeroline": False}
    dress(
        figure,
        title=t("What was said and what held"),
        subtitle=t("Out of fold, in ten bins; the lines are intervals (95 %)"),
        height=HEIGHT,
        barmode="group",
        bargap=0.15,
    )
    figure.update_xaxes(percent)
    figure.update_yaxes(percent | {"title": {"text": t("share that held")}}, row=1, col=1)
    figure.update_yaxes(title={"text": t("judgements")}, tickformat=",d", rangemode="tozero", nticks=4, row=2, col=1)
    figure.update_xaxes(title={"text": t("probability that was said")}, row=2, col=1)
    return figure


def _add(figure: go.Figure, when: str, found: Reliability, name: str, color: str, t: Translator) -> None:
    lows, highs = zip(*(one.interval for one in found.bins), strict=True) if found.bins else ((), ())
    shared = {
        "customdata": [[when, one.tenth, one.count] for one in found.bins],
        "hovertext": [_text(one, name, t) for one in found.bins],
        "hoverinfo": "text",
        "legendgroup": when,
    }
    held = [one.held for one in found.bins]
    figure.add_scatter(
        x=[one.said for one in found.bins],
        y=held,
        mode="lines+markers",
        name=plain(name),
        line={"color": color, "width": 2},
        marker={"color": color, "size": 8},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [high - value for high, value in zip(highs, held, strict=True)],
            "arrayminus": [value - low for low, value in zip(lows, held, strict=True)],
            "color": color,
            "thickness": 1.2,
            "width": 3,
        },
        cliponaxis=False,
        row=1,
        col=1,
        **shared,
    )
    figure.add_bar(
        x=[(one.tenth + 0.5) / BINS for one in found.bins],
        y=[one.count for one in found.bins],
        marker={"color": color},
        showlegend=False,
        row=2,
        col=1,
        **shared,
    )


def _text(one: Bin, name: str, t: Translator) -> str:
    said = t(
        "{name}, said {low:.0%} to {high:.0%}\n{count:,} judgements: {said:.1%} said on average, {held:.1%} held",
        name=name,
        low=one.tenth / BINS,
        high=(one.tenth + 1) / BINS,
        count=one.count,
        said=one.said,
        held=one.held,
    )
    return plain(said).replace("\n", "<br>")
