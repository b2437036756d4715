"""Do the bands of corrected shares hold what they promise? Simulations over a grid, with known truth.

    python benchmarks/coverage.py [--rounds 100] [--again 1000] [--draws 700] [--jobs 1]

Every cell of the grid fixes a true share, the tagger's error rates, the products of a period and the number of audit
labels, and is simulated `rounds` times over two periods, which share an audit. Three kinds of data:

- one stratum;
- one stratum with learning labels: a person has labelled half of the wrongly tagged products, as learning from what
  looks wrong does. What a page shows as tagged has these labels in it; the estimate counts the model's own tags all the
  same;
- three strata of other shares and error rates, the cell's own in the middle.

Printed are the coverage of the 95 % bands, point by point, pooled and of the worst cell; their width against that of a
plain Rogan-Gladen posterior (share and rates drawn apart, put into the formula, cut off at 0 and 1); and the mean error
of the estimate against the observed share's. All of it twice: from the four counts alone, and with the audit's own
balance of yes and no (`frame`), as the page does.

Of hundreds of cells some look bad by chance alone. So cells in which bands of ours held less than 0.92 are simulated
`again` times more, by other seeds; what these rounds alone give stands for the cell then.
"""

import argparse
import itertools
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from dashboard.trends.prevalence import estimate_prevalence

SHARES = (0.02, 0.1, 0.3, 0.6)
RATES = ((0.6, 0.02), (0.6, 0.2), (0.8, 0.08), (0.95, 0.02), (0.95, 0.2))
PRODUCTS = (50, 300, 2000)
LABELS = (100, 300, 800)
KINDS = ("one stratum", "with learning labels", "three strata")
PERIODS = 2
LEVEL = 0.95
#: A cell that holds less is looked at again; no cell shall hold less than LEAST.
DOUBTED, LEAST = 0.92, 0.9


@dataclass(frozen=True)
class Cell:
    """One cell of the grid."""

    kind: str
    share: float
    found: float
    invented: float
    products: int
    labels: int


@dataclass(frozen=True)
class World:
    """One simulated store: counts (strata, periods), audit (strata, 4), and the true share of all strata together."""

    tagged: np.ndarray
    sizes: np.ndarray
    audit: np.ndarray
    # What a page shows as tagged, labels included (periods,).
    shown: np.ndarray
    truth: float


def main() -> None:
    """Simulate the grid and print what held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--again", type=int, default=0)
    parser.add_argument("--draws", type=int, default=700)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    cells = list(grid())
    start = time.perf_counter()
    places = range(len(cells))
    with ProcessPoolExecutor(args.jobs) as pool:
        figures = simulate_all(pool, cells, places, args.rounds, args.draws)
        doubted = np.flatnonzero(figures[:, [0, 3]].min(axis=1) < DOUBTED).tolist() if args.again else []
        if doubted:
            seeds = [len(cells) + place for place in doubted]
            figures[doubted] = simulate_all(pool, [cells[place] for place in doubted], seeds, args.again, args.draws)
    print(f"{len(cells)} cells, {args.rounds} rounds of {PERIODS} periods each, {time.perf_counter() - start:.0f} s")
    print(f"{len(doubted)} cells again, {args.again} rounds each")
    for kind in KINDS:
        report(kind, cells, figures, [place for place in places if cells[place].kind == kind])
    report("all", cells, figures, list(places))


def simulate_all(
    pool: ProcessPoolExecutor, cells: list[Cell], seeds: Sequence[int], rounds: int, draws: int
) -> np.ndarray:
    """Return the figures of `simulate`, a row a cell."""
    each = [rounds] * len(cells), [draws] * len(cells)
    return np.array(list(pool.map(simulate, cells, seeds, *each, chunksize=8)))


def grid() -> Iterator[Cell]:
    """Yield the cells."""
    for kind, share, (found, invented), products, labels in itertools.product(KINDS, SHARES, RATES, PRODUCTS, LABELS):
        yield Cell(kind, share, found, invented, products, labels)


def simulate(cell: Cell, seed: int, rounds: int, draws: int) -> list[float]:
    """Return means over the rounds: covered, width and error of the estimate from the counts alone, the same with the
    frame, covered, width and error of the plain posterior, and the error of the share that is shown as tagged."""
    rng = np.random.default_rng(seed)
    totals = np.zeros(10)
    for number in range(rounds):
        world = simulated(cell, rng)
        frame = np.c_[world.tagged.sum(axis=1), world.sizes.sum(axis=1)]
        for place, given in enumerate((None, frame)):
            series = estimate_prevalence(
                world.tagged, world.sizes, world.audit, level=LEVEL, draws=draws, seed=number, frame=given
            )
            totals[3 * place : 3 * place + 3] += scores(series.low, series.estimate, series.high, world.truth)
        totals[6:9] += scores(*plain(world, draws, rng), world.truth)
        totals[9] += np.abs(world.shown - world.truth).mean()
    return list(totals / rounds)


def simulated(cell: Cell, rng: np.random.Generator) -> World:
    """Draw a store with a known truth."""
    if cell.kind == "three strata":
        shares = np.array([cell.share / 2, cell.share, min(1.6 * cell.share, 0.95)])
        rates = [(cell.found, cell.invented), (0.9, 0.05), (0.7, 0.12)]
    else:
        shares, rates = np.array([cell.share]), [(cell.found, cell.invented)]
    tables = [_stratum(share, *pair, cell, rng) for share, pair in zip(shares, rates, strict=True)]
    tagged, shown, audit = (np.array(part) for part in zip(*tables, strict=True))
    sizes = np.full(tagged.shape, cell.products)
    return World(tagged, sizes, audit, shown.sum(axis=0) / sizes.sum(axis=0), float(shares.mean()))


def _stratum(
    share: float, found: float, invented: float, cell: Cell, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Return tagged products by period, those shown as having it, and the audit's four counts."""
    positives = rng.binomial(cell.products, share, PERIODS)
    misses, inventions = rng.binomial(positives, 1 - found), rng.binomial(cell.products - positives, invented)
    tagged = positives - misses + inventions
    shown = tagged
    if cell.kind == "with learning labels":
        shown = tagged + rng.binomial(misses, 0.5) - rng.binomial(inventions, 0.5)
    having = rng.binomial(cell.labels, share)
    hits, wrong = rng.binomial(having, found), rng.binomial(cell.labels - having, invented)
    return tagged, shown, [hits, having - hits, wrong, cell.labels - having - wrong]


def plain(world: World, draws: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return low, mean and high of the plain posterior (Jeffreys' priors), strata added up."""
    summed = np.zeros((world.tagged.shape[1], draws))
    for tagged, sizes, (hits, misses, wrong, right) in zip(world.tagged, world.sizes, world.audit, strict=True):
        found, invented = rng.beta(hits + 0.5, misses + 0.5, draws), rng.beta(wrong + 0.5, right + 0.5, draws)
        rate = rng.beta(tagged[:, None] + 0.5, (sizes - tagged)[:, None] + 0.5, (len(tagged), draws))
        summed += np.clip((rate - invented) / (found - invented), 0, 1) / len(world.tagged)
    low, high = np.quantile(summed, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=1)
    return low, summed.mean(axis=1), high


def scores(low: np.ndarray, estimate: np.ndarray, high: np.ndarray, truth: float) -> np.ndarray:
    """Return the part of the bands that hold the truth, their mean width, and the mean error of the estimates."""
    held = (low <= truth) & (truth <= high)
    return np.array([held.mean(), (high - low).mean(), np.abs(estimate - truth).mean()])


def report(title: str, cells: list[Cell], figures: np.ndarray, places: list[int]) -> None:
    """Print what held in some of the cells."""
    rows = figures[places]
    print(f"\n{title}: error of the share as tagged {rows[:, 9].mean():.4f}")
    for name, start in (("four counts alone", 0), ("with the audit's balance", 3), ("plain posterior", 6)):
        covered, width, error = rows[:, start : start + 3].T
        worst = cells[places[int(covered.argmin())]]
        print(
            f"  {name}: coverage {covered.mean():.3f}, worst cell {covered.min():.3f} ({worst.share}, {worst.found}, "
            f"{worst.invented}, {worst.products}, {worst.labels}), under {LEAST}: "
            f"{(covered < LEAST).sum()} of {len(rows)}; "
            f"width {width.mean():.3f}, {width.mean() / rows[:, 7].mean():.2f} times plain; error {error.mean():.4f}"
        )


if __name__ == "__main__":
    main()
