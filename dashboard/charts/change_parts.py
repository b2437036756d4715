"""The parts that a change of a share is made of, each with its band."""

import plotly.graph_objects as go

from dashboard.charts.theme import GREY, Style, dress, plain
from dashboard.messages import Translator, mark
from dashboard.trends.composition import Composition, Part

#: Seen on a bar of every colour and beside it.
BAND = "#5B7C99"
PARTS = {
    "change": mark("The whole change"),
    "within": mark("Within the groups"),
    "mix": mark("Mix of the groups"),
    "gone": mark("Groups that are gone"),
    "new": mark("Groups that are new"),
}


def change_parts_figure(composition: Composition, style: Style, *, t: Translator) -> go.Figure:
    """Draw the change and each part of it as a bar from nought, in percentage points, with its band.

    Raises ValueError where the change has no parts. A bar's `customdata` is the part's name.
    """
    if composition.change is None or composition.split is None:
        raise ValueError("a change without parts has no such figure")
    split = composition.split
    parts = {
        "change": composition.change,
        "within": split.within,
        "mix": split.mix,
        "gone": split.gone,
        "new": split.new,
    }
    names = [t(PARTS[name]) for name in parts]
    figure = go.Figure()
    figure.add_bar(
        x=[100 * part.value for part in parts.values()],
        y=names,
        orientation="h",
        marker={"color": [style.color if name in ("change", "within") else GREY for name in parts]},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [100 * (part.high - part.value) for part in parts.values()],
            "arrayminus": [100 * (part.value - part.low) for part in parts.values()],
            "thickness": 2,
            "color": BAND,
        },
        customdata=[[name] for name in parts],
        hovertext=[plain(_text(name, part, t)) for name, part in zip(names, parts.values(), strict=True)],
        hoverinfo="text",
    )
    return dress(
        figure,
        title=t("What the change is made of"),
        subtitle=t(
            "{capability}, {first} to {second}; lines are bands (95 %)",
            capability=style.title,
            first=composition.first,
            second=composition.second,
        ),
        height=290,
        margin={"l": 150, "r": 16, "t": 76, "b": 48, "pad": 4},
        bargap=0.4,
        xaxis={
            "title": {"text": t("percentage points")},
            "showgrid": True,
            "gridcolor": "rgba(128, 140, 148, 0.22)",
            "zeroline": True,
            "zerolinecolor": GREY,
        },
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": names[::-1], "showgrid": False},
    )


def _text(name: str, part: Part, t: Translator) -> str:
    return t(
        "{name}: {points:+.1f} percentage points ({low:+.1f} to {high:+.1f})",
        name=name,
        points=100 * part.value,
        low=100 * part.low,
        high=100 * part.high,
    )
