"""Coordinates of texts in the space that the training texts span.

With a few hundred texts and ten thousand n-grams, what can be learned of the n-grams lies in the span of the texts. A
network is therefore trained on coordinates in that span, at a few hundred numbers a text; each weight on a coordinate
is a weight on every n-gram, by `basis`, and that is what is stored and served.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import eigh
from scipy.sparse import csr_array

from dashboard.tagging.features import Encoded, Vocabulary

#: Above this many training texts, the span of so many of them, drawn at random, stands for all.
MAX_SPANNING = 2048
MAX_COORDINATES = 512
#: Rare directions count less than frequent ones, but not as much less as their variance says: between 0 (as found)
#: and 1 (all alike).
WHITENING = 0.5
#: How much the n-grams, the concepts and their groups count beside one another: what counts more is learned sooner.
#: Chosen by cross-validation on the catalogue (docs/design.md).
NGRAM_SCALE, CONCEPT_SCALE, GROUP_SCALE = 0.7, 6.0, 16.0
_NEGLIGIBLE = 1e-6

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Coordinates:
    """A basis of the span for the n-grams, and what each concept counts as it is."""

    # (ids of n-grams, coordinates), the row of padding being zero.
    basis: Floats
    # (concepts and groups,): each is a coordinate of its own, so many times its weight in the text.
    scales: Floats

    def of(self, encoded: Encoded) -> Floats:
        """Return the coordinates of texts: (texts, coordinates), those of the span first."""
        ngrams = len(self.basis)
        read = _sparse(encoded, ngrams + len(self.scales))
        return np.hstack([read[:, :ngrams] @ self.basis, read[:, ngrams:].toarray() * self.scales]).astype(np.float32)

    def table(self, weights: Floats) -> Floats:
        """Return the weight of every id, (ids, units), that `weights` on the coordinates mean, (coordinates, units)."""
        spanned = self.basis.shape[1]
        return np.vstack([self.basis @ weights[:spanned], self.scales[:, None] * weights[spanned:]])


def fit_coordinates(encoded: Encoded, vocabulary: Vocabulary, seed: int) -> Coordinates:
    """Return coordinates in the span of the training texts, from the eigenvectors of their inner products."""
    texts = _sparse(encoded, vocabulary.size)[:, : vocabulary.first_concept]
    if texts.shape[0] > MAX_SPANNING:
        rows = np.random.default_rng(seed).choice(texts.shape[0], MAX_SPANNING, replace=False)
        spanning = texts[np.sort(rows)]
    else:
        spanning = texts
    products = (spanning @ spanning.T).toarray().astype(np.float64)
    values, vectors = eigh(products, subset_by_index=[max(0, len(products) - MAX_COORDINATES), len(products) - 1])
    kept = np.flatnonzero(values > _NEGLIGIBLE * values[-1])[::-1]
    values, vectors = values[kept], vectors[:, kept]
    basis = (spanning.T @ (vectors * _signs(vectors))) * values ** (-0.5 - 0.5 * WHITENING)
    scale = NGRAM_SCALE / np.sqrt(np.mean((texts @ basis) ** 2))
    return Coordinates((basis * scale).astype(np.float32), _concept_scales(vocabulary))


def _concept_scales(vocabulary: Vocabulary) -> Floats:
    if vocabulary.concepts is None:
        return np.empty(0, np.float32)
    learned, groups = len(vocabulary.concepts.places), len(vocabulary.concepts.index.group_keys)
    return np.repeat(np.array([CONCEPT_SCALE, GROUP_SCALE], np.float32), [learned, groups])


def _signs(vectors: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the sign that makes the largest entry of each eigenvector positive: eigh leaves it open."""
    largest = np.abs(vectors).argmax(axis=0)
    return np.where(vectors[largest, np.arange(vectors.shape[1])] < 0, -1.0, 1.0)


def _sparse(encoded: Encoded, vocabulary_size: int) -> csr_array:
    # Without the padding: products of sparse matrices take the square of what each row holds.
    used = encoded.weights > 0
    starts = np.concatenate([[0], np.cumsum(used.sum(axis=1))])
    return csr_array((encoded.weights[used], encoded.ids[used], starts), shape=(len(used), vocabulary_size))
