"""Which products are measured, and which of them each network learns from."""

from datetime import date, timedelta

import numpy as np
import pytest

from dashboard.messages import RequestError
from dashboard.training.gold import GoldSet
from dashboard.training.split import LEARNED_ALWAYS, Split, make_split, random_split, time_split

FIRST = date(2025, 1, 1)


def gold_of(days: list[int | None], targets: list[int], groups: list[int] | None = None) -> GoldSet:
    """Products that were launched so many days after the first of 2025, labelled for one capability."""
    count = len(days)
    dates = [None if day is None else FIRST + timedelta(days=day) for day in days]
    return GoldSet(
        label_set=["automation"],
        product_ids=np.arange(1, count + 1),
        texts=[""] * count,
        groups=np.arange(count) if groups is None else np.array(groups),
        launched_on=np.array(dates, "datetime64[D]"),
        targets=np.array(targets, np.int8)[:, None],
        primary=np.full(count, -1, np.int8),
        left_out=[],
    )


def halves(count: int) -> list[int]:
    """Every second one has the capability."""
    return [number % 2 for number in range(count)]


def measured(split: Split) -> list[int]:
    """The places of the measured products."""
    return np.flatnonzero(split.measured).tolist()


def test_by_chance_every_product_is_measured_once_by_a_network_that_left_it_out():
    split = random_split(gold_of([None] * 60, halves(60)), 5, seed=0)
    assert split.numbers == [1, 2, 3, 4, 5]
    assert measured(split) == list(range(60))
    assert (split.parts == split.folds).all()
    assert split.future is None
    rounds = list(split.rounds())
    assert sum(held_out.astype(int) for _, _, held_out in rounds).tolist() == [1] * 60
    assert all((learned == ~held_out).all() for _, learned, held_out in rounds)


def test_by_time_the_newest_fifth_is_measured_by_one_network_of_the_others():
    split = time_split(gold_of(list(range(100)), halves(100)), 5, seed=0)
    assert measured(split) == list(range(80, 100))
    ((number, learned, held_out),) = split.rounds()
    assert (number, learned.sum(), held_out.sum()) == (1, 80, 20)
    assert split.future is not None
    assert (split.future.since, split.future.learned_from) == ("2025-03-22", 80)
    assert (split.future.undated, split.future.returning, split.future.scarce) == (0, 0, ())


def test_thresholds_are_chosen_in_parts_of_the_newest():
    split = time_split(gold_of(list(range(100)), halves(100)), 5, seed=0)
    assert np.bincount(split.parts).tolist() == [0, 4, 4, 4, 4, 4]
    positives = np.array(halves(100))[80:]
    assert np.bincount(split.parts[positives == 1]).tolist() == [0, 2, 2, 2, 2, 2]


def test_launches_of_one_day_stay_together():
    # Ten a day: a fifth is the last two days. Thirty a day: 24 would be a fifth, and the last day is taken whole.
    days = [number // 10 for number in range(100)]
    assert measured(time_split(gold_of(days, halves(100)), 5, seed=0)) == list(range(80, 100))
    coarse = [number // 30 for number in range(120)]
    assert measured(time_split(gold_of(coarse, halves(120)), 5, seed=0)) == list(range(90, 120))


def test_what_has_no_date_is_learned_from():
    days = [None if number % 10 == 9 else number for number in range(200)]
    split = time_split(gold_of(days, halves(200)), 5, seed=0)
    assert not any(number % 10 == 9 for number in measured(split))
    # A fifth of all is 40: 36 have a date from 160 on, and 158, 157, 156 and 155 come in.
    assert (measured(split)[0], len(measured(split))) == (155, 40)
    assert split.future is not None
    assert split.future.undated == 20


def test_a_product_that_was_there_before_is_learned_from_with_all_its_launches():
    groups = list(range(100))
    groups[95] = 10
    groups[90] = groups[99]
    split = time_split(gold_of(list(range(100)), halves(100), groups), 5, seed=0)
    assert 95 not in measured(split)
    assert split.folds[10] == split.folds[95] == LEARNED_ALWAYS
    # Two launches of one new product are measured, and lie in one part.
    assert {90, 99} <= set(measured(split))
    assert split.parts[measured(split).index(90)] == split.parts[measured(split).index(99)]
    assert split.future is not None
    assert split.future.returning == 1


def test_a_launch_without_a_date_keeps_the_others_of_its_product_in_the_past():
    days: list[int | None] = list(range(100))
    groups = list(range(100))
    days[0], groups[0] = None, 99
    split = time_split(gold_of(days, halves(100), groups), 5, seed=0)
    assert 99 not in measured(split)


def test_more_is_measured_where_a_capability_would_have_too_few():
    # Of the last 36 every fourth has it, so that ten of them begin at 62; before, every second.
    targets = [number % 2 if number < 62 else int(number % 4 == 2) for number in range(100)]
    split = time_split(gold_of(list(range(100)), targets), 5, seed=0)
    assert measured(split) == list(range(62, 100))
    assert split.future is not None
    assert split.future.scarce == ("automation",)


@pytest.mark.parametrize(
    ("days", "targets"),
    [
        ([None] * 100, halves(100)),
        ([0] * 100, halves(100)),
        # All positives are old, or all are new.
        (list(range(100)), [1] * 50 + [0] * 50),
        (list(range(100)), [0] * 50 + [1] * 50),
    ],
)
def test_what_leaves_too_little_on_either_side_is_refused(days: list[int | None], targets: list[int]):
    with pytest.raises(RequestError, match=r"can't be split by time: .* Choose the split random"):
        make_split(gold_of(days, targets), "time", 5, seed=0)


def test_the_seed_decides_by_chance_and_does_not_move_the_date():
    gold = gold_of(list(range(100)), halves(100))
    assert (make_split(gold, "random", 5, 1).folds != make_split(gold, "random", 5, 2).folds).any()
    assert measured(make_split(gold, "time", 5, 1)) == measured(make_split(gold, "time", 5, 2))
