"""What an analysis reads, all of it as the store stood at one moment."""

from dataclasses import dataclass

import pandas as pd

from dashboard.trends.launches import capability_keys
from db.engine import Store
from db.queries.analyses import data_revisions, texts_frame
from db.queries.training import active_model
from db.queries.trends import launches_frame


@dataclass(frozen=True)
class Material:
    """Launches (dashboard.trends.launches) with their product group, name, tagline and description."""

    launches: pd.DataFrame
    revisions: dict[str, int]
    # None where none is active: shares come from labels alone then.
    model_id: int | None

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Return the label set."""
        return capability_keys(self.launches)


def read_material(store: Store) -> Material:
    """Read the store."""
    with store.read() as session:
        revisions = data_revisions(session)
        model = active_model(session)
        launches = launches_frame(session)
        texts = texts_frame(session)
    launches = launches.merge(texts, on="id", how="left", validate="one_to_one")
    return Material(launches, revisions, None if model is None else model.id)
