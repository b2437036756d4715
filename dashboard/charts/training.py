"""The course of a training run: what the networks get wrong, and how well they tell products they have not seen.

These charts are Vega-Lite's, the others Plotly's. They change while one looks: Streamlit puts a new Plotly chart in the
place of the old one at each change, blank for a moment, and lets Vega-Lite draw on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.theme import GREY, GRID, Style
from dashboard.messages import Translator, mark
from dashboard.training.curves import CapabilityCurve, LearningCurves, Points

HEIGHT = 320
IN_TRAINING = "#17938B"
# No capability's colours.
NOT_SEEN, FINAL = "#D1495B", "#7A8FA6"
# More epochs than this are marked in fives.
FEW_EPOCHS = 10
FAINT = 0.3

CAPABILITY_TITLES = {
    "average_precision": (mark("Average precision of each capability"), mark("average precision")),
    "f1": (mark("F1 of each capability, at probability 0.5"), mark("F1")),
}

#: One point of a line: fold 0 is no fold's but a mean's, or the final network's.
Row = dict[str, Any]


@dataclass(frozen=True)
class LiveFigure:
    """A chart that grows: `rows` change from one moment to the next, `spec` (Vega-Lite) does not."""

    # Keys: series, fold, epoch, value.
    rows: list[Row]
    spec: dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """What is known of a run's course before its first epoch."""

    epochs: int
    # One network alone is measured: that of a split by time.
    is_single: bool = False
    # An encoder learns; what is measured is its mean with a network of n-grams and concepts.
    is_encoder: bool = False
    # A network ends when it gets no better.
    stops_early: bool = False


def loss_figure(curves: LearningCurves, plan: Plan, *, t: Translator) -> LiveFigure:
    """Draw the loss in training and on the left-out folds over the planned epochs."""
    training, unseen, final = t("in training"), t("not seen"), t("final network")
    rows = _rows(training, 0, curves.mean_loss) + _rows(unseen, 0, curves.mean_val_loss)
    for curve in curves.folds:
        rows += _rows(training, curve.fold, zip(curve.epochs, curve.loss, strict=True))
        rows += _rows(unseen, curve.fold, zip(curve.epochs, curve.val_loss, strict=True))
    if curves.final:
        rows += _rows(final, 0, zip(curves.final.epochs, curves.final.loss, strict=True))
    colors = {training: IN_TRAINING, unseen: NOT_SEEN} | ({} if plan.is_encoder else {final: FINAL})
    title = t("Loss in training and on products not seen")
    return LiveFigure(rows, _spec(title, t("loss (lower is better)"), colors, plan, t))


def precision_figure(curves: LearningCurves, plan: Plan, *, t: Translator) -> LiveFigure:
    """Draw the mean average precision on the left-out fold of each network, and the mean over the folds."""
    series = t("mean over the capabilities")
    rows = _rows(series, 0, curves.mean_map)
    for curve in curves.folds:
        rows += _rows(series, curve.fold, zip(curve.epochs, curve.val_map, strict=True))
    title = t("Ranking of products not seen")
    return LiveFigure(rows, _spec(title, t("mean average precision"), {series: IN_TRAINING}, plan, t))


def capability_figure(
    curves: Sequence[CapabilityCurve], styles: Mapping[str, Style], measure: str, plan: Plan, *, t: Translator
) -> LiveFigure:
    """Draw a line a capability: average precision or F1 on the left-out folds."""
    rows = []
    for curve in curves:
        title = styles[curve.capability].title
        rows += _rows(title, 0, curve.mean)
        for number, points in enumerate(curve.folds, start=1):
            rows += _rows(title, number, points)
    colors = {styles[curve.capability].title: styles[curve.capability].color for curve in curves}
    title, axis = (t(words) for words in CAPABILITY_TITLES[measure])
    return LiveFigure(rows, _spec(title, axis, colors, plan, t))


def _rows(series: str, fold: int, points: Points | Iterable[tuple[int, float | None]]) -> list[Row]:
    return [
        {"series": series, "fold": fold, "epoch": epoch, "value": value} for epoch, value in points if value is not None
    ]


def _spec(title: str, axis: str, colors: Mapping[str, str], plan: Plan, t: Translator) -> dict[str, Any]:
    """Return the chart without its data: bold lines with a legend, and each fold's line faintly behind its mean."""
    color = {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": list(colors), "range": list(colors.values())},
        "legend": {
            "title": None,
            "orient": "top",
            "offset": 4,
            # On a narrow chart more than three in a row would be cut off.
            "columns": 2 if len(colors) > 3 else 3,
            "symbolType": "stroke",
            "symbolStrokeWidth": 3,
            "symbolOpacity": 1,
        },
    }
    tooltip = [
        {"field": "series", "type": "nominal", "title": " "},
        {"field": "epoch", "type": "quantitative", "title": t("epoch")},
        {"field": "value", "type": "quantitative", "title": axis, "format": ".3f"},
    ]
    return {
        "title": {
            "text": title,
            "subtitle": _subtitle(plan, t),
            "subtitleColor": GREY,
            "anchor": "start",
            "offset": 6,
        },
        "height": HEIGHT,
        "encoding": {"x": _epochs(plan.epochs, t), "y": _values(axis), "color": color},
        "layer": [
            {
                "transform": [{"filter": "datum.fold > 0"}],
                "mark": {"type": "line", "strokeWidth": 1, "opacity": FAINT},
                "encoding": {"detail": {"field": "fold"}},
            },
            {
                "transform": [{"filter": "datum.fold == 0"}],
                "mark": {"type": "line", "strokeWidth": 2.5, "point": {"size": 18, "filled": True}},
                "encoding": {"tooltip": tooltip},
            },
        ],
    }


def _subtitle(plan: Plan, t: Translator) -> str:
    if plan.is_encoder:
        return t("In training the encoder; on products not seen the mean of both networks.")
    if plan.is_single:
        return t("One network, which saw only earlier products.")
    if plan.stops_early:
        return t("Bold: mean of the folds that train on. Faint: each fold.")
    return t("Bold: mean of the folds. Faint: each fold.")


def _epochs(planned: int, t: Translator) -> dict[str, Any]:
    # As wide from the first epoch as at the end: the lines grow, and the axis stands still.
    step = 1 if planned <= FEW_EPOCHS else 5
    ticks = list(range(0, planned + 1, step))
    axis = {"title": t("epoch"), "values": ticks, "format": "d", "grid": False}
    return {
        "field": "epoch",
        "type": "quantitative",
        "scale": {"domain": [0, 1.03 * planned], "nice": False},
        "axis": axis,
    }


def _values(title: str) -> dict[str, Any]:
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": False, "nice": True},
        "axis": {"title": title, "gridColor": GRID, "tickCount": 5},
    }
