"""Which products two models tag differently. Pure: frames of tags in, dataclasses out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

GAINED, LOST = "gained", "lost"


@dataclass(frozen=True)
class Flips:
    """One capability under two models: how many products the second tags otherwise than the first."""

    capability: str
    # Products that both have tagged as they are now.
    products: int
    # From no to yes, and from yes to no.
    gained: int
    lost: int

    @property
    def share(self) -> float:
        """Return the share of products that flip; 0 where there is none to compare."""
        return (self.gained + self.lost) / self.products if self.products else 0.0


def both_tagged(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Join the tags (db.queries.tags.tags_frame) of two models on the products that both have tagged.

    Columns: product_id, and those of each frame with the suffix _first or _second.
    """
    return first.merge(second, on="product_id", suffixes=("_first", "_second"))


def count_flips(tagged: pd.DataFrame, first_set: Sequence[str], second_set: Sequence[str]) -> list[Flips]:
    """Count the flips in `both_tagged`, for each capability that both label sets have."""
    found = []
    for key in first_set:
        if key in second_set:
            before, after = _tags(tagged, "first", first_set, key), _tags(tagged, "second", second_set, key)
            gained, lost = int((~before & after).sum()), int((before & ~after).sum())
            found.append(Flips(key, len(tagged), gained, lost))
    return found


def flipped(
    tagged: pd.DataFrame, first_set: Sequence[str], second_set: Sequence[str], capability: str, which: str
) -> pd.DataFrame:
    """Return the products that flip, those whose probability moves most first: product_id, before, after.

    `which` is GAINED or LOST; before and after are the probabilities that the two models give.
    """
    before, after = _tags(tagged, "first", first_set, capability), _tags(tagged, "second", second_set, capability)
    rows = tagged[~before & after if which == GAINED else before & ~after]
    said = {
        "product_id": rows["product_id"],
        "before": rows[f"p_{capability}_first"],
        "after": rows[f"p_{capability}_second"],
    }
    moved = pd.DataFrame(said)
    far = (moved["after"] - moved["before"]).abs().sort_values(ascending=False, kind="stable").index
    return moved.loc[far].reset_index(drop=True)


def _tags(tagged: pd.DataFrame, side: str, label_set: Sequence[str], key: str) -> npt.NDArray[np.bool_]:
    bits = tagged[f"bits_{side}"].to_numpy(np.int64)
    return (bits >> list(label_set).index(key) & 1).astype(bool)
