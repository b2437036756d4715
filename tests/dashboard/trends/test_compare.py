"""Two slices of launches side by side."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.trends.compare import Comparison, Slice, compare_slices, in_slice
from dashboard.trends.counts import placed_launches
from dashboard.trends.intervals import newcombe
from dashboard.trends.query import TrendQuery

YC, PH = Slice((("source", "yc"),)), Slice((("source", "ph"),))


@pytest.fixture
def frame(launches) -> pd.DataFrame:
    """yc: 1 of 4 in January; ph: 3 of 4 in February, and one launch that nobody has judged."""
    return launches(
        *[("yc", "2024-01-31", "day", tag) for tag in (1, 0, 0, 0)],
        *[("ph", "2024-02-29", "day", tag) for tag in (1, 1, 1, 0, -1)],
        industries=["health", "", "", "", "health", "finance", "", "", ""],
    )


def compared(frame: pd.DataFrame, first: Slice, second: Slice, *, corrected: bool = False) -> Comparison:
    placed, numbers = placed_launches(frame, TrendQuery(), "month")
    masks = (in_slice(placed, numbers, "month", first), in_slice(placed, numbers, "month", second))
    return compare_slices(frame, placed, masks, ("automation",), corrected=corrected)


def test_the_second_share_less_the_first_with_newcombes_band(frame):
    comparison = compared(frame, YC, PH)
    (one,) = comparison.capabilities
    assert (one.tagged, one.positives, one.shares) == ((4, 4), (1, 3), (0.25, 0.75))
    assert (one.difference, (one.low, one.high)) == (0.5, newcombe((3, 4), (1, 4)))
    assert not one.is_corrected
    assert (comparison.sizes, comparison.both, comparison.sources) == ((4, 5), 0, (("yc",), ("ph",)))
    assert not comparison.has_common_source


def test_before_and_after_a_date_are_slices_of_whole_periods(frame):
    assert compared(frame, Slice(last="2024-01"), Slice(first="2024-02")).sizes == (4, 5)


def test_of_several_values_one_is_enough_and_different_columns_all_hold(frame):
    either = Slice((("industry", "health"), ("industry", "finance")))
    both = Slice((("industry", "health"), ("source", "ph")))
    assert compared(frame, either, both).sizes == (3, 1)


def test_launches_in_both_slices_are_counted(frame):
    comparison = compared(frame, Slice(), YC)
    assert (comparison.sizes, comparison.both) == ((9, 4), 4)
    assert comparison.has_common_source


def test_a_slice_without_launches_has_no_share(frame):
    (one,) = compared(frame, Slice(first="2024-03"), PH).capabilities
    assert np.isnan(one.difference)
    assert (one.low, one.high) == (-1, 1)


@pytest.fixture
def audited() -> Callable[[float, float], pd.DataFrame]:
    """Make two industries of one source, 2,000 launches each, an audit of 400; the tagger is right by 80 and 90 %."""

    def made(health: float, finance: float, seed: int = 0) -> pd.DataFrame:
        random = np.random.default_rng(seed)
        truth = np.concatenate([random.random(2000) < health, random.random(2000) < finance])
        tag = np.where(truth, random.random(4000) < 0.8, random.random(4000) < 0.1).astype(np.int8)
        audit = np.where(np.arange(4000) % 10 == 0, truth, -1).astype(np.int8)
        return pd.DataFrame(
            {
                "id": np.arange(4000),
                "source": pd.Categorical(["ph"] * 4000),
                "language": pd.Categorical(["en"] * 4000),
                "country": pd.Categorical([""] * 4000),
                "industry": pd.Categorical(["health"] * 2000 + ["finance"] * 2000),
                "launched_on": pd.to_datetime(pd.Series([date(2024, 1, 31)] * 4000)).astype("datetime64[s]"),
                "launched_precision": pd.Categorical(["day"] * 4000),
                "tag_automation": tag,
                "own_automation": tag,
                "audit_automation": audit,
                "inclusion": 0.1,
                "origin_automation": pd.Categorical(["model"] * 4000),
            }
        )

    return made


def test_a_corrected_difference_is_nearer_to_the_truth_and_its_band_holds_it(audited):
    slices = Slice((("industry", "health"),)), Slice((("industry", "finance"),))
    frames = [audited(0.1, 0.5, seed) for seed in range(20)]
    tagged, corrected = (
        [compared(frame, *slices, corrected=corrected).capabilities[0] for frame in frames]
        for corrected in (False, True)
    )
    # The tagger shrinks a difference of 0.4 by the part 0.8 - 0.1.
    assert np.mean([one.difference for one in tagged]) == pytest.approx(0.28, abs=0.02)
    assert all(one.high < 0.4 for one in tagged)
    assert all(one.is_corrected for one in corrected)
    assert np.mean([one.difference for one in corrected]) == pytest.approx(0.4, abs=0.02)
    assert sum(one.low <= 0.4 <= one.high for one in corrected) >= 17, "of 20; in 900 simulations it were 94 %"


def test_without_audit_labels_it_stays_as_tagged(frame):
    (one,) = compared(frame, YC, PH, corrected=True).capabilities
    assert not one.is_corrected
