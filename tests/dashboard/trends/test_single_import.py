"""An import that made a trend, turned it, or is one side of it."""

import numpy as np

from dashboard.trends.grouped import GroupedCounts
from dashboard.trends.single_import import Effect, find_single_imports


def effects(**imports: tuple[tuple[int, int], tuple[int, int]]) -> list[tuple[int, Effect]]:
    """Return what is found for imports `n1`, `n2`, each (positives, tagged) in two periods."""
    table = np.array(list(imports.values()))
    keys = tuple(name[1:] for name in imports)
    counts = GroupedCounts("automation", "import_id", keys, ("2021", "2022"), table[:, :, 0], table[:, :, 1])
    return [(one.import_id, one.effect) for one in find_single_imports(counts, "2021", "2022")]


def test_a_change_that_one_import_alone_brings_vanishes_without_it():
    assert effects(n1=((100, 1000), (100, 1000)), n2=((0, 0), (450, 500))) == [(2, Effect.VANISHES)]


def test_a_change_that_goes_the_other_way_without_an_import_turns():
    assert effects(n1=((300, 1000), (150, 1000)), n2=((0, 0), (900, 1000))) == [(2, Effect.TURNS)]


def test_an_import_that_one_period_stands_on_is_one_side():
    assert effects(n1=((100, 1000), (0, 10)), n2=((0, 0), (450, 500))) == [
        (1, Effect.ONE_SIDE),
        (2, Effect.ONE_SIDE),
    ]


def test_a_change_that_every_import_shows_depends_on_none():
    assert effects(n1=((100, 1000), (300, 1000)), n2=((10, 100), (30, 100))) == []


def test_the_only_import_is_no_news_and_a_change_by_chance_depends_on_nothing():
    assert effects(n1=((100, 1000), (300, 1000))) == []
    assert effects(n1=((100, 1000), (101, 1000)), n2=((0, 0), (1, 10))) == []
