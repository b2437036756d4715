"""A capability's share over time, all groups together, each by itself, and with their mix held still."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from dashboard.charts.axes import period_axis, shade_unfinished
from dashboard.charts.theme import OUTLINE, SOURCE_COLORS, Style, dress, plain
from dashboard.messages import Translator, mark
from dashboard.trends.composition import LEAST, Composition, same_mix
from dashboard.trends.grouped import GroupedCounts
from dashboard.trends.marks import Mark
from dashboard.trends.series import Trends

#: Groups that have a line of their own: as many as there are colours that no capability has.
DRAWN = 5
STILL = "#0B7A75"
STILL_TITLES = {
    "source": mark("Same sources, mix held still"),
    "language": mark("Same languages, mix held still"),
    "industry": mark("Same industries, mix held still"),
}


def composition_figure(
    trends: Trends,
    counts: GroupedCounts,
    composition: Composition,
    style: Style,
    names: Mapping[str, str],
    *,
    t: Translator,
    chosen: Mark | None = None,
) -> go.Figure:
    """Draw the pooled line, the line of the common groups with their mix held still, and a thin line a group.

    A mark's `customdata` is the address of what it counts. `names` are the groups' own.
    """
    figure = go.Figure()
    pooled = [Mark(counts.capability, period) for period in counts.periods]
    tagged = counts.tagged.sum(axis=0)
    # Broad and below: where there is one group alone, its line lies on this one.
    _add_line(figure, counts.pooled(), pooled, tagged, t("All together"), style.color, 6, t=t, chosen=chosen)
    for place, key in list(enumerate(counts.keys))[:DRAWN]:
        few = counts.tagged[place] < LEAST
        rates = np.where(few, np.nan, counts.by_group()[place])
        marks = [Mark(counts.capability, period, ((counts.group, key),)) for period in counts.periods]
        _add_line(figure, rates, marks, counts.tagged[place], names[key], SOURCE_COLORS[place], 1.5, t=t, chosen=chosen)
    if composition.common:
        _add_still(figure, same_mix(counts, composition), counts, t)
    for period in (composition.first, composition.second):
        figure.add_vline(x=counts.place(period), line={"color": OUTLINE, "width": 1, "dash": "dash"})
    shade_unfinished(figure, trends)
    return dress(
        figure,
        title=t("{capability}: all together, and group by group", capability=style.title),
        subtitle=t(
            "The dashed lines are the two periods compared: {first} and {second}",
            first=composition.first,
            second=composition.second,
        ),
        height=430,
        margin={"l": 64, "r": 16, "t": 112, "b": 40, "pad": 4},
        showlegend=True,
        xaxis=period_axis(counts.periods, trends.by),
        yaxis={"title": {"text": t("share of tagged products")}, "tickformat": ".0%", "rangemode": "tozero"},
    )


def _add_line(
    figure: go.Figure,
    rates: np.ndarray,
    marks: list[Mark],
    tagged: np.ndarray,
    name: str,
    color: str,
    width: float,
    *,
    t: Translator,
    chosen: Mark | None,
) -> None:
    shown = np.flatnonzero(~np.isnan(rates))
    picked = [chosen == marks[place] for place in shown]
    figure.add_scatter(
        x=[marks[place].period for place in shown],
        y=[float(rates[place]) for place in shown],
        mode="lines+markers",
        name=plain(name),
        line={"color": color, "width": width},
        marker={
            "color": color,
            "size": [4 + width + 6 * here for here in picked],
            "line": {"color": OUTLINE, "width": [3 if here else 0 for here in picked]},
        },
        cliponaxis=False,
        customdata=[[marks[place].address()] for place in shown],
        hovertext=[
            plain(
                t(
                    "{name} · {period}\n{share:.1%} of {tagged:,} tagged products",
                    name=name,
                    period=marks[place].period,
                    share=float(rates[place]),
                    tagged=int(tagged[place]),
                )
            ).replace("\n", "<br>")
            for place in shown
        ],
        hoverinfo="text",
    )


def _add_still(figure: go.Figure, line: np.ndarray, counts: GroupedCounts, t: Translator) -> None:
    shown = np.flatnonzero(~np.isnan(line))
    name = t(STILL_TITLES[counts.group])
    figure.add_scatter(
        x=[counts.periods[place] for place in shown],
        y=[float(line[place]) for place in shown],
        mode="lines",
        name=plain(name),
        line={"color": STILL, "width": 3, "dash": "dash"},
        hovertext=[
            plain(
                t("{name} · {period}: {share:.1%}", name=name, period=counts.periods[place], share=float(line[place]))
            )
            for place in shown
        ],
        hoverinfo="text",
    )
