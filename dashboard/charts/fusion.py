"""The pairs of fields that came together lately: how frequent each was before, and is now."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.theme import GREY, OUTLINE, dress, plain
from dashboard.messages import Translator
from dashboard.trends.fusion import Pair

ROW_HEIGHT = 30
NEW, OLDER = "#0B7A75", "#5B7C99"


def fusion_figure(
    pairs: Sequence[Pair],
    names: Sequence[str],
    addresses: Sequence[str],
    *,
    t: Translator,
    chosen: str | None = None,
) -> go.Figure:
    """Draw a line a pair from its share before (hollow) to its share now; those that are new are green.

    `names` and `addresses` are the pairs' own, in their order. A mark's `customdata` is its address.
    """
    figure = go.Figure()
    rows = [plain(name) for name in names]
    shares = [(_percent(pair.before), _percent(pair.lately)) for pair in pairs]
    for row, (before, lately) in zip(rows, shares, strict=True):
        figure.add_scatter(
            x=[before, lately],
            y=[row, row],
            mode="lines",
            line={"color": GREY, "width": 1.5},
            hoverinfo="skip",
            showlegend=False,
        )
    colors = [NEW if pair.is_new else OLDER for pair in pairs]
    for place, (title, fills) in enumerate(((t("before"), ["rgba(0,0,0,0)"] * len(pairs)), (t("lately"), colors))):
        figure.add_scatter(
            x=[share[place] for share in shares],
            y=rows,
            mode="markers",
            name=title,
            marker={
                "size": [15 if address == chosen else 11 for address in addresses],
                "color": fills,
                "line": {
                    "width": 2,
                    "color": [
                        OUTLINE if address == chosen else color
                        for address, color in zip(addresses, colors, strict=True)
                    ],
                },
                "opacity": 1,
            },
            customdata=[[address] for address in addresses],
            hovertext=[_text(pair, name, t) for pair, name in zip(pairs, names, strict=True)],
            hoverinfo="text",
            cliponaxis=False,
        )
    return dress(
        figure,
        title=t("Pairs of fields that came together lately"),
        subtitle=t("Hollow: before. Filled: lately; green where the pair did not occur before"),
        height=150 + ROW_HEIGHT * max(len(pairs), 3),
        margin={"l": 280, "r": 24, "t": 104, "b": 48, "pad": 4},
        showlegend=True,
        xaxis={
            "title": {"text": t("of all products of its source and language, %")},
            "rangemode": "tozero",
            "showgrid": True,
            "gridcolor": "rgba(128, 140, 148, 0.22)",
        },
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": rows[::-1], "showgrid": False},
    )


def _percent(counted: tuple[int, int]) -> float:
    return 100 * counted[0] / counted[1] if counted[1] else 0.0


def _text(pair: Pair, name: str, t: Translator) -> str:
    return plain(
        t(
            "{name}\nbefore: {before:,} of {all_before:,} products\nlately: {lately:,} of {all_lately:,}",
            name=name,
            before=pair.before[0],
            all_before=pair.before[1],
            lately=pair.lately[0],
            all_lately=pair.lately[1],
        )
    ).replace("\n", "<br>")
