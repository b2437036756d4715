"""The figures of two slices."""

from dashboard.charts.compare import differences_figure, slices_figure
from dashboard.charts.theme import OUTLINE, Style
from dashboard.messages import english
from dashboard.trends.compare import Compared

STYLES = {"automation": Style("<b>Automation</b>", "#0072B2"), "memory": Style("Memory", "#E69F00")}
COMPARED = [
    Compared("automation", (100, 200), (20, 80), (0.2, 0.4), 0.2, 0.1, 0.3, is_corrected=False),
    Compared("memory", (100, 200), (20, 42), (0.2, 0.21), 0.01, -0.1, 0.1, is_corrected=True),
]
ADDRESSES = {(one.capability, place): f"{one.capability}{place}" for one in COMPARED for place in (0, 1)}


def test_each_slice_has_its_marks_which_carry_what_they_count():
    *_, first, second = slices_figure(COMPARED, STYLES, ("A", "B"), ADDRESSES, t=english, chosen="memory1").data
    assert (list(first.x), list(second.x)) == ([0.2, 0.2], [0.4, 0.21])
    assert list(second.customdata) == [["automation1"], ["memory1"]]
    assert [color == OUTLINE for color in second.marker.line.color] == [False, True]
    assert first.hovertext[0] == "&lt;b&gt;Automation&lt;/b&gt; · A<br>20.0%: 20 of 100 tagged products"
    assert "21.0% corrected; as tagged 42 of 200" in second.hovertext[1]


def test_a_difference_has_its_band_and_is_hollow_where_that_holds_nought():
    automation, memory = differences_figure(COMPARED, STYLES, t=english).data
    assert (list(automation.x), list(automation.error_x.array), list(automation.error_x.arrayminus)) == (
        [20.0],
        [100 * (0.3 - 0.2)],
        [100 * (0.2 - 0.1)],
    )
    assert (automation.marker.color, memory.marker.color) == ("#0072B2", "rgba(0,0,0,0)")
    assert memory.hovertext == ("Memory: +1.0 percentage points (-10.0 to +10.0)",)
