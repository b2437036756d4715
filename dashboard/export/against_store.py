"""How the store has moved since a proof pack was made: which of its products are gone, new, reworded or tagged anew."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from dashboard.export.takeaway import Takeaway, gather
from dashboard.trends.launches import capability_keys


@dataclass(frozen=True)
class StoreDifference:
    """What differs between a pack and the store as it is now, among the products of the pack's choice."""

    gone: int
    new: int
    # Products whose text, source or date is another.
    changed: int
    # (capability, products that have another tag, or have it from somebody else).
    retagged: tuple[tuple[str, int], ...]
    # The model's number in the pack and in the store.
    models: tuple[int | None, int | None]

    @property
    def equal(self) -> bool:
        """Tell whether the store still holds what the pack does."""
        return not (self.gone or self.new or self.changed or any(count for _, count in self.retagged))


def compare_with_store(session: Session, takeaway: Takeaway) -> StoreDifference:
    """Compare a pack's products with the store's. Raise RequestError where the store lacks a source of the choice."""
    now = gather(session, takeaway.query, takeaway.lang)
    pack, store = takeaway.products.set_index("id"), now.products.set_index("id")
    common = pack.index.intersection(store.index)
    before, after = pack.loc[common], store.loc[common]
    keys = [key for key in capability_keys(before) if key in capability_keys(after)]
    return StoreDifference(
        gone=len(pack.index.difference(store.index)),
        new=len(store.index.difference(pack.index)),
        changed=_differing(before, after, ["source", "external_id", "text_hash", "launched_on"]),
        retagged=tuple((key, _differing(before, after, [f"tag_{key}", f"origin_{key}"])) for key in keys),
        models=(_model(takeaway), _model(now)),
    )


def _differing(before: pd.DataFrame, after: pd.DataFrame, columns: list[str]) -> int:
    """Count the rows in which any of the columns differs; dates that are missing in both are the same."""
    pairs = ((before[name].astype("str"), after[name].astype("str")) for name in columns)
    differs = pd.Series(False, index=before.index)
    for old, new in pairs:
        differs |= (old != new) & ~(old.isna() & new.isna())
    return int(differs.sum())


def _model(takeaway: Takeaway) -> int | None:
    model = takeaway.about["model"]
    return None if model is None else int(model["number"])
