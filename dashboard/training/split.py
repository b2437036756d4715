"""Which gold products are measured, and which of them each network learns from. Pure.

A split by chance measures every product once, by the network that left its fold out. A split by time measures the
newest products alone, by one network that learned from the earlier ones: what a tagger meets in use is the future.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.messages import RequestError, message
from dashboard.training.folds import Folds, fold_count, group_folds
from dashboard.training.gold import GoldSet, Rows
from dashboard.training.request import TIME

#: The fold of a product that every network learns from, and none is measured on.
LEARNED_ALWAYS = 0
#: A split by time measures this share of the products, or more where a capability would have too few there.
NEWEST = 0.2
#: So much of them at most: the network has to learn from something.
MOST = 0.5
#: Positives, and negatives, of each capability on either side of the date; several launches of one product are one.
LEAST_EACH = 10


@dataclass(frozen=True)
class Future:
    """The newest products of a split by time, and what stands on the other side of the date."""

    # ISO date: the first day of the measured products.
    since: str
    # Products that the network learned from.
    learned_from: int
    # Of them those without a date, and later launches of products that were there before.
    undated: int
    returning: int
    # Capabilities for whose sake more than the newest fifth is measured.
    scarce: tuple[str, ...]


@dataclass(frozen=True)
class Split:
    """How a run measures. What is said of the measured products has a row for each of them, in their order."""

    # Of each product: the number of the network that has not seen it, or LEARNED_ALWAYS.
    folds: Folds
    # Of each measured product: its part. Thresholds and calibration for a part are chosen on the other parts.
    parts: Folds
    # None where chance divides.
    future: Future | None = None

    @property
    def measured(self) -> Rows:
        """Mark the products that a network which has not seen them is measured on."""
        rows: Rows = self.folds != LEARNED_ALWAYS
        return rows

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of the networks that leave products out."""
        return [int(fold) for fold in np.unique(self.folds[self.measured])]

    def rounds(self) -> Iterator[tuple[int, Rows, Rows]]:
        """Yield of each such network its number, the products that it learns from, and those it is measured on."""
        for fold in self.numbers:
            held_out = self.folds == fold
            yield fold, ~held_out, held_out


def make_split(gold: GoldSet, kind: str, most_folds: int, seed: int) -> Split:
    """Return a split of a kind of dashboard.training.request.SPLITS, with `most_folds` folds or parts at most.

    Groups are never divided. Raise RequestError where a split by time would leave too little on either side.
    """
    return time_split(gold, most_folds, seed) if kind == TIME else random_split(gold, most_folds, seed)


def part_split(gold: GoldSet, share: float, most_parts: int, seed: int) -> Split:
    """Measure a `share` of the products, drawn by chance, by one network that learns from all others."""
    folds = _folds(gold, max(2, round(1 / share)), seed)
    chosen = folds == folds.min()
    return Split(np.where(chosen, 1, LEARNED_ALWAYS), _folds(gold.part(chosen), most_parts, seed))


def random_split(gold: GoldSet, most_folds: int, seed: int) -> Split:
    """Return folds by chance: every product is measured once."""
    folds = _folds(gold, most_folds, seed)
    return Split(folds, folds)


def time_split(gold: GoldSet, most_parts: int, seed: int) -> Split:
    """Measure the newest products by one network that learns from all others.

    The launches of one day stay together, and so do those of one product, on the side of its first launch. What has no
    date is learned from. The date is the latest that leaves a fifth of the products from it on, and LEAST_EACH
    positives and negatives of each capability.
    """
    begins = _begins(gold)
    newest = [begins >= day for day in np.unique(begins[~np.isnat(begins)])[::-1]]
    large = [rows for rows in newest if NEWEST <= rows.mean() <= MOST]
    chosen = next((rows for rows in large if not _lacking(gold, rows)), None)
    if chosen is None or _lacking(gold, ~chosen):
        raise RequestError(
            message(
                "These labels can't be split by time: {dated} of {products} labelled products have a launch date, and "
                "no date leaves {least} yes and {least} no of each capability on either side with at most half of the "
                "products after it. Choose the split random, or label more.",
                dated=int((~np.isnat(gold.launched_on)).sum()),
                products=len(gold),
                least=LEAST_EACH,
            )
        )
    parts = _folds(gold.part(chosen), most_parts, seed)
    return Split(np.where(chosen, 1, LEARNED_ALWAYS), parts, _future(gold, chosen, _lacking(gold, large[0])))


def _future(gold: GoldSet, newest: Rows, scarce: tuple[str, ...]) -> Future:
    since, earlier = gold.launched_on[newest].min(), gold.launched_on[~newest]
    return Future(
        since=str(since),
        learned_from=int((~newest).sum()),
        undated=int(np.isnat(earlier).sum()),
        returning=int((earlier >= since).sum()),
        scarce=scarce,
    )


def _folds(gold: GoldSet, most: int, seed: int) -> Folds:
    return group_folds(gold.groups, gold.targets, fold_count(gold.groups, gold.targets, most), seed)


def _begins(gold: GoldSet) -> npt.NDArray[np.datetime64]:
    """Return of each product the first launch of its group; NaT where one of the group has no date."""
    codes, members = np.unique(gold.groups, return_inverse=True)
    first = np.full(len(codes), np.datetime64("9999-12-31", "D"))
    # NaT wins: who knows whether that launch was not the first.
    np.minimum.at(first, members, gold.launched_on)
    begins: npt.NDArray[np.datetime64] = first[members]
    return begins


def _lacking(gold: GoldSet, side: Rows) -> tuple[str, ...]:
    """Return the capabilities of which one side of the date has too few positives or negatives."""
    own, groups = gold.targets[side], gold.groups[side]
    return tuple(
        key
        for label, key in enumerate(gold.label_set)
        if any(len(np.unique(groups[own[:, label] == value])) < LEAST_EACH for value in (0, 1))
    )
