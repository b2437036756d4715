"""Average precision of the network beside that of the simple taggers, capability by capability."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.charts.evaluation_words import AVERAGES
from dashboard.charts.evaluation_words import TAGGERS as TAGGER_WORDS
from dashboard.charts.theme import GREY, Style, dress, plain
from dashboard.messages import Translator
from dashboard.training.baselines import KEYWORDS, LINEAR, MAJORITY
from dashboard.training.scoreboard import ENCODER, MICRO, NETWORK, TAGGERS, WORDS, Score

#: Colour and symbol of each tagger: told apart without colour too.
MARKS = {
    MAJORITY: (GREY, "x"),
    KEYWORDS: ("#7A6F8F", "square"),
    LINEAR: ("#5B7C99", "diamond"),
    WORDS: ("#B07A2A", "triangle-up"),
    ENCODER: ("#A0527A", "triangle-down"),
    NETWORK: ("#0B7A75", "circle"),
}


def scores_figure(scores: Sequence[Score], styles: Mapping[str, Style], *, t: Translator) -> go.Figure:
    """Draw a dot a tagger and subject, with its interval. A dot's `customdata` is tagger and subject."""
    shown = [one for one in scores if one.subject != MICRO and one.average_precision.value is not None]
    subjects = list(dict.fromkeys(one.subject for one in shown))
    titles = {
        subject: plain(styles[subject].title if subject in styles else t(AVERAGES.get(subject, subject)))
        for subject in subjects
    }
    figure = go.Figure()
    taggers = [tagger for tagger in TAGGERS if any(one.tagger == tagger for one in shown)]
    for place, tagger in enumerate(taggers):
        own = [one for one in shown if one.tagger == tagger]
        # Side by side about the subject's place.
        offset = min(0.16, 0.7 / len(taggers)) * (place - (len(taggers) - 1) / 2)
        _add(figure, tagger, own, [subjects.index(one.subject) + offset for one in own], titles, t)
    return dress(
        figure,
        title=t("Average precision of each tagger"),
        subtitle=t("On the same products and folds; lines are intervals (95 %)"),
        height=400,
        xaxis={
            "tickvals": list(range(len(subjects))),
            "ticktext": [titles[subject] for subject in subjects],
            "range": [-0.5, max(len(subjects), 1) - 0.5],
        },
        yaxis={"range": [0, 1.02], "title": {"text": t("average precision (higher is better)")}},
    )


def _add(
    figure: go.Figure, tagger: str, own: Sequence[Score], x: Sequence[float], titles: Mapping[str, str], t: Translator
) -> None:
    color, symbol = MARKS[tagger]
    values = [one.average_precision.value or 0.0 for one in own]
    lows = [one.average_precision.low for one in own]
    highs = [one.average_precision.high for one in own]
    figure.add_scatter(
        x=list(x),
        y=values,
        mode="markers",
        name=plain(t(TAGGER_WORDS[tagger])),
        marker={"color": color, "symbol": symbol, "size": 10},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [0 if high is None else high - value for high, value in zip(highs, values, strict=True)],
            "arrayminus": [0 if low is None else value - low for low, value in zip(lows, values, strict=True)],
            "color": color,
            "thickness": 1.5,
            "width": 0,
        },
        customdata=[[one.tagger, one.subject] for one in own],
        hovertext=[
            f"{titles[one.subject]} · {plain(t(TAGGER_WORDS[tagger]))}: {value:.3f}"
            for one, value in zip(own, values, strict=True)
        ],
        hoverinfo="text",
    )
