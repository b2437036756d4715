"""A capability in words and in deeds: its share with and without the words of AI, and what each adds to its rise."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.axes import period_axis
from dashboard.charts.theme import GREY, OUTLINE, Style, dress, plain
from dashboard.messages import Translator
from dashboard.trends.wording import Part, Wording, WordingReport

#: What goes with the words: grey, since it names no capability.
WORDS_COLOR = "#A9BCC9"
#: Room for a legend of two rows on a narrow page.
TOP = 126


def wording_figure(
    report: WordingReport, one: Wording, style: Style, *, t: Translator, point: str | None = None
) -> go.Figure:
    """Draw the share as tagged, the share with the words masked, and the share of texts that have such words.

    `customdata` of a mark is the capability and the period.
    """
    figure = go.Figure()
    masked = {"color": style.color, "width": 2.5, "dash": "dash"}
    saying = {"color": GREY, "width": 1.5, "dash": "dot"}
    for name, counts, line in (
        (t("as tagged"), one.tagged, {"color": style.color, "width": 2.5}),
        (t("without the words of AI"), one.masked, masked),
        (t("texts that have such words"), report.saying, saying),
    ):
        _add_line(figure, report, counts, name, line, t)
    for trace in figure.data:
        trace.customdata = [[one.capability, period] for period in report.periods]
        trace.marker.line = {"width": [3 if period == point else 0 for period in report.periods], "color": OUTLINE}
    return dress(
        figure,
        title=t("{title}: as tagged, and without the words of AI", title=style.title),
        subtitle=t(
            "{first} to {last}, products: {count:,}",
            first=report.periods[0],
            last=report.periods[-1],
            count=sum(report.totals),
        ),
        height=400,
        xaxis=period_axis(report.periods, report.by),
        yaxis={"title": {"text": t("share of products")}, "tickformat": ".0%", "rangemode": "tozero"},
    ).update_layout(margin={"t": TOP})


def rise_figure(report: WordingReport, styles: Mapping[str, Style], *, t: Translator) -> go.Figure:
    """Draw what goes with the described function and what with the words, a pair of bars a capability."""
    figure = go.Figure()
    shown = [one for one in report.capabilities if one.capability in styles]
    names = [plain(styles[one.capability].title) for one in shown]
    colors = [styles[one.capability].color for one in shown]
    _add_bars(figure, names, [one.deeds for one in shown], t("with the described function"), colors, t)
    _add_bars(figure, names, [one.words for one in shown], t("with the words"), WORDS_COLOR, t)
    return dress(
        figure,
        title=t("What each change in share goes with"),
        subtitle=t("From {first} to {last}; whiskers: 95 % bands", first=_span(report.first), last=_span(report.last)),
        height=120 + 62 * max(len(shown), 2),
        xaxis={"title": {"text": t("percentage points")}, "ticksuffix": "", "zeroline": True, "zerolinecolor": GREY},
        yaxis={"autorange": "reversed", "type": "category"},
        barmode="group",
    ).update_layout(margin={"l": 120})


def _add_line(
    figure: go.Figure,
    report: WordingReport,
    counts: Sequence[int],
    name: str,
    line: dict[str, object],
    t: Translator,
) -> None:
    figure.add_scatter(
        x=report.periods,
        y=[count / total if total else None for count, total in zip(counts, report.totals, strict=True)],
        mode="lines+markers",
        name=plain(name),
        line=line,
        marker={"size": 5},
        hovertext=[
            t(
                "{period}\n{positives:,} of {products:,} products", period=period, positives=count, products=total
            ).replace("\n", "<br>")
            for period, count, total in zip(report.periods, counts, report.totals, strict=True)
        ],
        hoverinfo="text",
    )


def _add_bars(
    figure: go.Figure, names: Sequence[str], parts: Sequence[Part], name: str, color: str | list[str], t: Translator
) -> None:
    figure.add_bar(
        x=[100 * part.value for part in parts],
        y=names,
        orientation="h",
        name=plain(name),
        marker={"color": color},
        error_x={
            "array": [100 * (part.high - part.value) for part in parts],
            "arrayminus": [100 * (part.value - part.low) for part in parts],
            "thickness": 1.2,
            "color": GREY,
        },
        hovertext=[
            t(
                "{value:+.1f} points ({low:+.1f} to {high:+.1f})",
                value=100 * part.value,
                low=100 * part.low,
                high=100 * part.high,
            )
            for part in parts
        ],
        hoverinfo="text",
    )


def _span(span: tuple[str, str]) -> str:
    return span[0] if span[0] == span[1] else f"{span[0]} – {span[1]}"
