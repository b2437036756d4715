"""How often a model is right and wrong, capability by capability: four counts each, and the products behind them."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.evaluation_words import OUTCOMES as OUTCOME_WORDS
from dashboard.charts.theme import OUTLINE, Style, dress, plain
from dashboard.messages import Translator
from dashboard.training.outcomes import OUTCOMES, Cell, Confusion, Outcome

ROW_HEIGHT = 64
#: Right and wrong, told apart by colour-blind readers; the share is the strength of the colour.
_RIGHT, _WRONG = "11, 122, 117", "213, 94, 0"
_FAINTEST, _STRONGEST = 0.08, 0.55


def confusion_figure(
    confusions: Sequence[Confusion],
    styles: Mapping[str, Style],
    *,
    t: Translator,
    ink: str | None = None,
    chosen: Cell | None = None,
) -> go.Figure:
    """Draw a square a capability and outcome, count and share inside; its `customdata` is capability and outcome.

    `ink` is the colour of the page's text: Streamlit's own for charts is too faint on a coloured square.
    Squares are marks of a scatter: Streamlit gives no click on a heat map (streamlit#8760).
    """
    cells = [(confusion, outcome) for confusion in confusions for outcome in OUTCOMES]
    picked = [chosen == Cell(confusion.capability, outcome) for confusion, outcome in cells]
    figure = go.Figure()
    figure.add_scatter(
        x=[t(OUTCOME_WORDS[outcome]) for _, outcome in cells],
        y=[plain(styles[confusion.capability].title) for confusion, _ in cells],
        mode="markers+text",
        text=[f"<b>{confusion.count(outcome):,}</b><br>{confusion.share(outcome):.0%}" for confusion, outcome in cells],
        textfont={"size": 13, "color": ink},
        marker={
            "symbol": "square",
            "size": 54,
            "color": [_color(confusion, outcome) for confusion, outcome in cells],
            "opacity": 1,
            "line": {"color": OUTLINE, "width": [3 if here else 0 for here in picked]},
        },
        # What is not clicked stays as it is, and so does its number.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        customdata=[[confusion.capability, outcome] for confusion, outcome in cells],
        hovertext=[_text(confusion, outcome, styles[confusion.capability], t) for confusion, outcome in cells],
        hoverinfo="text",
        showlegend=False,
        cliponaxis=False,
    )
    return dress(
        figure,
        title=t("Right and wrong, in products"),
        subtitle=t("The stronger the colour, the larger the share of the products with the same gold label"),
        height=120 + ROW_HEIGHT * max(len(confusions), 1),
        margin={"l": 110, "r": 16, "t": 96, "b": 12, "pad": 4},
        xaxis={"side": "top", "fixedrange": True, "showgrid": False, "zeroline": False, "range": [-0.5, 3.5]},
        yaxis={"autorange": "reversed", "fixedrange": True, "showgrid": False, "zeroline": False},
    )


def _color(confusion: Confusion, outcome: Outcome) -> str:
    strength = _FAINTEST + (_STRONGEST - _FAINTEST) * confusion.share(outcome)
    return f"rgba({_RIGHT if outcome.startswith('true') else _WRONG}, {strength:.2f})"


def _text(confusion: Confusion, outcome: Outcome, style: Style, t: Translator) -> str:
    values = {
        "capability": style.title,
        "outcome": t(OUTCOME_WORDS[outcome]),
        "count": confusion.count(outcome),
        "share": confusion.share(outcome),
    }
    if outcome in ("true_positive", "false_negative"):
        said = t("{capability} · {outcome}\nProducts: {count:,}, {share:.1%} of those with it by label", **values)
    else:
        said = t("{capability} · {outcome}\nProducts: {count:,}, {share:.1%} of those without it by label", **values)
    return plain(said).replace("\n", "<br>")
