"""Who came into the audit with which probability, from ten products of yc in English."""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from dashboard.labelling.audit import (
    Design,
    Membership,
    brought_probabilities,
    confusion,
    draw_probabilities,
    weigh_launches,
)
from dashboard.labelling.frame import DrawFrame

THEN, LATER = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)


def products(count: int = 10) -> pd.DataFrame:
    """Launches of 2024-01-20 (odd numbers) and 2024-07-20 (even numbers)."""
    numbers = range(1, count + 1)
    days = [f"2024-0{1 if number % 2 else 7}-20" for number in numbers]
    return pd.DataFrame(
        {
            "id": numbers,
            "source": "yc",
            "external_id": [f"yc-{number}" for number in numbers],
            "language": "en",
            "launched_on": pd.to_datetime(days),
            "launched_precision": "day",
            "created_at": pd.Timestamp(THEN),
        }
    )


def members(draw_id: int, *numbers: int, stratum: int = 0) -> pd.DataFrame:
    return pd.DataFrame({"product_id": numbers, "draw_id": draw_id, "stratum": stratum}, dtype="int64")


def design(draw_id: int, size: int, frame: DrawFrame | None = None, drawn_at: datetime = LATER) -> Design:
    return Design(draw_id, frame or DrawFrame(), (), ("",), (size,), drawn_at)


def weighed(told: pd.DataFrame, *designs: Design, brought=()) -> dict[int, float]:
    """The probability of each launch that is in the audit, of ten that are judged to have automation."""
    files = pd.DataFrame({"product_id": list(brought), "inclusion_probability": np.nan}).astype({"product_id": "int64"})
    launches = pd.DataFrame({"id": range(1, 11), "audit_automation": 1, "inclusion": np.nan})
    found = weigh_launches(launches, Membership(products(), told, files, {"yc": 100}, designs))
    inside = found[found["audit_automation"] == 1]
    assert found["inclusion"].notna().sum() == len(inside)
    return dict(zip(inside["id"].tolist(), inside["inclusion"].round(4).tolist(), strict=True))


def test_a_draw_with_equal_probabilities_weighs_all_alike():
    assert weighed(members(1, *range(1, 11)), design(1, 100)) == pytest.approx(dict.fromkeys(range(1, 11), 0.1))


def test_labels_that_a_file_brought_as_drawn_weigh_alike_within_a_source():
    assert weighed(members(1), brought=range(1, 6)) == pytest.approx(dict.fromkeys(range(1, 6), 0.05))


def test_what_a_file_brought_and_a_draw_took_could_come_in_by_either():
    found = weighed(members(1, *range(1, 11)), design(1, 100), brought=range(1, 11))
    assert found[1] == pytest.approx(1 - 0.9 * 0.9)


def test_a_label_out_of_its_turn_has_no_part_yet():
    assert list(weighed(members(1, 1, 2), design(1, 100))) == [1, 2]


def test_a_product_that_two_draws_could_take_has_the_probability_of_either():
    """Draw 1 took 10 of 100, draw 2 took 10 of the 50 launched in July: even numbers could come in by either."""
    july = DrawFrame(start=pd.Timestamp("2024-07-01").date())
    told = pd.concat([members(1, *range(1, 11)), members(2, *range(2, 21, 2))])
    found = draw_probabilities(products(20), told, [design(1, 100), design(2, 50, july)])
    assert found[0] == pytest.approx(0.1)  # Odd, and drawn by draw 1.
    assert found[1] == pytest.approx(1 - 0.9 * 0.8)  # Even, and drawn by both.
    assert found[11] == pytest.approx(1 - 0.9 * 0.8)  # Even, and drawn by the second alone: the first could have.


def test_overlapping_draws_give_back_the_share_of_the_whole():
    """Of 400 products 100 are of July and all of these have the capability: a quarter. Two draws, the second of July.

    Averaged over 300 pairs of draws the weighted share is 0.25, where the plain one is over 0.4.
    """
    rng = np.random.default_rng(0)
    frame = products(400).assign(launched_on=pd.to_datetime(["2024-07-20"] * 100 + ["2024-01-20"] * 300))
    designs = [design(1, 400), design(2, 100, DrawFrame(start=pd.Timestamp("2024-07-01").date()))]
    weighted, plain = [], []
    for _ in range(300):
        told = [
            members(1, *rng.choice(400, 40, replace=False) + 1),
            members(2, *rng.choice(100, 20, replace=False) + 1),
        ]
        every = pd.concat(told)
        own = frame[frame["id"].isin(every["product_id"])].reset_index(drop=True)
        weights = 1 / draw_probabilities(own, every, designs)
        holds = (own["id"] <= 100).to_numpy()
        weighted.append(weights[holds].sum() / weights.sum())
        plain.append(holds.mean())
    assert np.mean(weighted) == pytest.approx(0.25, abs=0.01)
    assert np.mean(plain) > 0.4


def test_a_product_that_came_later_had_no_chance_in_an_earlier_draw():
    late = products(2).assign(created_at=[pd.Timestamp(THEN), pd.Timestamp(LATER)])
    told = members(1, 1)
    assert draw_probabilities(late, told, [design(1, 10, drawn_at=THEN)]).tolist() == pytest.approx([0.1, 0.0])


def test_a_member_stays_in_the_stratum_that_it_was_drawn_in():
    """Product 2 was corrected from the stratum "ph" (half of it drawn) to "yc" (a tenth) after the draw."""
    own = Design(1, DrawFrame(), ("source",), ("ph", "yc"), (2, 10), LATER)
    told = pd.concat([members(1, 2, stratum=0), members(1, 1, stratum=1)])
    assert draw_probabilities(products(2), told, [own]).tolist() == pytest.approx([0.1, 0.5])


def test_a_draw_that_is_labelled_in_part_is_a_smaller_draw():
    """Of the ten that were drawn only the first four had their turn: 4 of 100, whatever was planned."""
    assert draw_probabilities(products(4), members(1, 1, 2, 3, 4), [design(1, 100)]).tolist() == pytest.approx(
        [0.04] * 4
    )


def test_unequal_probabilities_weigh_and_cost_precision():
    """Weights 4, 1, 1: worth 36/18 = 2 equally likely products, of which the first makes two thirds."""
    holds, tagged = np.array([True, False, False]), np.array([True, True, False])
    assert confusion(holds, tagged, np.array([4.0, 1.0, 1.0])) == pytest.approx((4 / 3, 0, 1 / 3, 1 / 3))


def test_a_probability_that_a_file_gives_goes_before_that_of_its_source():
    brought = pd.DataFrame({"product_id": [1, 2], "inclusion_probability": [0.5, np.nan]})
    assert brought_probabilities(products(2), brought, {"yc": 100}).tolist() == [0.5, 0.02]
