"""Several runs in one figure, and the shares of a capability under two models."""

from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.axes import period_axis
from dashboard.charts.theme import GREY, Style, dress, plain
from dashboard.messages import Translator
from dashboard.training.comparison import RunCurve
from dashboard.trends.periods import By
from dashboard.trends.shift import Move

HEIGHT = 330
#: Runs in the order in which they were chosen; none of these is a capability's colour.
RUN_COLORS = ("#0B7A75", "#B5485D", "#5B7C99", "#8A6D1F", "#7A6F8F", "#4D7C2A")
_DASHES = ("solid", "dash", "dot", "dashdot")


def run_losses_figure(curves: Sequence[RunCurve], *, t: Translator) -> go.Figure:
    """Draw the loss in training of each run, the mean over its fold networks."""
    texts = {"title": t("Loss in training, mean of the folds"), "measure": t("loss (lower is better)")}
    hover = t("Run {run}, epoch %{{x}}: loss %{{y:.3f}}", run="{run}")
    return _runs_figure(curves, lambda curve: curve.loss, hover, texts, t)


def run_precisions_figure(curves: Sequence[RunCurve], *, t: Translator) -> go.Figure:
    """Draw the mean average precision of each run on the products that a fold's network has not seen."""
    texts = {
        "title": t("Ranking of products not seen, mean of the folds"),
        "measure": t("mean average precision"),
    }
    hover = t("Run {run}, epoch %{{x}}: mAP %{{y:.3f}}", run="{run}")
    return _runs_figure(curves, lambda curve: curve.val_map, hover, texts, t)


def shift_figure(
    capability: str, moves: Sequence[Move], by: By, style: Style, names: tuple[str, str], *, t: Translator
) -> go.Figure:
    """Draw one capability's shares under two models: the first dotted and hollow, the second full, in one colour.

    A mark's `customdata` is its capability and its period.
    """
    figure = go.Figure()
    looks = (("dot", "rgba(0,0,0,0)", 1.5), ("solid", style.color, 2.5))
    for place, (name, (dash, fill, width)) in enumerate(zip(names, looks, strict=True)):
        shares = [move.second if place else move.first for move in moves]
        figure.add_scatter(
            x=[move.period for move in moves],
            y=shares,
            mode="lines+markers",
            connectgaps=True,
            name=plain(name),
            line={"color": style.color, "width": width, "dash": dash},
            marker={"size": 7, "color": fill, "line": {"color": style.color, "width": 1.5}},
            customdata=[[capability, move.period] for move in moves],
            hovertext=[
                plain(t("{model} · {period}: {share:.1%}", model=name, period=move.period, share=share or 0.0))
                for move, share in zip(moves, shares, strict=True)
            ],
            hoverinfo="text",
        )
    return dress(
        figure,
        title=style.title,
        height=300,
        margin={"l": 64, "r": 16, "t": 76, "b": 40, "pad": 4},
        xaxis=period_axis([move.period for move in moves], by),
        yaxis={
            "title": {"text": t("share of tagged products"), "font": {"color": GREY}},
            "tickformat": ".0%",
            "rangemode": "tozero",
        },
    )


def _runs_figure(
    curves: Sequence[RunCurve],
    values: Callable[[RunCurve], Sequence[float | None]],
    hover: str,
    texts: dict[str, str],
    t: Translator,
) -> go.Figure:
    figure = go.Figure()
    for place, curve in enumerate(curves):
        figure.add_scatter(
            x=curve.epochs,
            y=values(curve),
            mode="lines+markers",
            name=t("Run {number}", number=curve.run_id),
            line={"color": RUN_COLORS[place % len(RUN_COLORS)], "width": 2.5, "dash": _DASHES[place % len(_DASHES)]},
            marker={"size": 4},
            customdata=[[curve.run_id, epoch] for epoch in curve.epochs],
            hovertemplate=hover.replace("{run}", str(curve.run_id)) + "<extra></extra>",
        )
    axis: dict[str, Any] = {"title": {"text": t("epoch"), "font": {"color": GREY}}, "rangemode": "tozero", "dtick": 5}
    measure = {"title": {"text": texts["measure"], "font": {"color": GREY}}}
    figure = dress(figure, title=texts["title"], height=HEIGHT, xaxis=axis, yaxis=measure, uirevision="runs")
    return figure.update_layout(showlegend=True)
