"""Right and wrong, judgement by judgement."""

import pandas as pd
import pytest

from dashboard.training.outcomes import (
    OUTCOMES,
    Cell,
    Confusion,
    confusions,
    differ_from_training,
    judgements_in,
    worst_mistakes,
)
from tests.dashboard.training.judged import LABEL_SET, judged


def test_the_four_outcomes_are_counted_for_each_capability():
    automation, intelligence = confusions(judged(), LABEL_SET)
    assert automation == Confusion("automation", 4, 1, 1, 4)
    assert intelligence == Confusion("intelligence", 0, 0, 1, 3)
    assert (automation.products, automation.positives) == (10, 5)


def test_a_share_is_of_the_products_with_the_same_gold_label():
    automation, intelligence = confusions(judged(), LABEL_SET)
    assert [automation.share(outcome) for outcome in OUTCOMES] == pytest.approx([4 / 5, 1 / 5, 1 / 5, 4 / 5])
    assert intelligence.share("false_negative") == 1.0


def test_nothing_judged_is_nothing_counted():
    nothing = judged().iloc[:0]
    assert confusions(nothing, ["automation"]) == (Confusion("automation", 0, 0, 0, 0),)
    assert Confusion("automation", 0, 0, 0, 0).share("true_positive") == 0.0
    assert worst_mistakes(nothing).empty


@pytest.mark.parametrize(
    ("outcome", "products"),
    [
        ("true_positive", [7, 8, 9, 10]),
        ("false_positive", [6]),
        ("false_negative", [3]),
        ("true_negative", [5, 4, 2, 1]),
    ],
)
def test_a_cell_holds_its_products_the_least_sure_of_the_right_ones_first(outcome: str, products: list[int]):
    assert judgements_in(judged(), Cell("automation", outcome))["product_id"].tolist() == products


def test_of_the_wrong_ones_the_most_wrong_come_first():
    frame = judged().assign(tagged=True, holds=False)
    assert judgements_in(frame, Cell("automation", "false_positive"))["product_id"].tolist() == list(range(10, 0, -1))
    frame = judged().assign(tagged=False, holds=True)
    assert judgements_in(frame, Cell("automation", "false_negative"))["product_id"].tolist() == list(range(1, 11))


def test_the_worst_mistakes_lie_furthest_from_the_gold_label():
    # 0.1 where the label says yes; 0.3 where it says yes; 0.6 where it says no.
    found = worst_mistakes(judged())
    assert list(zip(found["product_id"], found["capability"], strict=True)) == [
        (4, "intelligence"),
        (3, "automation"),
        (6, "automation"),
    ]
    assert len(worst_mistakes(judged(), most=2)) == 2


def test_a_label_that_was_changed_since_the_training_is_noticed():
    counted = confusions(judged(), LABEL_SET)
    trained = {"automation": {"support": 5, "products": 10}, "intelligence": {"support": 1, "products": 4}}
    assert not differ_from_training(counted, {"capabilities": trained})
    assert not differ_from_training(counted, {})
    assert differ_from_training(counted, {"capabilities": trained | {"automation": {"support": 4, "products": 10}}})
    assert differ_from_training(counted, {"capabilities": trained | {"intelligence": {"support": 1, "products": 5}}})


def test_an_address_names_a_cell_or_nothing():
    cell = Cell("automation", "false_negative")
    assert Cell.from_address(cell.address(), LABEL_SET) == cell
    for wrong in (None, "", "automation", "automation@", "magic@missed", "automation@yes", "@false_negative"):
        assert Cell.from_address(wrong, LABEL_SET) is None


def test_judgements_keep_their_columns():
    assert isinstance(worst_mistakes(judged()), pd.DataFrame)
    assert list(worst_mistakes(judged()).columns) == list(judged().columns)
