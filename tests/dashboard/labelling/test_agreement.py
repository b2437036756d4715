"""Cohen's kappa on tables that a reader can add up, and the honesty of its interval."""

import numpy as np
import pandas as pd
import pytest

from dashboard.labelling.agreement import PAIR_COLUMNS, agreements, cohens_kappa, disagreements


def pairs(*rows: tuple[str, str], capability: str = "automation") -> pd.DataFrame:
    """One product a row, each of a group of its own: what the first said, and the second."""
    named = [(number, f"g{number}", capability, *row) for number, row in enumerate(rows, 1)]
    return pd.DataFrame(named, columns=PAIR_COLUMNS)


def test_kappa_is_the_agreement_beyond_chance():
    """Cohen's textbook table: 35 of 50 agree; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5 would; (0.7 - 0.5) / 0.5 = 0.4."""
    kappa = cohens_kappa([20, 5, 10, 15])
    assert kappa is not None
    assert kappa.value == pytest.approx(0.4)
    assert kappa.low < 0.4 < kappa.high


def test_who_always_says_yes_agrees_with_nobody_beyond_chance():
    kappa = cohens_kappa([6, 4, 0, 0])
    assert kappa is not None
    assert kappa.value == 0


@pytest.mark.parametrize("counts", [[12, 0, 0, 0], [0, 0, 0, 12], [0, 0, 0, 0]])
def test_where_all_is_the_same_chance_agrees_as_much_and_there_is_no_kappa(counts: list[int]):
    assert cohens_kappa(counts) is None


def test_full_agreement_on_few_products_proves_little():
    few, many = cohens_kappa([5, 0, 0, 7]), cohens_kappa([50, 0, 0, 70])
    assert few is not None
    assert many is not None
    assert (few.value, few.high, many.value) == (1, 1, 1)
    assert few.low < 0.75 < many.low


def test_the_interval_holds_the_truth_where_few_products_were_judged():
    """15 products, kappa 0.85: the usual large-sample interval holds it 6 times in 10."""
    rng = np.random.default_rng(1)
    by_chance = 0.3**2 + 0.7**2
    apart = (1 - by_chance - 0.85 * (1 - by_chance)) / 2
    held = []
    for counts in rng.multinomial(15, [0.3 - apart, apart, apart, 0.7 - apart], size=200):
        kappa = cohens_kappa(counts.tolist())
        if kappa is not None:
            held.append(kappa.low <= 0.85 <= kappa.high)
    assert np.mean(held) > 0.88


def test_each_capability_is_counted_by_itself_and_unsure_is_in_no_other_count():
    frame = pd.concat(
        [
            pairs(("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no"), ("unsure", "yes")),
            pairs(("no", "yes"), capability="intelligence"),
        ]
    )
    automation, intelligence = agreements(frame, ["automation", "intelligence"])
    assert (automation.both_yes, automation.first_yes, automation.second_yes, automation.both_no) == (1, 1, 0, 2)
    assert (automation.products, automation.agreed, automation.unsure) == (4, 3, 1)
    assert (intelligence.second_yes, intelligence.products) == (1, 1)


def test_several_launches_of_one_product_count_once():
    frame = pairs(("yes", "yes"), ("yes", "yes"), ("no", "no")).assign(product_group=["a", "a", "b"])
    assert agreements(frame, ["automation"])[0].products == 2


def test_what_nobody_judged_twice_has_no_kappa():
    nothing = agreements(pairs(), ["automation"])[0]
    assert (nothing.products, nothing.unsure, nothing.kappa) == (0, 0, None)


def test_only_yes_against_no_is_a_disagreement():
    frame = pairs(("yes", "no"), ("no", "yes"), ("yes", "yes"), ("unsure", "no"))
    assert disagreements(frame)["product_id"].tolist() == [1, 2]
