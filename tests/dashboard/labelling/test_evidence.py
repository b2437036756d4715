"""What the planner reckons with, from a few launches."""

import pandas as pd

from dashboard.labelling.audit import AuditStratum
from dashboard.labelling.evidence import evidence_of_periods

AUDIT = [AuditStratum("yc", "en", {"automation": 10}, {"automation": (4.0, 1.0, 1.0, 4.0)}, passed=0)]


def launches() -> pd.DataFrame:
    """Of 2024-Q1: two of yc, one tagged; of Q2: one of yc tagged, two of Product Hunt, one tagged; one undated."""
    rows = [
        ("yc", "en", "2024-01-20", "season", 1),
        ("yc", "en", "2024-02-20", "season", 0),
        ("yc", "en", "2024-05-20", "season", 1),
        ("ph", "zh", "2024-05-21", "day", 1),
        ("ph", "zh", "2024-06-21", "day", 0),
        ("ph", "zh", None, "none", 1),
        ("ph", "zh", "2024-06-22", "day", -1),
    ]
    frame = pd.DataFrame(rows, columns=["source", "language", "launched_on", "launched_precision", "tag_automation"])
    return frame.assign(launched_on=pd.to_datetime(frame["launched_on"]))


def test_each_period_has_its_tags_and_products_by_source_and_language():
    found = evidence_of_periods(launches(), AUDIT, "automation", "quarter", 5)
    assert list(found) == ["2024-Q2", "2024-Q1"]
    newest = found["2024-Q2"]
    assert (newest.names, newest.positives.tolist(), newest.totals.tolist()) == (("ph/zh", "yc/en"), [1, 1], [2, 1])
    assert newest.audit.tolist() == [[0, 0, 0, 0], [4, 1, 1, 4]]


def test_the_audit_was_drawn_from_all_that_is_tagged_dated_or_not():
    newest = evidence_of_periods(launches(), AUDIT, "automation", "quarter", 1)["2024-Q2"]
    assert newest.frame.tolist() == [[2, 3], [2, 3]]


def test_a_period_finer_than_a_date_leaves_the_launch_out():
    found = evidence_of_periods(launches(), AUDIT, "automation", "month", 5)
    assert {period: one.names for period, one in found.items()} == {"2024-06": ("ph/zh",), "2024-05": ("ph/zh",)}


def test_one_source_and_language_can_be_looked_at_alone():
    found = evidence_of_periods(launches(), AUDIT, "automation", "quarter", 5, "yc/en")
    assert {period: one.totals.tolist() for period, one in found.items()} == {"2024-Q2": [1], "2024-Q1": [2]}


def test_the_models_own_tags_go_before_those_that_a_label_has_changed():
    frame = launches().assign(own_automation=0)
    assert evidence_of_periods(frame, AUDIT, "automation", "quarter", 1)["2024-Q2"].positives.tolist() == [0, 0]
