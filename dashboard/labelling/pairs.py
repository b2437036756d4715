"""Who judged what beside whom: the pairs of judgements that agreement is counted from. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Pair:
    """Two annotators, and how many products both have judged by the same text. The first has judged more in all."""

    first: str
    second: str
    products: int


def annotator_pairs(judgements: pd.DataFrame) -> list[Pair]:
    """Return the pairs of annotators with products in common, the most products first.

    `judgements` (db.queries.agreement.independent_judgements) holds one row a product, capability and annotator.
    """
    order = list(judgements["annotator"].value_counts(sort=True).index)
    read = judgements.drop_duplicates(["product_id", "text_hash", "annotator"])
    pairs: Counter[tuple[str, str]] = Counter()
    # Most products have one annotator alone.
    shared = read[read.duplicated(["product_id", "text_hash"], keep=False)]
    for _text, names in shared.groupby(["product_id", "text_hash"])["annotator"]:
        pairs.update(combinations(sorted(names, key=order.index), 2))
    found = [Pair(first, second, count) for (first, second), count in pairs.items()]
    return sorted(found, key=lambda pair: (-pair.products, pair.first, pair.second))


def pair_frame(judgements: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """Return what two annotators said of the same texts: dashboard.labelling.agreement.PAIR_COLUMNS, and `repeated`.

    `repeated` tells the products that one of the two was given at random, for a second look; somebody chose the others.
    """
    own = ["product_id", "product_group", "capability", "text_hash", "value", "repeated"]
    first, second = (judgements.loc[judgements["annotator"] == name, own] for name in (pair.first, pair.second))
    both = first.merge(second, on=own[:4], suffixes=("_first", "_second"))
    both["repeated"] = both["repeated_first"] | both["repeated_second"]
    both = both.rename(columns={"value_first": "first", "value_second": "second"})
    columns = ["product_id", "product_group", "capability", "first", "second", "repeated"]
    return both[columns].reset_index(drop=True)
