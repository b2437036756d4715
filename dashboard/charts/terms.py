"""New terms: how far each has come, and one term over time."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.axes import period_axis
from dashboard.charts.theme import GREY, OUTLINE, dress, plain
from dashboard.messages import Translator
from dashboard.trends.term_report import Term, TermList, TermReport

ROW = 24


def terms_figure(
    found: TermList, report: TermReport, color: str, *, t: Translator, chosen: Term | None = None
) -> go.Figure:
    """Draw a row a term, the surest on top: its share before, grey, and its recent one. `customdata` is the term."""
    figure = go.Figure()
    terms, names = found.terms, [plain(term.term) for term in found.terms]
    for term, name in zip(terms, names, strict=True):
        figure.add_scatter(
            x=[term.before, term.recent],
            y=[name, name],
            mode="lines",
            line={"color": GREY, "width": 1.5},
            hoverinfo="skip",
            showlegend=False,
        )
    before, recent = _spans(report)
    for title, values, look in (
        (t("before, {periods}", periods=before), [term.before for term in terms], GREY),
        (t("recently, {periods}", periods=recent), [term.recent for term in terms], color),
    ):
        figure.add_scatter(
            x=values,
            y=names,
            mode="markers",
            name=title,
            marker={
                "color": look,
                "size": 10,
                "line": {"width": [3 if term == chosen else 0 for term in terms], "color": OUTLINE},
            },
            customdata=[[term.term] for term in terms],
            hovertext=[plain(_term_text(term, t)).replace("\n", "<br>") for term in terms],
            hoverinfo="text",
            cliponaxis=False,
        )
    dress(
        figure,
        title=t("Terms whose use rises or bursts"),
        subtitle=t("The surest on top; products: {count:,}", count=sum(found.totals)),
        height=150 + ROW * max(len(terms), 3),
        xaxis={"title": {"text": t("share of products whose text has the term")}, "tickformat": ".0%"},
        yaxis={"autorange": "reversed", "showgrid": True, "type": "category"},
    )
    return figure.update_xaxes(rangemode="tozero").update_layout(
        margin={"l": 130, "t": 120}, legend={"xref": "container", "x": 0.01}
    )


def term_figure(term: Term, found: TermList, report: TermReport, color: str, *, t: Translator) -> go.Figure:
    """Draw the share of one term in each period; its burst is shaded."""
    figure = go.Figure()
    shares = _shares(term.positives, found.totals)
    figure.add_scatter(
        x=report.periods,
        y=shares,
        mode="lines+markers",
        line={"color": color, "width": 2.5},
        connectgaps=True,
        showlegend=False,
        hovertext=[
            t("{period}\n{positives:,} of {products:,} products", period=period, positives=own, products=every).replace(
                "\n", "<br>"
            )
            for period, own, every in zip(report.periods, term.positives, found.totals, strict=True)
        ],
        hoverinfo="text",
    )
    if term.burst:
        first, last = (report.periods.index(period) for period in term.burst)
        figure.add_vrect(x0=first - 0.5, x1=last + 0.5, fillcolor=color, opacity=0.14, line_width=0, layer="below")
    subtitle = (
        t("Its burst is shaded: {first} to {last}", first=term.burst[0], last=term.burst[1])
        if term.burst
        else t("It rises without a burst")
    )
    return dress(
        figure,
        title=t("Share of products with “{term}”", term=term.term),
        subtitle=subtitle,
        height=290,
        xaxis=period_axis(report.periods, report.by),
        yaxis={"title": {"text": t("share of products")}, "tickformat": ".1%", "rangemode": "tozero"},
    )


def _spans(report: TermReport) -> tuple[str, str]:
    first, newest = report.periods[0], len(report.periods) - report.recent
    return f"{first} – {report.periods[newest - 1]}", f"{report.periods[newest]} – {report.periods[-1]}"


def _shares(positives: Sequence[int], totals: Sequence[int]) -> list[float | None]:
    return [own / every if every else None for own, every in zip(positives, totals, strict=True)]


def _term_text(term: Term, t: Translator) -> str:
    return t(
        "{term}\nbefore {before:.1%}, recently {recent:.1%}\nfalse discovery rate {rate:.1g}",
        term=term.term,
        before=term.before,
        recent=term.recent,
        rate=term.rate,
    )
