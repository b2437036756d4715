"""Which products to label next: open, unlike what is labelled, spread over capabilities and periods. Pure.

A product's worth is how unsure the labels so far leave each capability: the entropy of its probability, more where it
may well hold, for of most capabilities positives are scarce and teach more. The capabilities take turns, the rarer ones
more often, and in a turn the others count less. The worth falls with the likeness to what is labelled, and to what was
chosen before, so that a batch is no row of twins (Brinker, "Incorporating diversity in active learning with support
vector machines", 2003); and a period that has had its share counts less for a while.

The numbers below were chosen by twenty simulations within the catalogue, a fifth of it held out; those that were tried
differ by less than chance in most places, so none is critical.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

#: Numbers that a text is pressed into where likeness is looked at.
_WIDTH = 1024
# How little the probability itself counts: a positive teaches more than a negative, of which there are many.
_LEAN = 0.5
# How much the other capabilities count when it is one's turn.
_OTHERS = 0.6

Floats = npt.NDArray[np.float64]
Dense = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Choice:
    """A product to label, and what speaks for it."""

    # Its place among the candidates.
    place: int
    # The capability that counted most, its place and its probability.
    capability: int
    probability: float
    # The likeness to the most like product that is labelled or was chosen before: 0 nothing in common, 1 the same.
    likeness: float


def pressed(rows: csr_array) -> Dense:
    """Return rows of numbers as short ones of length 1, whose products are about the cosines of the rows.

    A count sketch (Charikar, Chen & Farach-Colton 2002): each feature adds to one place, with a sign; 1,024 places keep
    a cosine to about 0.03.
    """
    rng = np.random.default_rng(0)
    features = rows.shape[1]
    places, signs = rng.integers(_WIDTH, size=features), rng.choice([-1.0, 1.0], size=features)
    sketch = csr_array((signs, (np.arange(features), places)), (features, _WIDTH))
    dense = (rows @ sketch).toarray().astype(np.float32)
    found: Dense = dense / np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
    return found


def nearest(rows: Dense, labelled: Dense) -> Dense:
    """Return the likeness of each row to the most like labelled one, 0 where none is labelled."""
    if not len(labelled):
        return np.zeros(len(rows), np.float32)
    likeness: Dense = (rows @ labelled.T).max(axis=1).clip(0, 1)
    return likeness


def worths(probabilities: Floats) -> Floats:
    """Return what each capability adds to the worth of each product (products, capabilities)."""
    sure = np.clip(probabilities, 1e-9, 1 - 1e-9)
    entropy = -(sure * np.log(sure) + (1 - sure) * np.log(1 - sure))
    own: Floats = entropy * (_LEAN + probabilities)
    return own


def choose(
    probabilities: Floats, rows: Dense, likeness: Dense, positives: Ints, periods: Ints, count: int
) -> list[Choice]:
    """Choose `count` products, the most useful first.

    `rows` are those of `pressed`, `likeness` those of `nearest`, `positives` the labelled products that have each
    capability, and `periods` a code a product.
    """
    parts = worths(probabilities)
    near = likeness.copy()
    turns = _Turns(1 / np.sqrt(1 + positives))
    dates = _Turns(np.bincount(periods))
    is_open = np.ones(len(rows), bool)
    chosen: list[Choice] = []
    for _ in range(min(count, len(rows))):
        turn = turns.next()
        own = in_turn(parts, turn)
        worth = own.sum(axis=1) * (1 - near) * dates.due()[periods]
        best = int(np.where(is_open, worth, -1).argmax())
        key = int(own[best].argmax())
        chosen.append(Choice(best, key, float(probabilities[best, key]), float(near[best])))
        is_open[best] = False
        turns.take(turn)
        dates.take(int(periods[best]))
        near = np.maximum(near, (rows @ rows[best]).clip(0, 1))
    return chosen


def in_turn(parts: Floats, turn: int) -> Floats:
    """Return the parts of a worth when it is one capability's turn: the others count less."""
    own = parts * _OTHERS
    own[:, turn] = parts[:, turn]
    return own


class _Turns:
    """Who is due: each one has a share of the places, and what is ahead of its share counts less."""

    def __init__(self, shares: npt.ArrayLike) -> None:
        own = np.asarray(shares, np.float64)
        self._shares = own / own.sum()
        self._had = np.zeros(len(own))

    def due(self) -> Floats:
        """Return a factor for each: 1 unless it is ahead of its share."""
        sought: Floats = np.minimum(1, (self._shares * self._had.sum() + 1) / (self._had + 1))
        return sought

    def next(self) -> int:
        """Return who is furthest behind its share."""
        return int((self._shares * (self._had.sum() + 1) - self._had).argmax())

    def take(self, place: int) -> None:
        """Count a place."""
        self._had[place] += 1
