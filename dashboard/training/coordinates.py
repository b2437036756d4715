"""Coordinates of texts in the space that the training texts span.

With a few hundred texts and ten thousand n-grams, what can be learned of the n-grams lies in the span of the texts. A
network is therefore trained on coordinates in that span, at a few hundred numbers a text; each weight on a coordinate
is a weight on every n-gram, by `basis`, and that is what is stored and served.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dashboard.tagging.features import Encoded

#: Above this many training texts, the span of so many of them, drawn at random, stands for all.
MAX_SPANNING = 2048
MAX_COORDINATES = 1024
#: Rare directions count less than frequent ones, but not as much less as their variance says: between 0 (as found)
#: and 1 (all alike).
WHITENING = 0.5
_NEGLIGIBLE = 1e-6

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Coordinates:
    """A basis of the span: (vocabulary size, coordinates), the row of padding being zero."""

    basis: Floats

    def of(self, encoded: Encoded) -> Floats:
        """Return the coordinates of texts: (texts, coordinates), of unit variance over the training texts."""
        coordinates: Floats = (_sparse(encoded, len(self.basis)) @ self.basis).astype(np.float32)
        return coordinates


def fit_coordinates(encoded: Encoded, vocabulary_size: int, seed: int) -> Coordinates:
    """Return coordinates in the span of the training texts, from the eigenvectors of their inner products."""
    texts = _sparse(encoded, vocabulary_size)
    if texts.shape[0] > MAX_SPANNING:
        rows = np.random.default_rng(seed).choice(texts.shape[0], MAX_SPANNING, replace=False)
        spanning = texts[np.sort(rows)]
    else:
        spanning = texts
    values, vectors = np.linalg.eigh((spanning @ spanning.T).toarray().astype(np.float64))
    kept = (values > _NEGLIGIBLE * values[-1])[::-1][:MAX_COORDINATES]
    values, vectors = values[::-1][: len(kept)][kept], vectors[:, ::-1][:, : len(kept)][:, kept]
    basis = (spanning.T @ (vectors * _signs(vectors))) * values ** (-0.5 - 0.5 * WHITENING)
    scale = np.sqrt(np.mean((texts @ basis) ** 2))
    return Coordinates((basis / scale).astype(np.float32))


def _signs(vectors: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the sign that makes the largest entry of each eigenvector positive: eigh leaves it open."""
    largest = np.abs(vectors).argmax(axis=0)
    return np.where(vectors[largest, np.arange(vectors.shape[1])] < 0, -1.0, 1.0)


def _sparse(encoded: Encoded, vocabulary_size: int) -> csr_array:
    # Without the padding: products of sparse matrices take the square of what each row holds.
    used = encoded.weights > 0
    starts = np.concatenate([[0], np.cumsum(used.sum(axis=1))])
    return csr_array((encoded.weights[used], encoded.ids[used], starts), shape=(len(used), vocabulary_size))
