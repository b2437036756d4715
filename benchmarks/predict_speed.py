"""How fast the active model tags, against TF-IDF with logistic regression trained on the same labels.

    python benchmarks/predict_speed.py [--home FOLDER] [--rounds 5] [--texts 5000]

From raw text to probabilities on the two real lists: Artifact.predict with one thread and with as many as there are
cores, and all that the command `predict` does with the file (read, tag, write), beside the baseline's predict_proba on
the same texts. They take turns, so that a busy moment of the machine hits each; figures are of medians. Without a home
folder, one is made whose model has learned from the embedded catalogue alone.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from peer import COLUMNS, baseline, home_with_a_model, real_file, real_products, texts_of

from dashboard.store import get_store
from dashboard.tagging.active import load_active
from dashboard.tagging.predict import predict_file
from db.queries.capabilities import list_capabilities
from db.queries.labels import gold_frame

GOAL = 2.0
BASELINE = "TF-IDF with logistic regression"
Way = Callable[[], object]


def main() -> None:
    """Load both taggers, let them take turns on each list, and print a line a way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home folder with an active model")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=int, help="the first so many texts of each list; default: all")
    args = parser.parse_args()
    with home_with_a_model(args.home), tempfile.TemporaryDirectory() as folder:
        print(f"list | way | texts a second | times the baseline (goal {GOAL:.0f})")
        for name in COLUMNS:
            for line in compare(name, args.texts, args.rounds, Path(folder)):
                print(line, flush=True)


def compare(name: str, count: int | None, rounds: int, folder: Path) -> list[str]:
    """Return the lines of one list."""
    file = folder / name
    pd.read_csv(real_file(name), dtype=str, keep_default_na=False)[:count].to_csv(file, index=False)
    products = real_products(file)
    ways = ways_of(texts_of(products), file)
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(rounds + 1):
        for way, act in ways.items():
            start = time.perf_counter()
            act()
            if number:  # The round before the first warms up.
                seconds[way].append(time.perf_counter() - start)
    peer = median(seconds[BASELINE])
    return [
        f"{name} | {way} | {len(products) / median(taken):,.0f} | {peer / median(taken):.2f}"
        for way, taken in seconds.items()
    ]


def ways_of(texts: list[str], file: Path) -> dict[str, Way]:
    """Return the ways to tag the texts, which are those of the file: each is a call without arguments."""
    store = get_store()
    one, all_cores = load_active(store).artifact, load_active(store, threads=0).artifact
    with store.read() as session:
        capabilities, gold = list_capabilities(session), gold_frame(session)
    targets = gold[one.card.label_set].fillna(0).to_numpy(np.int8)
    peer, raw = baseline(texts_of(gold), targets), np.asarray(texts, object)
    out = file.with_suffix(".out.csv")
    return {
        "one thread": lambda: one.predict(texts),
        "all cores": lambda: all_cores.predict(texts),
        "the command `predict`, from file to file": lambda: predict_file(file, out, one, capabilities),
        BASELINE: lambda: peer.predict_proba(raw),
    }


if __name__ == "__main__":
    main()
