"""The look that all charts share, on a light page and on a dark one.

Text and background are left to Streamlit's theme; what is set here reads well on both.
"""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

#: Lines of the grid, faint on paper and on deep water.
GRID = "rgba(128, 140, 148, 0.22)"
#: What is unfinished, and what is not the subject.
GREY = "#8C99A1"
#: The outline of a chosen mark.
OUTLINE = "#D1495B"
#: Sources, in the order of their size: greys and blues that no capability has.
SOURCE_COLORS = ("#5B7C99", "#A9BCC9", "#3A4F63", "#C9B79C", "#7A6F8F", "#8C99A1")


@dataclass(frozen=True)
class Style:
    """How one series is named and coloured, the same in every chart."""

    title: str
    color: str


def plain(text: str) -> str:
    """Return text for a figure, where Plotly would take <b> or &lt; for markup.

    >>> plain("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def see_through(color: str, opacity: float) -> str:
    """Return a colour, "#RRGGBB", that lets what lies behind it be seen.

    >>> see_through("#0072B2", 0.2)
    'rgba(0, 114, 178, 0.2)'
    """
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def dress(figure: go.Figure, *, title: str, subtitle: str = "", height: int, **axes: Any) -> go.Figure:
    """Give a figure its title, margins, legend, grid and number format; `axes` are Plotly's own layout names."""
    figure.update_layout(
        overwrite=True,  # Set as they stand instead of merged key by key, in a third of the time.
        title={
            "text": plain(title),
            "subtitle": {"text": plain(subtitle), "font": {"size": 12, "color": GREY}},
            "x": 0,
            "xref": "container",
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 12},
            "font": {"size": 16},
        },
        height=height,
        margin={"l": 64, "r": 16, "t": 104, "b": 40, "pad": 4},
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "title": {"text": ""},
        },
        hovermode="closest",
        hoverlabel={"align": "left"},
        separators=".,",
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(showgrid=False, zeroline=False, linecolor=GRID, fixedrange=True)
    figure.update_yaxes(gridcolor=GRID, zeroline=False, fixedrange=True)
    return figure.update_layout(**axes)
