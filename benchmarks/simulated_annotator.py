"""How many labels does the learning lane need to reach what random order reaches with 300?

    python benchmarks/simulated_annotator.py [--seeds 0-19] [--orders learning,random] [--out FILE.json]
    python benchmarks/simulated_annotator.py --gather FILE.json …
    python benchmarks/simulated_annotator.py --network 0-4

An annotator that is never wrong: the pool is the embedded catalogue, whose labels are hidden until an order asks for
them, 25 at a time; products of the test set are left out of it. The first 25 are drawn, the same for every order of a
seed. The test set is ../shared/data/gold_dev.csv. After each batch a linear head (logistic regression over the n-grams
and concepts that the tagger `fast` reads) is trained on what has been labelled, and measured by mean average precision.
The order `learning` is the Label page's own function (dashboard.labelling.order.order_texts); `uncertainty` takes
what is nearest to one half, whatever it is like.

Told are the labels at which an order's mean first reaches the mean of random order with 300, read off between batches,
and their 95 % interval over the seeds (2,000 bootstrap draws, the target drawn along): for this pool and this test set.
`--network` trains the tagger's own network instead, on what both orders have chosen after 200, 250 and 300 labels; it
takes half a minute a seed on an idle machine.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from tagger_quality import CAPABILITIES, ROOT, SHARED, as_stored, read_gold

from dashboard.labelling.head import PENALTY, Space, probabilities, read_texts, rows_of
from dashboard.labelling.order import BATCH, order_texts
from dashboard.labelling.usefulness import Dense, pressed
from dashboard.training.gold import GoldSet, gold_set

AIM, MOST, DRAWS = 300, 500, 2000
NETWORKS = (200, 250, 300)
#: What the Label page aims at: two thirds of the labels that random order needs.
GOAL = 2 / 3

Ints = npt.NDArray[np.int64]
#: Of each seed, batch and capability: average precision.
Curves = list[list[list[float]]]
Order = Callable[["World", Ints, np.random.Generator], Ints]


@dataclass(frozen=True)
class World:
    """The pool, read once: labels have no part in how it is read."""

    pool: GoldSet
    space: Space
    short: Dense
    # Codes of the years in which the products were launched.
    years: Ints
    test_rows: csr_array
    test: GoldSet

    def open_after(self, labelled: Ints) -> Ints:
        """Return the places that are not labelled."""
        return np.setdiff1d(np.arange(len(self.pool)), labelled)


def main() -> None:
    """Run seeds, or gather what earlier runs have written, and print a line an order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="0-19", help="first and last")
    parser.add_argument("--orders", default=",".join(ORDERS), help="some of: " + ", ".join(ORDERS))
    parser.add_argument("--gold", type=Path, default=SHARED / "data" / "gold_dev.csv")
    parser.add_argument("--out", type=Path, help="write the curves here, to gather them later")
    parser.add_argument("--gather", type=Path, nargs="+", help="curves that were written")
    parser.add_argument("--network", metavar="SEEDS", help="train the tagger's network on what these seeds choose")
    args = parser.parse_args()
    if args.gather:
        print_table(gathered(args.gather))
        return
    if not args.gold.is_file():
        sys.exit(f"{args.gold} is absent. The benchmark needs gold labels to measure by. Name a file: --gold FILE.")
    world = make_world(args.gold)
    if args.network:
        compare_networks(world, seeds_of(args.network))
        return
    found = {name: [curve(world, name, seed) for seed in seeds_of(args.seeds)] for name in args.orders.split(",")}
    if args.out:
        args.out.write_text(json.dumps(found), encoding="utf-8")
    print_table(found)


def make_world(gold_file: Path) -> World:
    """Read the catalogue as the pool and the gold file as the test set."""
    stored = as_stored(read_gold(gold_file), "text")
    catalogue = as_stored(pd.read_csv(ROOT / "dashboard/catalogue/products.csv"), "description")
    catalogue = catalogue[~catalogue["product_group"].isin(stored["product_group"])]
    pool, test = gold_set(catalogue, CAPABILITIES), gold_set(stored, CAPABILITIES)
    space = read_texts(pool.texts, CAPABILITIES)
    years = np.unique(pool.launched_on.astype("datetime64[Y]"), return_inverse=True)[1]
    return World(pool, space, pressed(space.rows), years, rows_of(space.vocabulary, test.texts), test)


def by_learning(world: World, labelled: Ints, _rng: np.random.Generator) -> Ints:
    """Choose as the Label page does."""
    open_ = world.open_after(labelled)
    targets = world.pool.targets[labelled]
    chosen = order_texts(world.space, world.short, labelled, targets, open_, world.years[open_], BATCH)
    return open_[[one.place for one in chosen]]


def by_chance(world: World, labelled: Ints, rng: np.random.Generator) -> Ints:
    """Choose at random."""
    return rng.permutation(world.open_after(labelled))[:BATCH]


def by_uncertainty(world: World, labelled: Ints, _rng: np.random.Generator) -> Ints:
    """Choose the products that have the probability nearest to one half, whichever capability's it is."""
    open_ = world.open_after(labelled)
    said = probabilities(world.space, labelled, world.pool.targets[labelled])[open_]
    return open_[np.argsort(np.abs(said - 0.5).min(axis=1), kind="stable")[:BATCH]]


ORDERS: dict[str, Order] = {"learning": by_learning, "random": by_chance, "uncertainty": by_uncertainty}


def curve(world: World, order: str, seed: int) -> list[list[float]]:
    """Return the average precision of each capability after each batch."""
    return [average_precisions(world, labelled) for labelled in steps(world, order, seed, MOST)]


def steps(world: World, order: str, seed: int, most: int) -> list[Ints]:
    """Return what is labelled after each batch. The first one is drawn by the seed, and the same for every order."""
    rng = np.random.default_rng(seed)
    found = [rng.permutation(len(world.pool))[:BATCH]]
    while len(found[-1]) < most:
        found.append(np.concatenate([found[-1], ORDERS[order](world, found[-1], rng)]))
    return found


def average_precisions(world: World, labelled: Ints) -> list[float]:
    """Train a linear head on the labelled products, and measure it on the test set."""
    rows = world.space.rows[labelled]
    found = []
    for place in range(len(CAPABILITIES)):
        holds, truth = world.pool.targets[labelled, place], world.test.targets[:, place]
        said = np.zeros(len(truth))
        if 0 < holds.sum() < len(holds):
            model = LogisticRegression(C=1 / PENALTY, solver="liblinear", intercept_scaling=3)
            said = model.fit(rows, holds).decision_function(world.test_rows)
        found.append(float(average_precision_score(truth, said)))
    return found


def compare_networks(world: World, seeds: Sequence[int]) -> None:
    """Train the tagger's own network on what both orders have chosen after 200, 250 and 300 labels."""
    from dashboard.training.crossfit import train_network
    from dashboard.training.request import FastSettings
    from dashboard.training.runtime import start_tensorflow

    start_tensorflow(0)
    print("seed | learning with 200, 250, 300 | random with 200, 250, 300")
    found = []
    for seed in seeds:
        said = []
        for order in ("learning", "random"):
            chosen = steps(world, order, seed, AIM)
            for labels in NETWORKS:
                rows = np.isin(np.arange(len(world.pool)), chosen[labels // BATCH - 1])
                logits = train_network(world.pool.part(rows), FastSettings(), seed).logits(world.test.texts)["tags"]
                own = [average_precision_score(*pair) for pair in zip(world.test.targets.T, logits.T, strict=True)]
                said.append(float(np.mean(own)))
        found.append(said)
        print(network_line(str(seed), said), flush=True)
    print(network_line("mean", np.mean(found, axis=0).tolist()))


def network_line(title: str, said: Sequence[float]) -> str:
    """Return a row of the networks' table."""
    halves = (said[: len(NETWORKS)], said[len(NETWORKS) :])
    return " | ".join([title, *(", ".join(f"{value:.3f}" for value in half) for half in halves)])


def labels_needed(own: npt.NDArray[np.float64], aim: float) -> float:
    """Return at how many labels a mean curve (batches,) first reaches `aim`, between batches by a straight line."""
    if own.max() < aim:
        return float("nan")
    first = int((own >= aim).argmax())
    if first == 0:
        return float(BATCH)
    before, after = own[first - 1], own[first]
    return float(BATCH * (first + (aim - before) / (after - before)))


def print_table(found: dict[str, Curves]) -> None:
    """Print the curves, the labels that each order needs with their interval, and the capabilities with 200 labels."""
    each = {name: np.array(own) for name, own in found.items()}
    curves = {name: own.mean(axis=2) for name, own in each.items()}
    print(f"seeds: {len(curves['random'])}")
    print("order | mean average precision with 100, 200, 300, 400 | labels to reach random's 300 | of 300")
    places = [labels // BATCH - 1 for labels in (100, 200, 300, 400)]
    for name, own in curves.items():
        mean = own.mean(axis=0)
        needed = labels_needed(mean, float(curves["random"].mean(axis=0)[AIM // BATCH - 1]))
        low, high = interval(curves["random"], own)
        said = ", ".join(f"{mean[place]:.3f}" for place in places)
        print(f"{name} | {said} | {needed:.0f} ({low:.0f} to {high:.0f}) | {needed / AIM:.2f}")
    print(f"The goal is {GOAL * AIM:.0f} labels.")
    print("order | average precision with 200 labels: " + ", ".join(CAPABILITIES))
    for name, own in each.items():
        print(f"{name} | " + ", ".join(f"{value:.3f}" for value in own[:, places[1]].mean(axis=0)))


def interval(chance: npt.NDArray[np.float64], own: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return the 95 % interval of the labels needed: seeds are drawn, of both orders alike."""
    rng = np.random.default_rng(0)
    needed = []
    for _ in range(DRAWS):
        picks = rng.integers(0, len(own), len(own))
        needed.append(labels_needed(own[picks].mean(axis=0), float(chance[picks, AIM // BATCH - 1].mean())))
    low, high = np.nanquantile(needed, [0.025, 0.975])
    return float(low), float(high)


def gathered(files: Sequence[Path]) -> dict[str, Curves]:
    """Join what runs have written, order by order."""
    found: dict[str, Curves] = {}
    for file in files:
        said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        for name, curves in said.items():
            found.setdefault(name, []).extend(curves)
    return found


def seeds_of(said: str) -> list[int]:
    """Return the seeds that a range names: "0-4" or "7"."""
    first, _, last = said.partition("-")
    return list(range(int(first), int(last or first) + 1))


if __name__ == "__main__":
    main()
