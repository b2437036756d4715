"""A batch of a run as its network reads it, kept with the run so that a reader can look at what is learned from."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from dashboard.jobs.storing import store_surely
from dashboard.tagging.concepts import list_concepts
from dashboard.tagging.features import fit_vocabulary
from dashboard.tagging.readable import ReadText, read_texts
from dashboard.training.gold import UNKNOWN, GoldSet
from db.engine import Store
from db.queries.training import add_run_data

#: So many texts of the batch, and so many features of each, are kept: for eyes, not for computing.
SHOWN_TEXTS = 4
SHOWN_FEATURES = 12


#: Texts, and how many pieces of each to name.
Read = Callable[[Sequence[str], int], list[ReadText]]


def first_batch(gold: GoldSet, batch_size: int, seed: int, read: Read | None = None) -> dict[str, Any]:
    """Return some texts of a batch that is drawn with the run's seed, as builtins.

    `size` of the batch, and `texts`, each with its `product_id`, the number of its `features`, the `weightiest` of them
    as [piece, weight], and its `targets`: capability -> 1, 0, or None where nobody said. The text itself is not kept:
    a product that is deleted leaves nothing to read here. The vocabulary is the final network's, that of all texts.
    """
    rows = np.random.default_rng(seed).permutation(len(gold))[:batch_size]
    shown = rows[:SHOWN_TEXTS].tolist()
    own = [gold.texts[row] for row in shown]
    seen = read(own, SHOWN_FEATURES) if read else _read_ngrams(gold, own)
    texts = [
        {
            "product_id": int(gold.product_ids[row]),
            "features": one.count,
            "weightiest": [[feature.piece, feature.weight] for feature in one.weightiest],
            "targets": {
                key: None if target == UNKNOWN else target
                for key, target in zip(gold.label_set, gold.targets[row].tolist(), strict=True)
            },
        }
        for row, one in zip(shown, seen, strict=True)
    ]
    return {"size": len(rows), "texts": texts}


def _read_ngrams(gold: GoldSet, texts: Sequence[str]) -> list[ReadText]:
    vocabulary = fit_vocabulary(gold.texts, concepts=list_concepts())
    return read_texts(texts, vocabulary.encode, most=SHOWN_FEATURES)


def keep_first_batch(
    store: Store, run_id: int, gold: GoldSet, batch_size: int, seed: int, read: Read | None = None
) -> None:
    """Store `first_batch` with the run."""
    batch = first_batch(gold, batch_size, seed, read)
    store_surely(store, lambda session: add_run_data(session, run_id, {"batch": batch}))
