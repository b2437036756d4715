"""What the planner reckons with, from a few launches."""

import pandas as pd
import pytest

from dashboard.labelling.evidence import evidence_of_periods


def launches() -> pd.DataFrame:
    """Of 2024-Q1: two of yc, one tagged; of Q2: one of yc tagged, two of Product Hunt, one tagged; one undated.

    Audited are the first two, drawn with the same probability: the tags are right.
    """
    rows = [
        ("yc", "en", "2024-01-20", "season", 1, 1),
        ("yc", "en", "2024-02-20", "season", 0, 0),
        ("yc", "en", "2024-05-20", "season", 1, -1),
        ("ph", "zh", "2024-05-21", "day", 1, -1),
        ("ph", "zh", "2024-06-21", "day", 0, -1),
        ("ph", "zh", None, "none", 1, -1),
        ("ph", "zh", "2024-06-22", "day", -1, 1),
    ]
    names = ["source", "language", "launched_on", "launched_precision", "own_automation", "audit_automation"]
    frame = pd.DataFrame(rows, columns=names).assign(inclusion=0.1)
    return frame.assign(launched_on=pd.to_datetime(frame["launched_on"]))


def test_each_period_has_its_tags_and_products_by_source_and_language():
    found = evidence_of_periods(launches(), "automation", "quarter", 5)
    assert list(found) == ["2024-Q2", "2024-Q1"]
    newest = found["2024-Q2"]
    assert (newest.names, newest.positives.tolist(), newest.totals.tolist()) == (("ph/zh", "yc/en"), [1, 1], [2, 1])
    assert newest.audit.tolist() == [[0, 0, 0, 0], [1, 0, 0, 1]]


def test_the_audit_was_drawn_from_all_that_is_tagged_dated_or_not():
    newest = evidence_of_periods(launches(), "automation", "quarter", 1)["2024-Q2"]
    assert newest.frame.tolist() == [[2, 3], [2, 3]]


def test_a_period_finer_than_a_date_leaves_the_launch_out():
    found = evidence_of_periods(launches(), "automation", "month", 5)
    assert {period: one.names for period, one in found.items()} == {"2024-06": ("ph/zh",), "2024-05": ("ph/zh",)}


def test_one_source_and_language_can_be_looked_at_alone():
    found = evidence_of_periods(launches(), "automation", "quarter", 5, "yc/en")
    assert {period: one.totals.tolist() for period, one in found.items()} == {"2024-Q2": [1], "2024-Q1": [2]}


def test_unequal_probabilities_weigh():
    """The first counts four times the second: worth 25/17 equally likely products, four fifths of them the first."""
    frame = launches().assign(inclusion=[0.05, 0.2, *[1.0] * 5])
    (_nothing, audit) = evidence_of_periods(frame, "automation", "quarter", 1)["2024-Q2"].audit.tolist()
    assert audit == pytest.approx([25 / 17 * 0.8, 0, 0, 25 / 17 * 0.2])
