"""How the quality grows with the number of labels."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.theme import GREY, Style, dress, plain
from dashboard.messages import Translator
from dashboard.training.label_curve import LabelCurve


def label_curve_figure(curve: LabelCurve, styles: Mapping[str, Style], *, t: Translator) -> go.Figure:
    """Draw the mean average precision over the number of labels, with each capability, and where the curve leads.

    The number of labels doubles from tick to tick. Whiskers reach from the worst draw to the best; a mark's
    `customdata` is its share of the labels.
    """
    figure = go.Figure()
    sizes = [point.products for point in curve.points]
    shares = [[point.share] for point in curve.points]
    for key in curve.points[0].capabilities:
        draws = [point.capabilities[key] for point in curve.points]
        style = styles.get(key, Style(key, GREY))
        look = {"color": style.color, "width": 1.5}
        _add_line(figure, sizes, draws, style.title, look, shares, t)
    means = [point.mean_average_precision for point in curve.points]
    _add_line(figure, sizes, means, t("mean of the capabilities"), {"color": GREY, "width": 4}, shares, t)
    _add_outlook(figure, curve, t)
    return dress(
        figure,
        title=t("Quality by the number of labels"),
        subtitle=t("Always measured on the same products: {count:,}", count=curve.measured_on),
        height=400,
        xaxis=_doubling_axis(sizes[0], 2 * sizes[-1], t),
        yaxis={"title": {"text": t("average precision (higher is better)"), "font": {"color": GREY}}},
    )


def _add_line(
    figure: go.Figure,
    sizes: Sequence[float],
    draws: Sequence[Sequence[float]],
    name: str,
    line: dict[str, Any],
    shares: list[list[float]],
    t: Translator,
) -> None:
    means = [sum(values) / len(values) for values in draws]
    figure.add_scatter(
        x=sizes,
        y=means,
        mode="lines+markers",
        name=plain(name),
        line=line,
        marker={"size": 7, "color": line["color"]},
        error_y={
            "array": [max(values) - mean for values, mean in zip(draws, means, strict=True)],
            "arrayminus": [mean - min(values) for values, mean in zip(draws, means, strict=True)],
            "thickness": 1,
            "width": 3,
        },
        customdata=shares,
        hovertext=[
            plain(t("{name}: {value:.3f} from {count:,} labelled products", name=name, value=mean, count=round(size)))
            for mean, size in zip(means, sizes, strict=True)
        ],
        hoverinfo="text",
    )


def _add_outlook(figure: go.Figure, curve: LabelCurve, t: Translator) -> None:
    """Draw where twice as many labels would lead: dotted and hollow, since nobody has measured it."""
    last = curve.points[-1]
    reached = last.mean + curve.next_doubling
    figure.add_scatter(
        x=[last.products, 2 * last.products],
        y=[last.mean, reached],
        mode="lines+markers",
        name=t("if it goes on so"),
        line={"color": GREY, "width": 2, "dash": "dot"},
        marker={"size": [0, 9], "color": "rgba(0,0,0,0)", "line": {"color": GREY, "width": 1.5}},
        hovertext=["", t("Twice as many labels, an extrapolation: {value:.3f}", value=reached)],
        hoverinfo="text",
    )


def _doubling_axis(first: float, last: float, t: Translator) -> dict[str, Any]:
    """Return an axis whose ticks double, downwards from the largest number that was learned from."""
    ticks = [last / 2**step for step in range(8) if last / 2**step >= first * 0.9]
    return {
        "type": "log",
        "title": {"text": t("labelled products learned from"), "font": {"color": GREY}},
        "tickvals": ticks,
        "ticktext": [f"{round(tick):,}" for tick in ticks],
    }
