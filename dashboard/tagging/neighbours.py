"""The labelled products whose texts are most like a text: what the model has learned from in this corner.

Alike means TF-IDF over the same words and runs of characters that taggers read (dashboard.tagging.features), weighed on
the labelled texts themselves, and the cosine between two texts: 0 where they share nothing, 1 where they say the same.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array

from dashboard.tagging.features import Encoded, Vocabulary, fit_vocabulary
from dashboard.tagging.text import product_text

#: Below it two texts share hardly more than common words.
LEAST_SIMILARITY = 0.02
# Of so many labelled texts the distance to their own nearest is looked at; and the share of them that counts as far.
_SAMPLE, _FAR = 400, 0.05


@dataclass(frozen=True)
class Neighbour:
    """A labelled product and how like the text it is, from 0 to 1."""

    product_id: int
    similarity: float


@dataclass(frozen=True)
class NeighbourIndex:
    """The labelled texts, ready to be searched. Row i of `rows` has length 1 and belongs to product_ids[i]."""

    vocabulary: Vocabulary
    rows: csr_array
    product_ids: npt.NDArray[np.int64]
    groups: npt.NDArray[np.object_]
    # 19 in 20 labelled products have a nearest one (of another product group) at least as like them as this.
    usual: float

    def nearest(self, text: str, *, but_group: str | None = None, count: int = 5) -> list[Neighbour]:
        """Return the products that are most like a text, the most like first; those of `but_group` are left out."""
        if not len(self.product_ids):
            return []
        alike = (self.rows @ _rows(self.vocabulary, [text]).T).toarray()[:, 0]
        alike[self.groups == but_group] = 0
        order = np.argsort(-alike, kind="stable")[:count]
        return [Neighbour(int(self.product_ids[i]), float(alike[i])) for i in order if alike[i] >= LEAST_SIMILARITY]


def build_index(gold: pd.DataFrame) -> NeighbourIndex:
    """Return the index of labelled products (db.queries.labels.gold_frame)."""
    texts = [product_text(*row) for row in gold[["name", "tagline", "description"]].itertuples(index=False)]
    vocabulary = fit_vocabulary(texts, min_words=1, min_characters=1)
    rows = _rows(vocabulary, texts)
    groups = gold["product_group"].to_numpy(dtype=object)
    return NeighbourIndex(
        vocabulary, rows, gold["product_id"].to_numpy(np.int64), groups, _usual_similarity(rows, groups)
    )


def _rows(vocabulary: Vocabulary, texts: list[str]) -> csr_array:
    encoded = vocabulary.encode(texts)
    weights = encoded.weights / np.maximum(np.linalg.norm(encoded.weights, axis=1, keepdims=True), 1e-9)
    return _sparse(Encoded(encoded.ids, weights), vocabulary.size)


def _sparse(encoded: Encoded, size: int) -> csr_array:
    texts, places = np.nonzero(encoded.weights)
    return csr_array((encoded.weights[texts, places], (texts, encoded.ids[texts, places])), (len(encoded.ids), size))


def _usual_similarity(rows: csr_array, groups: npt.NDArray[np.object_]) -> float:
    if len(groups) < 2:
        return 0.0
    sample = np.linspace(0, len(groups) - 1, min(_SAMPLE, len(groups))).astype(int)
    alike = (rows[sample] @ rows.T).toarray()
    alike[groups[sample][:, None] == groups[None, :]] = 0
    return float(np.quantile(alike.max(axis=1), _FAR))
