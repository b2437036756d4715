"""The course of a training run: what the networks get wrong, and how well they rank products they have not seen."""

import plotly.graph_objects as go

from dashboard.charts.theme import GREY, dress
from dashboard.messages import Translator
from dashboard.training.curves import LearningCurves

HEIGHT = 330
FOLD = "rgba(11, 122, 117, 0.35)"
MEAN = "#0B7A75"
FINAL = "#E69F00"


def loss_figure(curves: LearningCurves, *, t: Translator) -> go.Figure:
    """Draw the training loss of each network; the final one stands out."""
    figure = go.Figure()
    for place, curve in enumerate(curves.folds):
        figure.add_scatter(
            x=curve.epochs,
            y=curve.loss,
            mode="lines",
            line={"color": FOLD, "width": 1.5},
            name=t("networks of the folds"),
            legendgroup="folds",
            showlegend=place == 0,
            hovertemplate=t("Fold {fold}, epoch %{{x}}: loss %{{y:.3f}}", fold=curve.fold) + "<extra></extra>",
        )
    if curves.final:
        figure.add_scatter(
            x=curves.final.epochs,
            y=curves.final.loss,
            mode="lines",
            line={"color": FINAL, "width": 2.5},
            name=t("final network"),
            hovertemplate=t("Final network, epoch %{{x}}: loss %{{y:.3f}}") + "<extra></extra>",
        )
    return _dressed(figure, t("Loss in training"), t("loss (lower is better)"), t)


def precision_figure(curves: LearningCurves, *, t: Translator) -> go.Figure:
    """Draw the mean average precision on the left-out fold of each network, and the mean over the folds."""
    figure = go.Figure()
    for place, curve in enumerate(curves.folds):
        figure.add_scatter(
            x=curve.epochs,
            y=curve.val_map,
            mode="lines",
            line={"color": FOLD, "width": 1.5},
            name=t("each left-out fold"),
            legendgroup="folds",
            showlegend=place == 0,
            hovertemplate=t("Fold {fold}, epoch %{{x}}: mAP %{{y:.3f}}", fold=curve.fold) + "<extra></extra>",
        )
    figure.add_scatter(
        x=[epoch for epoch, _ in curves.mean_map],
        y=[value for _, value in curves.mean_map],
        mode="lines+markers",
        line={"color": MEAN, "width": 2.5},
        marker={"size": 5},
        name=t("mean of the folds"),
        hovertemplate=t("Epoch %{{x}}: mean mAP %{{y:.3f}}") + "<extra></extra>",
    )
    measure = t("mean average precision (higher is better)")
    return _dressed(figure, t("Ranking of products not seen"), measure, t)


def _dressed(figure: go.Figure, title: str, measure: str, t: Translator) -> go.Figure:
    axis = {"title": {"text": t("epoch"), "font": {"color": GREY}}, "rangemode": "tozero", "dtick": 5}
    return dress(
        figure,
        title=title,
        height=HEIGHT,
        xaxis=axis,
        yaxis={"title": {"text": measure, "font": {"color": GREY}}},
        # Zoom and hidden lines survive the next second's redrawing.
        uirevision="training",
    )
