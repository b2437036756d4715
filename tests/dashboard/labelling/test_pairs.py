"""Who judged what beside whom."""

import pandas as pd

from dashboard.labelling.pairs import Pair, annotator_pairs, pair_frame
from db.queries.agreement import INDEPENDENT_COLUMNS


def judgements(*rows: tuple[int, str, str, str, bool], text: str = "t") -> pd.DataFrame:
    """(product, capability, annotator, value, repeated)."""
    named = [(p, f"g{p}", key, who, value, text, None, repeated) for p, key, who, value, repeated in rows]
    return pd.DataFrame(named, columns=INDEPENDENT_COLUMNS)


JUDGED = judgements(
    (1, "automation", "Ann", "yes", False),
    (1, "automation", "Bo", "no", True),
    (2, "automation", "Ann", "yes", False),
    (2, "automation", "Bo", "yes", False),
    (2, "intelligence", "Ann", "no", False),
    (3, "automation", "Ann", "yes", False),
    (3, "automation", "Cy", "yes", False),
)


def test_pairs_are_counted_in_products_and_the_most_come_first():
    assert annotator_pairs(JUDGED) == [Pair("Ann", "Bo", 2), Pair("Ann", "Cy", 1)]


def test_a_pair_stands_side_by_side_where_both_judged_the_same():
    frame = pair_frame(JUDGED, Pair("Ann", "Bo", 2))
    assert frame[["product_id", "capability", "first", "second", "repeated"]].to_numpy().tolist() == [
        [1, "automation", "yes", "no", True],
        [2, "automation", "yes", "yes", False],
    ]


def test_judgements_of_different_texts_are_no_pair():
    other = judgements((1, "automation", "Bo", "no", False), text="another")
    both = pd.concat([JUDGED.iloc[:1], other])
    assert annotator_pairs(both) == []
    assert pair_frame(both, Pair("Ann", "Bo", 1)).empty


def test_one_annotator_makes_no_pair():
    assert annotator_pairs(JUDGED[JUDGED["annotator"] == "Ann"]) == []
