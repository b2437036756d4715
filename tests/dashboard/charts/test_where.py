"""Heat maps of squares that can be clicked, and the figure of new pairs."""

from dashboard.charts.fusion import NEW, OLDER, fusion_figure
from dashboard.charts.heat import Square, heat_figure
from dashboard.charts.theme import OUTLINE
from dashboard.messages import english
from dashboard.trends.fusion import Pair

SQUARES = [
    Square("<b>Health</b>", "Automation", 2.0, "40%", "a & b", "one"),
    Square("Finance", "Automation", None, "3", "few", "two"),
    Square("Finance", "Memory", 1.0, "20%", "usual", "three"),
]


def test_squares_stand_in_their_order_and_carry_their_address():
    figure = heat_figure(SQUARES, ["Automation", "Memory"], title="Where")
    (squares,) = figure.data
    assert list(squares.customdata) == [["one"], ["two"], ["three"]]
    assert list(figure.layout.yaxis.categoryarray) == ["Finance", "&lt;b&gt;Health&lt;/b&gt;"], "the first is on top"
    assert list(squares.hovertext) == ["a &amp; b", "few", "usual"]


def test_colour_says_how_many_times_the_usual_and_small_ones_are_hollow():
    (squares,) = heat_figure(SQUARES, ["Automation", "Memory"], title="").data
    assert list(squares.marker.color) == ["#01665E", "rgba(0,0,0,0)", "#F5F5F5"]
    (low,) = heat_figure([Square("a", "b", 0.0, "", "", "")], ["b"], title="").data
    assert list(low.marker.color) == ["#8C510A"]


def test_the_chosen_square_is_outlined():
    (squares,) = heat_figure(SQUARES, ["Automation", "Memory"], title="", chosen="two").data
    assert [color == OUTLINE for color in squares.marker.line.color] == [False, True, False]


def test_pairs_go_from_before_to_lately():
    fields = (("sector", "health"), ("use", "speech"))
    pairs = [
        Pair("a", "en", fields, (0, 1000), (20, 1000), 0, 1.0, 0.01, 0.02),
        Pair("a", "en", fields, (10, 1000), (30, 1000), 0, 1.0, 0.01, 0.02),
    ]
    *lines, before, lately = fusion_figure(pairs, ["x", "y"], ["1", "2"], t=english).data
    assert [list(line.x) for line in lines] == [[0, 2], [1, 3]]
    assert (list(before.x), list(lately.x)) == ([0, 1], [2, 3])
    assert list(lately.marker.color) == [NEW, OLDER]
    assert list(lately.customdata) == [["1"], ["2"]]
    assert "before: 0 of 1,000 products<br>lately: 20 of 1,000" in lately.hovertext[0]
