"""The figures of "Is it real?": what is drawn, and what a click carries."""

import numpy as np
import pytest

from dashboard.charts.change_parts import change_parts_figure
from dashboard.charts.composition import composition_figure
from dashboard.charts.theme import Style
from dashboard.messages import english
from dashboard.trends.composition import Composition, split_change
from dashboard.trends.counts import count_trends
from dashboard.trends.grouped import GroupedCounts
from dashboard.trends.query import TrendQuery
from dashboard.trends.series import Trends

STYLE = Style("<b>Automation</b>", "#0072B2")
NAMES = {"yc": "Y Combinator", "ph": "Product Hunt"}


@pytest.fixture
def trends(launches) -> Trends:
    frame = launches(("yc", "2021-12-31", "day", 1), ("ph", "2022-12-31", "day", 1))
    return count_trends(frame, TrendQuery(by="year"))


@pytest.fixture
def counts() -> GroupedCounts:
    """The source yc is in both years; the other in the second, with nine tagged products."""
    positives, tagged = np.array([[10, 30], [0, 9]]), np.array([[100, 100], [0, 9]])
    return GroupedCounts("automation", "source", ("yc", "ph"), ("2021", "2022"), positives, tagged)


@pytest.fixture
def composition(counts: GroupedCounts) -> Composition:
    return split_change(counts, "2021", "2022")


def test_lines_are_the_whole_each_group_and_the_mix_held_still(trends, counts, composition):
    figure = composition_figure(trends, counts, composition, STYLE, NAMES, t=english)
    whole, yc, ph, still = figure.data
    assert [line.name for line in (whole, yc, still)] == [
        "All together",
        "Y Combinator",
        "Same sources, mix held still",
    ]
    assert list(whole.y) == [0.1, pytest.approx(39 / 109)]
    assert list(still.y) == list(yc.y) == [0.1, 0.3]
    assert list(ph.x) == [], "nine products are too few for a mark"


def test_a_mark_carries_the_address_of_what_it_counts(trends, counts, composition):
    whole, yc, *_ = composition_figure(trends, counts, composition, STYLE, NAMES, t=english).data
    assert list(whole.customdata) == [["automation@2021"], ["automation@2022"]]
    assert list(yc.customdata)[1] == ["automation;source=yc@2022"]
    assert yc.hovertext[1] == "Y Combinator · 2022<br>30.0% of 100 tagged products"


def test_the_parts_are_bars_in_percentage_points(composition):
    figure = change_parts_figure(composition, STYLE, t=english)
    assert list(figure.data[0].x) == pytest.approx([25.78, 20, 0, 0, 5.78], abs=0.01)
    assert figure.layout.xaxis.title.text == "percentage points"
    assert "&lt;b&gt;Automation&lt;/b&gt;" in figure.layout.title.subtitle.text


def test_a_change_without_a_split_has_no_figure_of_parts(counts):
    apart = GroupedCounts("automation", "source", ("yc", "ph"), counts.periods, *(np.diag([9, 9]),) * 2)
    with pytest.raises(ValueError, match="without parts"):
        change_parts_figure(split_change(apart, "2021", "2022"), STYLE, t=english)
