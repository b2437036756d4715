"""Where capabilities are found, and which occur together, by counts that a reader can add up."""

import numpy as np
import pandas as pd
import pytest

from dashboard.tagging.fields import RuledFields
from dashboard.trends.sectors import place_launches, use_keys
from dashboard.trends.where import Cell, Together, count_sectors, count_together, count_uses


@pytest.fixture
def fields() -> pd.DataFrame:
    """Four launches: a record's industry, a record's field, the rule alone, and nothing at all."""
    ruled = RuledFields(
        industries=("health", "finance"),
        applications=("vision", "speech"),
        industry=np.array([1, 0, 0, -1]),
        application=np.array([[True, False], [True, False], [True, True], [False, False]]),
    )
    return place_launches(["health", "", "", ""], [[], ["speech"], [], []], ruled)


def test_a_record_goes_before_the_rule_and_both_are_told_apart(fields: pd.DataFrame):
    assert fields["sector"].tolist() == ["health", "health", "health", ""]
    assert fields["sector_by"].tolist() == ["record", "rule", "rule", "none"]
    assert use_keys(fields) == ("vision", "speech")


def test_a_record_that_names_an_industry_or_a_field_is_taken_as_whole(fields: pd.DataFrame):
    assert fields["use_vision"].tolist() == [False, False, True, False]
    assert fields["use_speech"].tolist() == [False, True, True, False]
    assert fields["uses_by"].tolist() == ["record", "record", "rule", "rule"]


def test_an_industry_of_a_persons_own_is_one_like_any_other():
    ruled = RuledFields(("health",), (), np.array([0]), np.empty((1, 0), bool))
    assert place_launches(["space mining"], [[]], ruled)["sector"].tolist() == ["space mining"]


def test_cells_count_judged_launches_unknown_industry_last(launches, fields: pd.DataFrame):
    frame = launches(*[("a", "2024-01-31", "day", tag) for tag in (1, 0, -1, 1)])
    placed = pd.concat([frame, fields], axis="columns")
    expected = pytest.approx(2 / 3)
    assert count_sectors(placed, ("automation",)) == (
        Cell("automation", "sector", "health", 2, 1, expected),
        Cell("automation", "sector", "", 1, 1, expected),
    )
    vision, speech = count_uses(placed, ("automation",))
    assert (vision.tagged, vision.positives) == (0, 0)
    assert speech == Cell("automation", "use", "speech", 1, 0, expected)


def test_what_is_expected_goes_by_source_and_language(launches, fields: pd.DataFrame):
    # Source a has 2 of 2, source b 0 of 2. Health has one of a and two of b: 1 of 3 is all that its sources give.
    frame = launches(*zip("abba", ["2024-01-31"] * 4, ["day"] * 4, (1, 0, 0, 1), strict=True))
    health, unknown = count_sectors(pd.concat([frame, fields], axis="columns"), ("automation",))
    assert (health.share, health.lift) == (pytest.approx(1 / 3), pytest.approx(1))
    assert (unknown.share, unknown.lift) == (1, pytest.approx(1))


def test_a_lift_is_a_share_over_the_share_in_all_with_its_band():
    cell = Cell("automation", "sector", "health", tagged=100, positives=40, expected=0.2)
    assert cell.lift == pytest.approx(2)
    # Wilson's interval of 40 of 100 is 0.3094 to 0.4980.
    assert cell.band == (pytest.approx(0.3094 / 0.2, abs=1e-3), pytest.approx(0.498 / 0.2, abs=1e-3))
    assert cell.is_clear
    assert not Cell("automation", "sector", "health", 100, 22, 0.2).is_clear


def test_a_small_cell_is_never_clear_and_an_empty_one_has_no_share():
    assert not Cell("automation", "sector", "health", 29, 29, 0.2).is_clear
    empty = Cell("automation", "sector", "health", 0, 0, 0.2)
    assert np.isnan([empty.share, empty.lift, *empty.band]).all()


def test_capabilities_occur_together_more_often_than_by_chance(launches):
    frame = launches(*[("a", "2024-01-31", "day", tag) for tag in (1, 1, 0, 0, 1)])
    frame["tag_memory"] = np.array([1, 1, 0, 0, -1], np.int8)
    # Four are judged on both; two of two with each, where chance would give one.
    assert count_together(frame) == (Together("automation", "memory", 4, (2, 2), 2, expected=1.0),)
    assert count_together(frame)[0].lift == 2


def test_two_capabilities_of_one_source_do_not_occur_together_for_that_alone(launches):
    frame = launches(*[(source, "2024-01-31", "day", tag) for source, tag in (("a", 1), ("a", 1), ("b", 0), ("b", 0))])
    frame["tag_memory"] = frame["tag_automation"]
    assert count_together(frame)[0].lift == 1
