"""The course of a training run: what the networks get wrong, and how well they tell products they have not seen."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.theme import GREY, Style, dress, plain
from dashboard.messages import Translator, mark
from dashboard.training.curves import CapabilityCurve, LearningCurves, Points

HEIGHT = 330
FOLD = "rgba(11, 122, 117, 0.30)"
MEAN = "#0B7A75"
# No capability's colour.
HELD_OUT, FINAL = "#D1495B", "#5B7C99"
# Of one capability's folds, five beside its mean.
FAINT = 0.22
# More epochs than this are marked in fives.
FEW_EPOCHS = 10

CAPABILITY_TITLES = {
    "average_precision": (mark("Average precision of each capability"), mark("average precision")),
    "f1": (mark("F1 of each capability, at probability 0.5"), mark("F1")),
}


def loss_figure(curves: LearningCurves, planned: int, *, t: Translator) -> go.Figure:
    """Draw the loss in training and on the left-out folds over the `planned` epochs."""
    figure = go.Figure()
    for place, curve in enumerate(curves.folds):
        figure.add_scatter(
            x=curve.epochs,
            y=curve.loss,
            mode="lines",
            line={"color": FOLD, "width": 1.2},
            name=t("each network"),
            legendgroup="folds",
            showlegend=place == 0,
            hovertemplate=t("Fold {fold}, epoch %{{x}}: loss %{{y:.3f}}", fold=curve.fold) + "<extra></extra>",
        )
    _mean(figure, curves.mean_loss, t("in training"), MEAN, t("Epoch %{{x}}: mean loss in training %{{y:.3f}}"))
    _mean(figure, curves.mean_val_loss, t("not seen"), HELD_OUT, t("Epoch %{{x}}: mean loss, not seen %{{y:.3f}}"))
    if curves.final:
        figure.add_scatter(
            x=curves.final.epochs,
            y=curves.final.loss,
            mode="lines",
            line={"color": FINAL, "width": 2, "dash": "dot"},
            name=t("final network"),
            hovertemplate=t("Final network, epoch %{{x}}: loss %{{y:.3f}}") + "<extra></extra>",
        )
    title = t("Loss in training and on products not seen")
    return _dressed(figure, title, {"title": t("loss (lower is better)")}, planned, t)


def precision_figure(curves: LearningCurves, planned: int, *, t: Translator) -> go.Figure:
    """Draw the mean average precision on the left-out fold of each network, and the mean over the folds."""
    figure = go.Figure()
    for place, curve in enumerate(curves.folds):
        figure.add_scatter(
            x=curve.epochs,
            y=curve.val_map,
            mode="lines",
            line={"color": FOLD, "width": 1.2},
            name=t("each left-out fold"),
            legendgroup="folds",
            showlegend=place == 0,
            hovertemplate=t("Fold {fold}, epoch %{{x}}: mAP %{{y:.3f}}", fold=curve.fold) + "<extra></extra>",
        )
    _mean(figure, curves.mean_map, t("mean of the folds"), MEAN, t("Epoch %{{x}}: mean mAP %{{y:.3f}}"))
    axis = {"title": t("mean average precision"), "range": _tenths(figure)}
    return _dressed(figure, t("Ranking of products not seen"), axis, planned, t)


def capability_figure(
    curves: Sequence[CapabilityCurve], styles: Mapping[str, Style], measure: str, planned: int, *, t: Translator
) -> go.Figure:
    """Draw a bold line a capability, the mean over the left-out folds, and each fold's faintly behind it."""
    figure = go.Figure()
    title, axis = (t(words) for words in CAPABILITY_TITLES[measure])
    for curve in curves:
        style = styles[curve.capability]
        for points in curve.folds:
            _line(
                figure,
                points,
                line={"color": style.color, "width": 1},
                opacity=FAINT,
                legendgroup=curve.capability,
                showlegend=False,
                hoverinfo="skip",
            )
    for curve in curves:
        style = styles[curve.capability]
        _line(
            figure,
            curve.mean,
            line={"color": style.color, "width": 2.5},
            name=plain(style.title),
            legendgroup=curve.capability,
            hovertemplate=t("%{{fullData.name}}, epoch %{{x}}: %{{y:.3f}}") + "<extra></extra>",
        )
    return _dressed(figure, title, {"title": axis, "range": _tenths(figure)}, planned, t)


def _mean(figure: go.Figure, points: Points, name: str, color: str, hover: str) -> None:
    line = {"color": color, "width": 2.5}
    _line(figure, points, line=line, name=name, hovertemplate=hover + "<extra></extra>")


def _line(figure: go.Figure, points: Points, **look: Any) -> None:
    # One epoch is a point, and a line of one point would not be seen.
    mode = "lines" if len(points) > 1 else "lines+markers"
    figure.add_scatter(
        x=[epoch for epoch, _ in points], y=[value for _, value in points], mode=mode, marker={"size": 5}, **look
    )


def _tenths(figure: go.Figure) -> list[float]:
    """Return the range of a figure's values, in whole tenths: it seldom changes while the lines grow."""
    values = [value for trace in figure.data for value in trace.y if value is not None]
    if not values:
        return [0.0, 1.0]
    return [math.floor(10 * min(values)) / 10, math.ceil(10 * max(values)) / 10]


def _dressed(figure: go.Figure, title: str, axis: dict[str, Any], planned: int, t: Translator) -> go.Figure:
    return dress(
        figure,
        title=title,
        height=HEIGHT,
        xaxis={
            "title": {"text": t("epoch"), "font": {"color": GREY}},
            # As wide from the first epoch as at the end: the lines grow, and nothing else moves.
            "range": [0, planned + 0.3],
            "dtick": 1 if planned <= FEW_EPOCHS else 5,
        },
        yaxis={**axis, "title": {"text": axis["title"], "font": {"color": GREY}}},
        # Hidden lines stay hidden at the next second's redrawing.
        uirevision="training",
    )
