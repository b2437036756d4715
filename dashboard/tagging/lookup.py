"""Find hashes among sorted ones. They are spread evenly, so that their first bits say nearly where each one stands.

A binary search jumps about in memory, fifteen times for each of the thousand n-grams of a text, and took half of the
time that the features of a text took.
"""

import numpy as np
import numpy.typing as npt

from dashboard.tagging.ngrams import Hashes

_HASH_BITS = 32
# So many more buckets than hashes that most hold none or one.
_SPARE_BITS = 3
_LEAST_BITS, _MOST_BITS = 4, 20

Places = npt.NDArray[np.int32]


class Lookup:
    """Sorted hashes in buckets by their first bits; equal ones may stand side by side."""

    def __init__(self, hashes: Hashes) -> None:
        bits = min(max(len(hashes).bit_length() + _SPARE_BITS, _LEAST_BITS), _MOST_BITS)
        self._shift = np.uint32(_HASH_BITS - bits)
        edges = np.arange(2**bits + 1, dtype=np.uint64) << np.uint64(self._shift)
        begins = np.searchsorted(hashes, edges).astype(np.int32)
        self._begins, self._ends = begins[:-1], begins[1:]
        # One more, so that the place behind the last hash can be looked at; what stands there is never taken.
        self._hashes = np.append(hashes, np.uint32(0))

    def find(self, hashes: Hashes) -> tuple[npt.NDArray[np.intp], Places]:
        """Return which of `hashes` are there, by their index and in their order, and the first place of each."""
        buckets = hashes >> self._shift
        places, ends = self._begins.take(buckets), self._ends.take(buckets)
        there = (self._hashes.take(places) == hashes) & (places < ends)
        # Few are left: those whose bucket holds more than one.
        rest = np.flatnonzero(~there & (places + 1 < ends))
        while len(rest):
            places[rest] += 1
            hit = self._hashes[places[rest]] == hashes[rest]
            there[rest[hit]] = True
            rest = rest[~hit]
            rest = rest[places[rest] + 1 < ends[rest]]
        known = np.flatnonzero(there)
        return known, places[known]
