"""Charts of a model's figures: what they draw, and what a click or a hover finds."""

import numpy as np
import pytest

from dashboard.charts.evaluation_confusion import confusion_figure
from dashboard.charts.evaluation_curve import curve_figure
from dashboard.charts.evaluation_reliability import reliability_figure
from dashboard.charts.evaluation_scores import scores_figure
from dashboard.charts.evaluation_slices import slices_figure
from dashboard.charts.theme import GREY, OUTLINE, Style
from dashboard.messages import english
from dashboard.training.outcomes import Cell, confusions
from dashboard.training.reliability import Reliability, reliability
from dashboard.training.scoreboard import ENCODER, MACRO, MICRO, NETWORK, TAGGERS, WORDS, Interval, Score
from dashboard.training.slices import Slice
from dashboard.training.thresholds import at_threshold, precision_recall
from tests.dashboard.training.judged import LABEL_SET, judged

STYLES = {"automation": Style("Automation", "#0072B2"), "intelligence": Style("A <b> & B", "#E69F00")}
PROBABILITIES = np.array([0.9, 0.6, 0.2])
TRUTH = np.array([True, False, True])


def test_a_square_holds_count_share_and_what_a_click_needs():
    figure = confusion_figure(confusions(judged(), LABEL_SET), STYLES, t=english)
    (squares,) = figure.data
    assert squares.text[:4] == ("<b>4</b><br>80%", "<b>1</b><br>20%", "<b>1</b><br>20%", "<b>4</b><br>80%")
    assert squares.customdata[6] == ["intelligence", "false_negative"]
    assert squares.marker.symbol == "square"
    assert "Products: 1, 20.0% of those without it" in squares.hovertext[1]


def test_names_from_a_person_are_no_markup():
    squares = confusion_figure(confusions(judged(), LABEL_SET), STYLES, t=english).data[0]
    assert squares.y[4] == "A &lt;b&gt; &amp; B"


def test_the_chosen_square_alone_is_outlined():
    chosen = Cell("automation", "false_negative")
    line = confusion_figure(confusions(judged(), LABEL_SET), STYLES, t=english, chosen=chosen).data[0].marker.line
    assert line.color == OUTLINE
    assert line.width == (0, 0, 3, 0, 0, 0, 0, 0)


def test_all_curves_have_a_dot_at_the_threshold_in_use():
    curves = {"automation": precision_recall(PROBABILITIES, TRUTH)}
    used = {"automation": at_threshold(PROBABILITIES, TRUTH, 0.5)}
    line, dot = curve_figure(curves, used, STYLES, t=english).data
    assert line.x == pytest.approx((0.5, 0.5, 1.0))
    assert (dot.x, dot.y) == ((0.5,), (0.5,))
    assert "threshold in use" in dot.hovertext[0]


def test_of_a_chosen_capability_the_tried_threshold_and_the_base_are_drawn_and_others_fade():
    curve = precision_recall(PROBABILITIES, TRUTH)
    used, tried = at_threshold(PROBABILITIES, TRUTH, 0.5), at_threshold(PROBABILITIES, TRUTH, 0.1)
    figure = curve_figure(
        {"automation": curve, "intelligence": curve},
        {"automation": used, "intelligence": used},
        STYLES,
        t=english,
        chosen="automation",
        tried=tried,
    )
    assert [trace.opacity for trace in figure.data[:2]] == [1, 0.3]
    assert [trace.x[0] for trace in figure.data[2:]] == [0.5, 1.0]
    assert figure.layout.annotations[0].text == "tagging every product: 67%"


def test_a_threshold_that_tags_nothing_has_no_point():
    curves = {"automation": precision_recall(PROBABILITIES, TRUTH)}
    used = {"automation": at_threshold(PROBABILITIES, TRUTH, 0.95)}
    assert len(curve_figure(curves, used, STYLES, t=english).data) == 1


def test_a_reliability_diagram_has_both_curves_and_the_count_of_each_bin():
    after, before = reliability(PROBABILITIES, TRUTH), reliability(PROBABILITIES / 2, TRUTH)
    figure = reliability_figure(after, before, t=english)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [bar.y for bar in bars] == [(1, 1, 1), (1, 1, 1)]
    assert bars[1].customdata[0] == ["after", 2, 1]
    assert "said 20% to 30%" in bars[1].hovertext[0]
    assert len(reliability_figure(after, None, t=english).data) == 3
    assert len(reliability_figure(Reliability(()), None, t=english).data) == 3


def one_slice(value: str, positives: int) -> Slice:
    interval = Interval(0.5, 0.4, 0.6)
    return Slice("language", value, 100, 100, positives, interval, interval, interval, interval)


def test_a_slice_with_too_few_is_grey_and_hollow():
    figure = slices_figure([one_slice("en", 50), one_slice("zh", 3)], ["English", "Chinese"], t=english)
    enough, few = figure.data
    assert enough.y == ("Language: English, n 100",)
    assert (few.customdata[0], few.marker.line.color) == (["language", "zh"], GREY)
    assert few.marker.color == "rgba(0,0,0,0)"
    assert figure.layout.yaxis.categoryarray == ("Language: Chinese, n 100", "Language: English, n 100")


def test_taggers_stand_side_by_side_and_one_without_a_figure_is_left_out():
    known, nothing = Interval(0.5, 0.4, 0.6), Interval()
    scores = [
        Score(tagger, subject, value, nothing, nothing, nothing, 1, 2)
        for subject in ("automation", MACRO, MICRO)
        for tagger, value in (("majority", known), ("keyword_rules", nothing), (NETWORK, known))
    ]
    figure = scores_figure(scores, STYLES, t=english)
    assert [trace.name for trace in figure.data] == ["the majority", "the network"]
    assert figure.data[0].x[0] < 0 < figure.data[1].x[0]
    assert figure.layout.xaxis.ticktext == ("Automation", "Mean (macro)")
    assert figure.data[1].customdata[1] == [NETWORK, MACRO]


def test_the_halves_of_a_network_have_marks_of_their_own_and_no_dot_reaches_the_next_capability():
    known = Interval(0.5, 0.4, 0.6)
    subjects = ("automation", "intelligence")
    figure = scores_figure(
        [Score(tagger, subject, known, known, known, known, 1, 2) for subject in subjects for tagger in TAGGERS],
        STYLES,
        t=english,
    )
    names = dict(zip(TAGGERS, (trace.name for trace in figure.data), strict=True))
    assert (names[WORDS], names[ENCODER]) == ("n-grams and concepts alone", "the encoder alone")
    assert len({(trace.marker.color, trace.marker.symbol) for trace in figure.data}) == len(TAGGERS)
    assert max(trace.x[0] for trace in figure.data) < 0.5 < min(trace.x[1] for trace in figure.data)
