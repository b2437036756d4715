"""Two slices side by side: the share of each capability in both, and the difference with its band."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.theme import GREY, OUTLINE, Style, dress, plain
from dashboard.messages import Translator
from dashboard.trends.compare import Compared

ROW_HEIGHT = 44


def slices_figure(
    compared: Sequence[Compared],
    styles: Mapping[str, Style],
    names: tuple[str, str],
    addresses: Mapping[tuple[str, int], str],
    *,
    t: Translator,
    chosen: str | None = None,
) -> go.Figure:
    """Draw the share of each capability in the first slice (hollow) and in the second (full).

    `names` are the slices' own; `addresses` hold for each capability and slice (0 or 1) what a click carries.
    """
    figure = go.Figure()
    rows = [plain(styles[one.capability].title) for one in compared]
    colors = [styles[one.capability].color for one in compared]
    for one, row in zip(compared, rows, strict=True):
        figure.add_scatter(
            x=list(one.shares),
            y=[row, row],
            mode="lines",
            line={"color": GREY, "width": 1.5},
            hoverinfo="skip",
            showlegend=False,
        )
    for place, name in enumerate(names):
        own = [addresses[one.capability, place] for one in compared]
        figure.add_scatter(
            x=[one.shares[place] for one in compared],
            y=rows,
            mode="markers",
            name=plain(name),
            marker={
                "size": [18 if address == chosen else 13 for address in own],
                "color": colors if place else "rgba(0,0,0,0)",
                "line": {
                    "width": 2.5,
                    "color": [
                        OUTLINE if address == chosen else color for address, color in zip(own, colors, strict=True)
                    ],
                },
                "opacity": 1,
            },
            customdata=[[address] for address in own],
            hovertext=[_share_text(one, place, name, styles, t) for one in compared],
            hoverinfo="text",
            cliponaxis=False,
        )
    return dress(
        figure,
        title=t("Share of each capability in the two slices"),
        height=150 + ROW_HEIGHT * len(compared),
        margin={"l": 120, "r": 24, "t": 84, "b": 48, "pad": 4},
        showlegend=True,
        xaxis={
            "title": {"text": _axis(compared, t)},
            "tickformat": ".0%",
            "rangemode": "tozero",
            **_grid(),
        },
        yaxis=_rows(rows),
    )


def differences_figure(compared: Sequence[Compared], styles: Mapping[str, Style], *, t: Translator) -> go.Figure:
    """Draw the difference of each capability's shares, B less A, in percentage points, with its band.

    A mark's `customdata` is its capability; it is hollow where the band holds nought.
    """
    figure = go.Figure()
    rows = [plain(styles[one.capability].title) for one in compared]
    for one, row in zip(compared, rows, strict=True):
        color = styles[one.capability].color
        figure.add_scatter(
            x=[100 * one.difference],
            y=[row],
            mode="markers",
            marker={
                "size": 11,
                "color": color if one.is_clear else "rgba(0,0,0,0)",
                "line": {"width": 2, "color": color},
                "opacity": 1,
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [100 * (one.high - one.difference)],
                "arrayminus": [100 * (one.difference - one.low)],
                "color": color,
                "thickness": 2,
            },
            customdata=[[one.capability]],
            hovertext=[_difference_text(one, styles, t)],
            hoverinfo="text",
            showlegend=False,
        )
    figure.add_vline(x=0, line={"color": GREY, "width": 1})
    return dress(
        figure,
        title=t("Difference: B less A, with its band (95 %)"),
        height=150 + ROW_HEIGHT * len(compared),
        margin={"l": 120, "r": 24, "t": 84, "b": 48, "pad": 4},
        xaxis={"title": {"text": t("percentage points")}, **_grid()},
        yaxis=_rows(rows),
    )


def _axis(compared: Sequence[Compared], t: Translator) -> str:
    return t("corrected share") if all(one.is_corrected for one in compared) else t("share of tagged products")


def _grid() -> dict[str, object]:
    return {"showgrid": True, "gridcolor": "rgba(128, 140, 148, 0.22)"}


def _rows(rows: Sequence[str]) -> dict[str, object]:
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(rows[::-1]),
        "range": [-0.6, len(rows) - 0.4],
        "showgrid": False,
    }


def _share_text(one: Compared, place: int, name: str, styles: Mapping[str, Style], t: Translator) -> str:
    values = {
        "title": styles[one.capability].title,
        "name": name,
        "share": one.shares[place],
        "positives": one.positives[place],
        "tagged": one.tagged[place],
    }
    if one.is_corrected:
        said = t(
            "{title} · {name}\n{share:.1%} corrected; as tagged {positives:,} of {tagged:,} tagged products", **values
        )
    else:
        said = t("{title} · {name}\n{share:.1%}: {positives:,} of {tagged:,} tagged products", **values)
    return plain(said).replace("\n", "<br>")


def _difference_text(one: Compared, styles: Mapping[str, Style], t: Translator) -> str:
    return plain(
        t(
            "{name}: {points:+.1f} percentage points ({low:+.1f} to {high:+.1f})",
            name=styles[one.capability].title,
            points=100 * one.difference,
            low=100 * one.low,
            high=100 * one.high,
        )
    )
