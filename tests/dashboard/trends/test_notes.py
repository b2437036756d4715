"""What a reader is told beside the numbers."""

from dashboard.trends.counts import count_trends
from dashboard.trends.notes import SourceChange, left_out_notes, source_change, source_note, unfinished_note
from dashboard.trends.query import TrendQuery


def test_each_reason_to_be_left_out_has_a_sentence_with_its_count(launches):
    frame = launches(
        ("a", "2024-01-31", "day", -1),
        ("a", "2024-03-20", "season", 1),
        ("a", "2024-01-01", "year", 1),
        *[("a", None, "none", 1)] * 1205,
    )
    assert [note.text() for note in left_out_notes(count_trends(frame, TrendQuery(by="month")))] == [
        "Left out by month, since only their season is known: 1.",
        "Left out by month, since only their year is known: 1.",
        "Left out, since they have no date: 1,205.",
        "Counted as products, but not yet tagged and so in no share: 1.",
    ]


def test_nothing_is_said_where_nothing_is_left_out(launches):
    trends = count_trends(launches(("a", "2024-01-31", "day", 1)), TrendQuery(by="month"))
    assert left_out_notes(trends) == []
    assert unfinished_note(trends) is None
    assert source_change(trends) is None


def test_an_unfinished_period_is_named_with_its_source_and_last_day(launches):
    trends = count_trends(launches(("a", "2024-01-20", "day", 1)), TrendQuery(by="month"))
    note = unfinished_note(trends, str.upper)
    assert note is not None
    assert note.text().endswith("a source's own dates end: A 2024-01-20 (2024-01).")


def test_a_change_of_the_leading_source_is_flagged_across_a_gap(launches):
    frame = launches(
        ("yc", "2024-01-31", "day", 1),
        ("ph", "2024-03-31", "day", 1),
        ("ph", "2024-03-31", "day", 1),
        ("yc", "2024-03-31", "day", 1),
    )
    change = source_change(count_trends(frame, TrendQuery(by="month")))
    assert change == SourceChange("2024-03", before="yc", after="ph")
    said = source_note(change, str.upper).text()
    assert said.startswith("Before 2024-03 most products come from YC, from then on from PH.")
