"""Which judgements of a file are new, and in which lane."""

from datetime import UTC, datetime

import pytest

from dashboard.labelling.file_merge import Merge, Product, merge_judgements
from dashboard.labelling.file_rows import FileRow
from db.queries.label_files import Judgement

MONDAY, TUESDAY, TODAY = (datetime(2026, 11, day, tzinfo=UTC) for day in (16, 17, 20))
PRODUCTS = {("yc", "yc-1"): Product(1, "text now")}


def row(value: str = "yes", at: datetime | None = MONDAY, **fields) -> FileRow:
    given = {
        "line": 2,
        "key": ("yc", "yc-1"),
        "capability": "automation",
        "annotator": "Ann",
        "origin": "person",
        "lane": "",
        "assisted": False,
        "draw_id": None,
        "inclusion_probability": None,
        "text_hash": None,
    }
    return FileRow(**{**given, "value": value, "created_at": at, **fields})


def merge(*rows: FileRow, known: list[Judgement] | None = None, lane: str = "learning") -> Merge:
    return merge_judgements(rows, PRODUCTS, known or [], {(3, 1): 0.25}, lane=lane, moment=TODAY)


def test_the_same_rows_twice_bring_nothing_new():
    rows = (row("no"), row("yes", TUESDAY), row("yes", None, capability="ai"))
    first = merge(*rows)
    assert [one.value for one in first.new] == ["no", "yes", "yes"]
    again = merge(*rows, known=first.new)
    assert (again.new, again.unchanged) == ([], 3)


def test_a_judgement_without_a_time_is_given_now_of_the_text_as_it_stands():
    new = merge(row(at=None)).new[0]
    assert (new.created_at, new.text_hash) == (TODAY, "text now")


def test_without_a_time_the_last_word_of_an_annotator_counts_and_is_compared_with_the_newest():
    """Ann says no, then yes; the store knows her yes of Monday and her no of Tuesday."""
    known = [*merge(row("yes")).new, *merge(row("no", TUESDAY)).new]
    brought = merge(row("no", None), row("yes", None), known=known)
    assert ([one.value for one in brought.new], brought.unchanged) == (["yes"], 0)
    assert merge(row("no", None), known=known).unchanged == 1


def test_what_the_catalogue_said_here_it_says_again_under_another_date():
    said = {"annotator": "catalogue", "origin": "catalogue"}
    known = merge(row(at=TUESDAY, **said)).new
    assert merge(row(at=MONDAY, **said), known=known).unchanged == 1
    assert len(merge(row("no", at=MONDAY, **said), known=known).new) == 1


@pytest.mark.parametrize(
    ("said", "probability", "of_the_file", "lane"),
    [
        ("audit", 0.25, "learning", "audit"),
        ("audit", None, "learning", "learning"),
        ("audit", None, "audit", "audit"),
        ("", None, "audit", "audit"),
        ("", 0.25, "learning", "learning"),
        ("learning", None, "audit", "learning"),
        ("learning", 0.25, "audit", "learning"),
    ],
)
def test_only_what_was_drawn_at_random_joins_the_audit(said, probability, of_the_file, lane):
    brought = merge(row(lane=said, inclusion_probability=probability), lane=of_the_file)
    assert brought.new[0].lane == lane
    assert brought.not_drawn == (said == "audit" and lane == "learning")
    assert brought.evenly == (lane == "audit" and probability is None)


def test_a_label_that_an_audit_has_reused_stands_in_both_lanes_and_comes_back_so():
    rows = (row(), row(lane="audit", draw_id=3, inclusion_probability=0.25))
    first = merge(*rows).new
    assert [(one.lane, one.draw_id) for one in first] == [("learning", None), ("audit", 3)]
    assert merge(*rows, known=first).new == []


def test_audit_labels_that_a_person_spoke_for_are_known_again_though_the_file_names_no_draw():
    known = merge(row(), lane="audit").new
    assert merge(row(lane="audit"), known=known).unchanged == 1


def test_the_number_of_a_draw_is_kept_only_where_it_is_this_store_s_own_draw():
    said = {"lane": "audit", "inclusion_probability": 0.25}
    numbers = [merge(row(draw_id=number, **said)).new[0].draw_id for number in (3, 4)]
    assert numbers == [3, None]
    elsewhere = merge(row(draw_id=3, lane="audit", inclusion_probability=0.5)).new[0]
    assert (elsewhere.lane, elsewhere.draw_id) == ("audit", None)


def test_a_label_of_a_product_that_is_not_here_is_refused_with_what_to_do():
    refused = merge(row(key=("yc", "yc-9"), line=5)).refused
    assert [(one.line, one.column, one.value) for one in refused] == [(5, "external_id", "yc-9")]
    assert refused[0].reason.text() == (
        "No product yc-9 of the source yc is here. A label belongs to a product. Bring its list in first."
    )
