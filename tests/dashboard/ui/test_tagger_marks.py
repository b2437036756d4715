"""The marked text as HTML: escaped, and told apart without colour."""

from dashboard.messages import english
from dashboard.tagging.evidence import Evidence, Mark
from dashboard.tagging.segments import Unit
from dashboard.ui.tagger_marks import GREY, legend, mark_list, marked_text, probability_bar, safe_color

BLUE = "#0072B2"
WILD = "<b>x</b> & <i>y</i>"


def mark(start: int, end: int, effect: float, without: float) -> Mark:
    return Mark("", (Unit(start, end, False),), effect, without)


def test_every_piece_of_a_text_is_escaped_and_none_is_lost():
    """The marks lie on `<b>` and on `y`: inside a mark, between marks and behind the last one."""
    evidence = Evidence(0.5, (mark(0, 3, 1.0, 0.4), mark(14, 15, -0.5, 0.6)))
    shown = marked_text(WILD, evidence, BLUE, rest="<u>", t=english)
    assert "&lt;b&gt;</mark>x&lt;/b&gt; &amp; &lt;i&gt;<mark" in shown
    assert ">y</mark>&lt;/i&gt;" in shown
    assert "&lt;u&gt;" in shown
    assert "<b>" not in shown
    assert "<i>" not in shown


def test_for_and_against_differ_without_colour():
    evidence = Evidence(0.5, (mark(0, 1, 1.0, 0.4), mark(2, 3, -1.0, 0.6)))
    speaks_for, against = marked_text("a b", evidence, BLUE, rest="", t=english).split("<mark ")[1:]
    assert "solid" in speaks_for
    assert "hatch" not in speaks_for
    assert "repeating-linear-gradient" in against
    assert "dashed" in against
    assert "speaks for it; without it 40.0%" in speaks_for
    assert "speaks against it; without it 60.0%" in against


def test_the_stronger_mark_is_the_deeper():
    evidence = Evidence(0.5, (mark(0, 1, 0.5, 0.4), mark(2, 3, 1.0, 0.3)))
    weak, strong = marked_text("a b", evidence, BLUE, rest="", t=english).split("<mark ")[1:]
    opacity = [int(part.split(f"background:{BLUE}")[1][:2], 16) for part in (weak, strong)]
    assert opacity[0] < opacity[1]


def test_the_list_says_how_often_a_word_stands_there():
    twice = Mark("AI", (Unit(0, 2, False), Unit(6, 8, False)), 2.0, 0.1)
    shown = mark_list([twice], english)
    assert "<b>AI</b></bdi> ×2" in shown
    assert "without it 10.0%" in shown
    assert marked_text("AI or ai", Evidence(0.5, (twice,)), BLUE, rest="", t=english).count("<mark") == 2
    assert "<script" not in mark_list([Mark("<script", (Unit(0, 7, False),), 1.0, 0.1)], english)
    assert "No word does." in mark_list([], english)


def test_a_colour_that_is_none_is_grey():
    assert safe_color(BLUE) == BLUE
    assert safe_color('red;background:url("x")') == GREY
    assert 'url("' not in legend("<T>", 'x;url("y")', english)
    assert "&lt;T&gt;" in legend("<T>", BLUE, english)


def test_a_bar_says_in_words_what_it_shows():
    shown = probability_bar(0.714, 0.4, BLUE, '71 % "now"')
    assert "width:71.4%" in shown
    assert "left:40.0%" in shown
    assert 'aria-label="71 % &quot;now&quot;"' in shown
