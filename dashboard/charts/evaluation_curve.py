"""Precision against recall along all thresholds, with the thresholds in use."""

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.charts.theme import GREY, OUTLINE, Style, dress, plain
from dashboard.messages import Translator
from dashboard.training.thresholds import AtThreshold, PrecisionRecall

HEIGHT = 430


def curve_figure(
    curves: Mapping[str, PrecisionRecall],
    in_use: Mapping[str, AtThreshold],
    styles: Mapping[str, Style],
    *,
    t: Translator,
    chosen: str | None = None,
    tried: AtThreshold | None = None,
) -> go.Figure:
    """Draw a curve a capability, a filled dot at the threshold in use. `chosen` stands out, and `tried` is on it.

    A point's `customdata` is its capability and its threshold.
    """
    figure = go.Figure()
    for key, curve in curves.items():
        _add_curve(figure, key, curve, styles[key], t, faint=chosen not in (None, key))
    for key, point in in_use.items():
        if chosen in (None, key):
            mark = {"size": 13, "color": styles[key].color, "line": {"color": "white", "width": 1.5}}
            _add_point(figure, key, point, t("{capability}: threshold in use", capability=styles[key].title), mark, t)
    if chosen and tried:
        ring = {"size": 17, "color": "rgba(0,0,0,0)", "line": {"color": OUTLINE, "width": 3}}
        _add_point(figure, chosen, tried, t("threshold that you try"), ring, t)
    if chosen:
        base = curves[chosen].base
        figure.add_hline(y=base, line={"color": GREY, "dash": "dot", "width": 1})
        said = t("tagging every product: {share:.0%}", share=base)
        figure.add_annotation(
            x=0, y=base, xanchor="left", yanchor="bottom", text=plain(said), showarrow=False, font={"color": GREY}
        )
    axis = {"range": [-0.02, 1.03], "tickformat": ".0%", "zeroline": False}
    return dress(
        figure,
        title=t("Precision and recall along the thresholds"),
        subtitle=t("Out of fold; the dots are the thresholds in use"),
        height=HEIGHT,
        xaxis=axis | {"title": {"text": t("recall: share of the products with it that are tagged")}},
        yaxis=axis | {"title": {"text": t("precision: share of the tagged that have it")}},
        uirevision="curve",
    )


def _add_curve(
    figure: go.Figure, key: str, curve: PrecisionRecall, style: Style, t: Translator, *, faint: bool
) -> None:
    figure.add_scatter(
        x=curve.recall,
        y=curve.precision,
        mode="lines",
        name=plain(style.title),
        line={"color": style.color, "width": 1.5 if faint else 2.5},
        opacity=0.3 if faint else 1,
        customdata=[[key, threshold] for threshold in curve.thresholds],
        hovertemplate=plain(style.title)
        + "<br>"
        + t("threshold %{{customdata[1]:.2f}}: precision %{{y:.1%}}, recall %{{x:.1%}}")
        + "<extra></extra>",
    )


def _add_point(
    figure: go.Figure, key: str, point: AtThreshold, name: str, mark: dict[str, object], t: Translator
) -> None:
    if point.precision is None or point.recall is None:
        return
    said = t(
        "threshold {threshold:.2f}: precision {precision:.1%}, recall {recall:.1%}",
        threshold=point.threshold,
        precision=point.precision,
        recall=point.recall,
    )
    figure.add_scatter(
        x=[point.recall],
        y=[point.precision],
        mode="markers",
        name=plain(name),
        marker=mark,
        showlegend=False,
        customdata=[[key, point.threshold]],
        hovertext=[plain(f"{name}\n{said}").replace("\n", "<br>")],
        hoverinfo="text",
        cliponaxis=False,
    )
