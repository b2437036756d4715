"""The charts of the Trends page: what is drawn, what a hover says, and what a click carries."""

import pytest

from dashboard.charts.axes import period_axis
from dashboard.charts.products import products_figure
from dashboard.charts.shares import shares_figure
from dashboard.charts.theme import OUTLINE, Style
from dashboard.messages import english
from dashboard.trends.counts import count_trends
from dashboard.trends.marks import ALL, Mark
from dashboard.trends.query import TrendQuery
from dashboard.trends.series import Trends

STYLES = {"automation": Style("<b>Automation</b> & co", "#0072B2")}


@pytest.fixture
def trends(launches) -> Trends:
    """January: 1 of 2. February: nothing. March, unfinished: 1 of 1."""
    frame = launches(
        ("<i>yc</i>", "2024-01-31", "day", 1),
        ("ph", "2024-01-31", "day", 0),
        ("ph", "2024-03-01", "day", 1),
    )
    return count_trends(frame, TrendQuery(by="month"))


def test_a_share_chart_says_its_subject_and_its_units(trends: Trends):
    layout = shares_figure(trends, STYLES, t=english).layout
    assert layout.title.text == "Share of products that offer each capability, by month"
    assert layout.title.subtitle.text == "2024-01 to 2024-03, products: 3"
    assert layout.yaxis.title.text == "share of tagged products"
    assert layout.yaxis.tickformat == ".0%"


def test_marks_carry_capability_and_period_and_stand_where_a_share_is_known(trends: Trends):
    *_, marks = shares_figure(trends, STYLES, t=english).data
    assert list(marks.customdata) == [["automation", "2024-01"], ["automation", "2024-03"]]
    assert list(marks.y) == [0.5, 1.0]


def test_the_solid_line_stops_at_a_gap_and_at_what_is_unfinished(trends: Trends):
    bridge, line, _ = shares_figure(trends, STYLES, t=english).data
    assert list(line.y) == [0.5, None, None]
    assert not line.connectgaps
    assert list(bridge.y) == [0.5, None, 1.0]
    assert bridge.line.dash == "dot"


def test_an_unfinished_period_is_shaded_and_its_mark_hollow(trends: Trends):
    figure = shares_figure(trends, STYLES, t=english)
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(1.5, 2.5)]
    assert list(figure.data[-1].marker.color) == ["#0072B2", "rgba(0,0,0,0)"]


def test_a_chosen_mark_is_outlined(trends: Trends):
    *_, marks = shares_figure(trends, STYLES, t=english, chosen=Mark("automation", "2024-01")).data
    assert [color == OUTLINE for color in marks.marker.line.color] == [True, False]
    *_, bars = products_figure(trends, {}, t=english, chosen=Mark(ALL, "2024-03")).data
    assert bars.marker.line.color == OUTLINE


def test_a_hover_says_counts_and_shows_other_peoples_markup_as_text(trends: Trends):
    *_, marks = shares_figure(trends, STYLES, t=english).data
    assert marks.hovertext[0] == (
        "&lt;b&gt;Automation&lt;/b&gt; &amp; co · 2024-01<br>50.0%: 1 of 2 tagged products<br>Products: 2"
    )
    assert "2024-03, unfinished" in marks.hovertext[1]
    assert marks.name == "&lt;b&gt;Automation&lt;/b&gt; &amp; co"


def test_bars_stand_for_sources_the_largest_first_and_carry_their_period(trends: Trends):
    largest, smaller = products_figure(trends, {"ph": "Product Hunt"}, t=english).data
    assert (largest.name, list(largest.x), list(largest.y)) == ("Product Hunt", ["2024-01", "2024-03"], [1, 1])
    assert list(largest.customdata) == [[ALL, "2024-01"], [ALL, "2024-03"]]
    assert list(largest.marker.opacity) == [1.0, 0.5]
    assert smaller.name == "&lt;i&gt;yc&lt;/i&gt;"


def test_many_sources_share_the_last_colour(launches):
    frame = launches(*((f"source {n}", "2024-01-31", "day", 1) for n in range(8)))
    bars = products_figure(count_trends(frame, TrendQuery(by="month")), {}, t=english).data
    assert [sum(bar.y) for bar in bars] == [1, 1, 1, 1, 1, 3]
    assert bars[-1].name == "Other sources"


def test_far_ticks_stand_at_the_start_of_years_and_near_ones_name_their_period():
    quarters = [f"{year}-Q{quarter}" for year in range(2020, 2026) for quarter in range(1, 5)]
    far, near = period_axis(quarters, "quarter"), period_axis(quarters[:5], "quarter")
    assert far["ticktext"] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert near["ticktext"] == ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2021-Q1"]
