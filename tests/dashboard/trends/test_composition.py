"""A change split into what lies within groups and what lies in their mix, by counts that a reader can add up."""

import numpy as np
import pytest

from dashboard.trends.composition import Verdict, same_mix, split_change
from dashboard.trends.counts import count_trends
from dashboard.trends.grouped import GroupedCounts, count_groups
from dashboard.trends.query import TrendQuery


def counted(**groups: tuple[tuple[int, int], ...]) -> GroupedCounts:
    """Make counts from (positives, tagged) by period, a group a name."""
    table = np.array(list(groups.values()))
    periods = tuple(str(2021 + place) for place in range(table.shape[1]))
    return GroupedCounts("automation", "source", tuple(groups), periods, table[:, :, 0], table[:, :, 1])


# Both groups rise by ten points, and the lower one grows from a half to three quarters: 25 % become 27.5 %.
RISING = {"a": ((10, 100), (30, 150)), "b": ((40, 100), (25, 50))}


def values(split) -> list[float]:
    return [pytest.approx(part.value) for part in (split.within, split.mix, split.gone, split.new)]


def test_the_parts_of_kitagawas_split_add_up_to_the_change():
    composition = split_change(counted(**RISING), "2021", "2022")
    assert composition.rates == (0.25, 0.275)
    # Within: 0.625 * 0.1 + 0.375 * 0.1. Mix: 0.15 * 0.25 - 0.45 * 0.25.
    assert values(composition.split) == [0.1, -0.075, 0, 0]
    assert composition.change.value == pytest.approx(0.025)


def test_groups_that_only_one_period_has_are_set_apart():
    composition = split_change(counted(**RISING, c=((60, 100), (0, 0)), d=((0, 0), (200, 200))), "2021", "2022")
    # Before, c lifts 25 % to 110 of 300; afterwards d lifts 27.5 % to 255 of 400.
    assert values(composition.split) == [0.1, -0.075, -(110 / 300 - 0.25), 255 / 400 - 0.275]
    assert composition.change.value == pytest.approx(255 / 400 - 110 / 300)
    assert [one.key for one in composition.common] == ["a", "b"]
    assert composition.cover(0) == pytest.approx(2 / 3)


def test_a_group_with_too_few_products_in_one_period_is_not_common():
    composition = split_change(counted(**RISING, c=((1, 29), (90, 100))), "2021", "2022")
    assert [one.is_common for one in composition.groups] == [True, True, False]


def test_without_a_common_group_there_is_no_split():
    composition = split_change(counted(a=((10, 100), (0, 0)), b=((0, 0), (80, 100))), "2021", "2022")
    assert (composition.verdict, composition.split) == (Verdict.NO_COMMON, None)
    assert composition.change.value == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("groups", "verdict"),
    [
        ({"a": ((100, 1000), (300, 1000))}, Verdict.WITHIN),
        ({"a": ((100, 1000), (101, 1000))}, Verdict.UNCLEAR),
        ({"a": ((90, 900), (10, 100)), "b": ((50, 100), (450, 900))}, Verdict.MIX),
        # Simpson: each group falls by five points, the whole rises, since the higher one grows.
        ({"a": ((450, 4500), (25, 500)), "b": ((250, 500), (2025, 4500))}, Verdict.TURNS),
        # Each group rises by ten points, and the lower one grows just so that the whole stands still.
        ({"a": ((100, 1000), (300, 1500)), "b": ((400, 1000), (250, 500))}, Verdict.HIDDEN),
        ({"a": ((0, 100), (0, 0))}, Verdict.NOTHING),
    ],
)
def test_what_can_be_said_of_a_change(groups: dict, verdict: Verdict):
    assert split_change(counted(**groups), "2021", "2022").verdict is verdict


def test_the_line_with_its_mix_held_still_moves_by_the_part_within():
    counts = counted(a=((10, 100), (5, 29), (30, 150)), b=((40, 100), (9, 30), (25, 50)))
    line = same_mix(counts, split_change(counts, "2021", "2023"))
    assert line[2] - line[0] == pytest.approx(0.1)
    assert np.isnan(line[1]), "group a has 29 products there, too few for a mark"


def test_a_share_of_nought_still_has_a_band():
    change = split_change(counted(a=((0, 50), (0, 50))), "2021", "2022").change
    assert change.low < 0 < change.high


def test_the_bands_hold_the_truth_nineteen_times_in_twenty():
    random = np.random.default_rng(5)
    truth, held = 0.625 * 0.1 + 0.375 * 0.1, 0
    for seed in range(400):
        tagged = np.column_stack([random.multinomial(300, mix) for mix in ((0.5, 0.5), (0.75, 0.25))])
        positives = random.binomial(tagged, [[0.1, 0.2], [0.4, 0.5]])
        counts = GroupedCounts("automation", "source", ("a", "b"), ("2021", "2022"), positives, tagged)
        within = split_change(counts, "2021", "2022", draws=400, seed=seed).split.within
        held += within.low <= truth <= within.high
    assert 0.92 <= held / 400 <= 0.98


def test_launches_are_counted_by_group_and_period_the_largest_group_first(launches):
    frame = launches(
        ("yc", "2021-03-20", "season", 1),
        ("ph", "2021-05-01", "day", 0),
        ("ph", "2023-05-01", "day", 1),
        ("ph", "2023-05-02", "day", -1),
        industries=["health", "", "", "health"],
    )
    query = TrendQuery(by="year")
    trends = count_trends(frame, query)
    by_source = count_groups(frame, query, trends, "automation", "source")
    assert (by_source.keys, by_source.periods) == (("ph", "yc"), ("2021", "2022", "2023"))
    assert by_source.tagged.tolist() == [[1, 0, 1], [1, 0, 0]]
    assert by_source.positives.tolist() == [[0, 0, 1], [1, 0, 0]]
    by_industry = count_groups(frame, query, trends, "automation", "industry")
    assert (by_industry.keys, by_industry.tagged.tolist()) == (("", "health"), [[1, 0, 1], [1, 0, 0]])
