"""Which products two models tag differently."""

import pandas as pd

from dashboard.tagging.flips import GAINED, LOST, Flips, both_tagged, count_flips, flipped

FIRST, SECOND = ["automation", "intelligence"], ["intelligence", "automation"]


def tags(label_set: list[str], rows: dict[int, tuple[float, float]]) -> pd.DataFrame:
    """Tags from 0.5 on; `rows` holds the probabilities of automation and intelligence."""
    frame = pd.DataFrame({"product_id": list(rows)})
    given = {"automation": [pair[0] for pair in rows.values()], "intelligence": [pair[1] for pair in rows.values()]}
    frame["bits"] = [
        sum((given[key][row] >= 0.5) << place for place, key in enumerate(label_set)) for row in range(len(rows))
    ]
    for key in label_set:
        frame[f"p_{key}"] = given[key]
    return frame


BEFORE = tags(FIRST, {1: (0.1, 0.9), 2: (0.4, 0.9), 3: (0.9, 0.1), 4: (0.9, 0.9)})
AFTER = tags(SECOND, {1: (0.9, 0.9), 2: (0.6, 0.1), 3: (0.2, 0.1), 5: (0.9, 0.9)})


def test_flips_are_counted_each_way_on_the_products_that_both_have_tagged():
    # The label sets stand in another order: it is the capability that is compared, not the place of its bit.
    assert count_flips(both_tagged(BEFORE, AFTER), FIRST, SECOND) == [
        Flips("automation", products=3, gained=2, lost=1),
        Flips("intelligence", products=3, gained=0, lost=1),
    ]


def test_the_products_come_with_both_probabilities_those_that_move_most_first():
    tagged = both_tagged(BEFORE, AFTER)
    gained = flipped(tagged, FIRST, SECOND, "automation", GAINED)
    assert gained.to_numpy().tolist() == [[1, 0.1, 0.9], [2, 0.4, 0.6]]
    assert flipped(tagged, FIRST, SECOND, "automation", LOST)["product_id"].tolist() == [3]
    assert flipped(tagged, FIRST, SECOND, "intelligence", GAINED).empty


def test_a_capability_that_one_model_lacks_is_not_compared():
    alone = tags(["intelligence"], {1: (0.0, 0.9)})
    assert [flips.capability for flips in count_flips(both_tagged(BEFORE, alone), FIRST, ["intelligence"])] == [
        "intelligence"
    ]


def test_without_a_product_in_common_nothing_flips():
    (flips, _) = count_flips(both_tagged(BEFORE, tags(SECOND, {})), FIRST, SECOND)
    assert (flips.products, flips.share) == (0, 0.0)
