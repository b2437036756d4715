"""A heat map whose squares can be clicked: markers of a scatter, for a click on Plotly's own heat map tells nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import plotly.graph_objects as go

from dashboard.charts.theme import GREY, OUTLINE, dress, plain

ROW_HEIGHT = 36
#: From brown for half as often as in all, by white, to green for twice as often; beyond that no colour is deeper.
SCALE = ((140, 81, 10), (216, 179, 101), (245, 245, 245), (90, 180, 172), (1, 102, 94))
DEEPEST = 2.0
#: From this lift on, and as far below one, a square is too deep for dark numbers.
READ = 1.6
DARK, LIGHT = "#22303A", "#FFFFFF"


@dataclass(frozen=True)
class Square:
    """One square: where it stands, how many times the usual it holds, and what it says."""

    row: str
    column: str
    #: None where it is too small to be coloured.
    lift: float | None
    text: str
    hover: str
    #: What a click carries.
    address: str


def heat_figure(
    squares: Sequence[Square], columns: Sequence[str], *, title: str, chosen: str | None = None
) -> go.Figure:
    """Draw squares, the first row on top, coloured by the logarithm of their lift; small ones are grey and hollow.

    Rows stand in the order in which they first come. A square's `customdata` is its address.
    """
    rows = list(dict.fromkeys(square.row for square in squares))
    figure = go.Figure()
    figure.add_scatter(
        x=[plain(square.column) for square in squares],
        y=[plain(square.row) for square in squares],
        mode="markers+text",
        marker={
            "symbol": "square",
            "size": 32,
            "color": ["rgba(0,0,0,0)" if one.lift is None else _color(one.lift) for one in squares],
            "line": {
                "width": [3 if square.address == chosen else 1 for square in squares],
                "color": [OUTLINE if square.address == chosen else GREY for square in squares],
            },
            "opacity": 1,
        },
        text=[square.text for square in squares],
        textposition="middle center",
        textfont={"size": 11, "color": [_ink(square.lift) for square in squares]},
        customdata=[[square.address] for square in squares],
        hovertext=[plain(square.hover).replace("\n", "<br>") for square in squares],
        hoverinfo="text",
        cliponaxis=False,
        showlegend=False,
    )
    return dress(
        figure,
        title=title,
        height=136 + ROW_HEIGHT * len(rows),
        # Room on top for names that are turned where the page is narrow.
        margin={"l": 170, "r": 16, "t": 116, "b": 16, "pad": 4},
        xaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [plain(name) for name in columns],
            "side": "top",
            "range": [-0.5, len(columns) - 0.5],
            "showline": False,
        },
        yaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [plain(name) for name in rows[::-1]],
            "showgrid": False,
        },
    )


def _ink(lift: float | None) -> str:
    """Return the colour in which a number is read on a square."""
    if lift is None:
        return GREY
    return DARK if 1 / READ < lift < READ else LIGHT


def _color(lift: float) -> str:
    """Return the colour of a lift, mixed between the two of SCALE that it lies between."""
    depth = max(min(log2(lift) / log2(DEEPEST), 1.0), -1.0) if lift > 0 else -1.0
    place = (depth + 1) / 2 * (len(SCALE) - 1)
    low = min(int(place), len(SCALE) - 2)
    mixed = [round(a + (b - a) * (place - low)) for a, b in zip(SCALE[low], SCALE[low + 1], strict=True)]
    return "#" + "".join(f"{part:02X}" for part in mixed)
