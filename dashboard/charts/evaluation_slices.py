"""F1 by language, source, launch year and lane."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.evaluation_words import DIMENSIONS
from dashboard.charts.theme import GREY, dress, plain
from dashboard.messages import Translator
from dashboard.training.slices import Slice

ROW_HEIGHT = 25
ENOUGH = "#0B7A75"


def slices_figure(slices: Sequence[Slice], names: Sequence[str], *, t: Translator) -> go.Figure:
    """Draw a dot a slice with its interval; hollow and grey where there are too few to tell.

    `names` are the slices' own, in their order. A dot's `customdata` is its dimension and its value.
    """
    colors = [GREY if one.is_few else ENOUGH for one in slices]
    # One trace a colour: the bars of an interval have one colour a trace.
    figure = go.Figure()
    rows = [_row(one, name, t) for one, name in zip(slices, names, strict=True)]
    for color, title in ((ENOUGH, t("enough to tell")), (GREY, t("too few to tell"))):
        own = [place for place, its in enumerate(colors) if its == color and slices[place].f1.value is not None]
        if own:
            _add(figure, [slices[place] for place in own], [rows[place] for place in own], color, title, t)
    return dress(
        figure,
        title=t("F1 in each slice"),
        subtitle=t("Out of fold; lines are intervals (95 %), n counts products"),
        height=126 + ROW_HEIGHT * max(len(slices), 4),
        margin={"l": 180, "r": 16, "t": 108, "b": 40, "pad": 4},
        xaxis={
            "range": [-0.02, 1.02],
            "title": {"text": t("F1")},
            "showgrid": True,
            "gridcolor": "rgba(128, 140, 148, 0.22)",
        },
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": rows[::-1], "showgrid": False},
    )


def _add(figure: go.Figure, own: Sequence[Slice], rows: Sequence[str], color: str, title: str, t: Translator) -> None:
    values = [one.f1.value or 0.0 for one in own]
    highs = [value if one.f1.high is None else one.f1.high for one, value in zip(own, values, strict=True)]
    lows = [value if one.f1.low is None else one.f1.low for one, value in zip(own, values, strict=True)]
    figure.add_scatter(
        x=values,
        y=list(rows),
        mode="markers",
        name=title,
        marker={"color": "rgba(0,0,0,0)" if color == GREY else color, "size": 9, "line": {"color": color, "width": 2}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [max(high - value, 0) for high, value in zip(highs, values, strict=True)],
            "arrayminus": [max(value - low, 0) for low, value in zip(lows, values, strict=True)],
            "color": color,
            "thickness": 1.5,
            "width": 0,
        },
        customdata=[[one.dimension, one.value] for one in own],
        hovertext=[_text(one, row, t) for one, row in zip(own, rows, strict=True)],
        hoverinfo="text",
        cliponaxis=False,
    )


def _row(one: Slice, name: str, t: Translator) -> str:
    return plain(
        t("{dimension}: {name}, n {count:,}", dimension=t(DIMENSIONS[one.dimension]), name=name, count=one.products)
    )


def _text(one: Slice, row: str, t: Translator) -> str:
    said = t(
        "F1 {f1:.2f}\npositives: {positives:,} of {judgements:,} judgements",
        f1=one.f1.value,
        positives=one.positives,
        judgements=one.judgements,
    )
    return f"{row}<br>{plain(said)}".replace("\n", "<br>")
