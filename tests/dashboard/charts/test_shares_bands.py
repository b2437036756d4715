"""The bands of the shares: areas behind the lines, and what a mark says of them."""

from dataclasses import replace

from dashboard.charts.shares import shares_figure
from dashboard.charts.theme import Style
from dashboard.messages import english
from dashboard.trends.series import LeftOut, PeriodCount, Point, Trends

STYLES = {"a": Style("Alpha", "#0072B2")}


def trends(*bands: tuple[float, float, float] | None, unfinished: bool = False) -> Trends:
    """One capability, 20 of 100 tagged in each period: (low, estimate, high), or None for a period without products."""
    points = [
        Point("a", str(2020 + place), 100, 100, 20, 0.2, unfinished, *((band[1], band[0], band[2])))
        if band
        else Point("a", str(2020 + place), 0, 0, 0, None, False)
        for place, band in enumerate(bands)
    ]
    counted = tuple(PeriodCount(point.period, point.products, (), ()) for point in points)
    return Trends("year", counted, tuple(points), LeftOut(0, (), ()), ())


def figure(shown: Trends):
    return shares_figure(shown, STYLES, t=english)


def test_a_band_is_an_area_from_the_upper_ends_back_along_the_lower_ones():
    area = figure(trends((0.1, 0.15, 0.3), (0.2, 0.25, 0.4))).data[0]
    assert area.fill == "toself"
    assert list(area.x) == ["2020", "2021", "2021", "2020"]
    assert list(area.y) == [0.3, 0.4, 0.2, 0.1]
    assert area.hoverinfo == "skip"
    assert area.fillcolor == "rgba(0, 114, 178, 0.16)"


def test_lines_and_marks_are_at_the_corrected_shares_and_marks_keep_their_data():
    drawn = figure(trends((0.1, 0.15, 0.3), None, (0.2, 0.25, 0.4)))
    marks = next(trace for trace in drawn.data if trace.mode == "markers")
    assert list(marks.y) == [0.15, 0.25]
    assert [list(data) for data in marks.customdata] == [["a", "2020"], ["a", "2022"]]
    assert drawn.layout.yaxis.title.text == "corrected share"


def test_a_mark_says_estimate_band_and_what_is_tagged():
    marks = next(trace for trace in figure(trends((0.1, 0.15, 0.3))).data if trace.mode == "markers")
    assert marks.hovertext[0].split("<br>") == [
        "Alpha · 2020",
        "15.0%, corrected; 95 % band 10.0% to 30.0%",
        "As tagged 20.0%: 20 of 100 products",
    ]


def test_a_single_mark_has_a_bar_since_no_area_can_show_its_band():
    drawn = figure(trends((0.1, 0.15, 0.3)))
    assert all(trace.fill is None for trace in drawn.data)
    bar = next(trace for trace in drawn.data if trace.mode == "markers").error_y
    assert bar.visible
    assert [round(bar.array[0], 2), round(bar.arrayminus[0], 2)] == [0.15, 0.05]


def test_a_band_of_chance_alone_is_called_so_and_the_share_stays_as_tagged():
    shown = trends((0.1, 0.15, 0.3), (0.1, 0.15, 0.3))
    shown = replace(shown, points=tuple(replace(point, estimate=None) for point in shown.points))
    drawn = figure(shown)
    marks = next(trace for trace in drawn.data if trace.mode == "markers")
    assert list(marks.y) == [0.2, 0.2]
    assert "Band of chance alone, 95 %: 10.0% to 30.0%" in marks.hovertext[0]
    assert drawn.layout.yaxis.title.text == "share of tagged products"


def test_without_bands_there_is_no_area():
    shown = trends((0.1, 0.15, 0.3), (0.1, 0.15, 0.3))
    plain = tuple(replace(point, estimate=None, low=None, high=None) for point in shown.points)
    assert all(trace.fill is None for trace in figure(replace(shown, points=plain)).data)
