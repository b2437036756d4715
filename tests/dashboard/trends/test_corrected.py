"""Trends corrected by the audit labels: whose labels, which tags, which strata."""

import numpy as np
import pandas as pd
import pytest

from dashboard.trends.corrected import Correction, correct, has_audit, with_estimates
from dashboard.trends.correction_notes import correction_notes, steadiness_notes
from dashboard.trends.counts import count_trends
from dashboard.trends.drift import find_drift
from dashboard.trends.query import TrendQuery

BY_YEAR = TrendQuery(by="year")


def launches(*blocks: tuple[str, str, int, int, int, int], inclusion: float = float("nan")) -> pd.DataFrame:
    """Make launches with one capability: (source, day, how many, own tag, audit label, tag with labels)."""
    rows = [block for block in blocks for _ in range(block[2])]
    return pd.DataFrame(
        {
            "id": range(len(rows)),
            "source": pd.Categorical([row[0] for row in rows]),
            "language": pd.Categorical(["en"] * len(rows)),
            "launched_on": pd.to_datetime([row[1] for row in rows]).astype("datetime64[s]"),
            "launched_precision": pd.Categorical(["day"] * len(rows)),
            "inclusion": np.float32(inclusion),
            "own_a": np.array([row[3] for row in rows], np.int8),
            "audit_a": np.array([row[4] for row in rows], np.int8),
            "tag_a": np.array([row[5] for row in rows], np.int8),
            "origin_a": pd.Categorical(
                ["label" if row[4] >= 0 else "model" for row in rows], ["none", "label", "model"]
            ),
        }
    )


def audited(source: str, day: str, hits: int, misses: int, inventions: int, rejections: int) -> list:
    """Blocks of audit launches, each labelled and so shown as its label says."""
    cells = ((hits, 1, 1), (misses, 0, 1), (inventions, 1, 0), (rejections, 0, 0))
    return [(source, day, count, own, held, held) for count, own, held in cells]


def corrected(frame: pd.DataFrame, query: TrendQuery = BY_YEAR) -> Correction:
    return correct(frame, query, count_trends(frame, query))[0]


@pytest.fixture
def two_sources() -> pd.DataFrame:
    """Source x: 80 % found, 10 % invented. Source y: 50 % found, none invented. In 2024 a third of both is tagged."""
    return launches(
        *audited("x", "2023-05-01", 160, 40, 30, 270),
        *audited("y", "2023-05-01", 100, 100, 0, 300),
        *[("x", "2024-05-01", 300, 1, -1, 1), ("x", "2024-05-01", 600, 0, -1, 0)],
        *[("y", "2024-05-01", 300, 1, -1, 1), ("y", "2024-05-01", 600, 0, -1, 0)],
    )


def test_each_source_is_corrected_by_its_own_audit_labels(two_sources: pd.DataFrame):
    one = corrected(two_sources)
    assert [stratum.audit for stratum in one.strata] == [(160, 40, 30, 270), (100, 100, 0, 300)]
    assert [part.estimate[1] for part in one.series.strata] == pytest.approx([(1 / 3 - 0.1) / 0.7, 2 / 3], abs=0.02)
    assert one.series.estimate[1] == pytest.approx(0.5, abs=0.02)


def test_a_choice_of_one_source_uses_its_audit_labels_whatever_the_range(two_sources: pd.DataFrame):
    one = corrected(two_sources, TrendQuery(by="year", sources=("y",), start=pd.Timestamp("2024-01-01").date()))
    assert [stratum.audit for stratum in one.strata] == [(100, 100, 0, 300)]
    assert one.series.estimate == pytest.approx([2 / 3], abs=0.03)


def test_what_is_counted_is_the_models_own_tag_though_a_label_stands_before_it():
    # 40 more were labelled in the learning lane, all of them wrongly tagged: what is shown has no wrong tag among them.
    frame = launches(
        *audited("x", "2023-05-01", 160, 40, 30, 270),
        *[("x", "2024-05-01", 60, 1, -1, 1), ("x", "2024-05-01", 100, 0, -1, 0), ("x", "2024-05-01", 40, 1, -1, 0)],
    )
    series = corrected(frame).series
    assert series.observed[1] == pytest.approx(0.5)
    assert count_trends(frame, BY_YEAR).points[1].observed == pytest.approx(0.3)
    assert series.estimate[1] == pytest.approx((0.5 - 0.1) / 0.7, abs=0.03)


def test_a_period_that_is_labelled_completely_counts_as_its_labels_say(two_sources: pd.DataFrame):
    # 400 of the 1,000 launches of 2023 have it by label, and every one of them is labelled.
    series = corrected(two_sources).series
    assert series.estimate[0] == 0.4
    assert series.observed[0] == pytest.approx(0.29)


def test_estimates_join_the_points_and_nothing_else_changes(two_sources: pd.DataFrame):
    plain = count_trends(two_sources, BY_YEAR)
    trends = with_estimates(plain, correct(two_sources, BY_YEAR, plain))
    assert trends.is_corrected
    assert not plain.is_corrected
    assert [point.observed for point in trends.points] == [point.observed for point in plain.points]
    assert all(point.low < point.estimate < point.high for point in trends.points)
    assert [point.share for point in trends.points] == [point.estimate for point in trends.points]


def test_without_audit_labels_there_is_no_estimate_and_a_band_of_chance_on_request():
    frame = launches(("x", "2024-05-01", 30, 1, -1, 1), ("x", "2024-05-01", 70, 0, -1, 0))
    plain = count_trends(frame, BY_YEAR)
    corrections = correct(frame, BY_YEAR, plain)
    assert not has_audit(frame, BY_YEAR, plain)
    assert with_estimates(plain, corrections) == plain
    point = with_estimates(plain, corrections, chance=True).points[0]
    assert point.estimate is None
    assert point.low < 0.3 < point.high
    assert "Nothing corrects these shares" in correction_notes(corrections)[0].text()


def test_a_frame_that_knows_no_audit_is_corrected_by_nothing(two_sources: pd.DataFrame):
    bare = two_sources.drop(columns=["own_a", "audit_a", "inclusion"])
    assert not has_audit(bare, BY_YEAR, count_trends(bare, BY_YEAR))
    assert not corrected(bare).series.corrected


def test_unequal_draws_count_as_fewer_labels_and_by_their_weights():
    frame = launches(*audited("x", "2024-05-01", 60, 60, 50, 50))
    frame["inclusion"] = np.where(frame["own_a"] == 1, 0.1, 0.3).astype("float32")
    stratum = corrected(frame).strata[0]
    assert stratum.audit == (60, 60, 50, 50)
    hits, misses, *_ = stratum.weighted
    # A tagged product stands for ten, an untagged one for three and a third: 3 to 1, in 120 that are worth 96.
    assert hits / (hits + misses) == pytest.approx(0.75)
    assert hits + misses == pytest.approx(96)


def test_the_notes_name_what_corrects_what_is_vague_and_what_nobody_labelled():
    frame = launches(
        *audited("x", "2023-05-01", 16, 4, 30, 270),
        *[("x", "2024-05-01", 50, 1, -1, 1), ("y", "2024-05-01", 50, 1, -1, 1), ("y", "2024-05-01", 7, 0, -1, 0)],
    )
    said = [note.text() for note in correction_notes([corrected(frame)])]
    assert said[0].endswith("as 320 products show them that were drawn at random and labelled: x/en: 320.")
    assert said[1].endswith("as wide as that: y/en (57).")
    assert said[2].endswith("so that the error rates are vague: a (x/en: 20).")


def test_a_tagger_that_errs_more_in_later_products_is_told():
    frame = launches(
        *audited("x", "2023-05-01", 48, 2, 5, 45),
        *audited("x", "2024-05-01", 25, 25, 5, 45),
        ("x", "2025-05-01", 50, 1, -1, 1),
    )
    one = corrected(frame)
    assert one.drift.true_positive.changed
    assert not one.drift.false_positive.changed
    assert "a: the tagger finds 96% of what is there early and 50% late" in correction_notes([one])[-1].text()
    assert steadiness_notes([one]) == []


def test_few_labels_leave_it_open_whether_the_error_rates_are_steady():
    one = corrected(launches(*audited("x", "2023-05-01", 5, 2, 40, 60), *audited("x", "2024-05-01", 5, 2, 40, 60)))
    assert one.drift.true_positive.p_value is None
    assert [note.text() for note in steadiness_notes([one])] == [
        "Whether the tagger errs alike in every period can't be tested: too few labels. a."
    ]


def test_steady_rates_are_called_changed_about_as_often_as_promised():
    rng = np.random.default_rng(0)
    changed = 0
    for _ in range(400):
        held = rng.random(200) < 0.4
        tagged = np.where(held, rng.random(200) < 0.8, rng.random(200) < 0.1)
        changed += find_drift(held, tagged, rng.integers(2, size=200), rng.integers(1000, size=200)).changed
    assert changed / 400 < 0.05


def test_strata_that_differ_are_no_drift():
    # Stratum 0 is early and easy, stratum 1 late and hard: within each nothing changes.
    held = np.ones(400, bool)
    strata = np.repeat([0, 1], 200)
    tagged = np.where(strata == 0, np.arange(400) % 10 > 0, np.arange(400) % 2 > 0)
    assert not find_drift(held, tagged, strata, np.arange(400)).changed
