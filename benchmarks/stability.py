"""Do two wordings of one launch get the same tags? Product Hunt's list holds 137 launches twice, worded differently.

    python benchmarks/stability.py [--home FOLDER] [--seed 0]

The active model beside TF-IDF with logistic regression trained on the same gold labels; the thresholds of both are
those of the highest F1 out of fold. Launches of products that were learned from are left out. Besides how many pairs
agree, it is told how many of the pairs with a tag in either wording have it in both: where a capability is rare, most
pairs agree on not having it. Without a home folder, one is made whose model has learned from the embedded catalogue.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from peer import baseline, home_with_a_model, real_file, real_products, texts_of

from dashboard.importing.keys import canonical_url, product_group
from dashboard.store import get_store
from dashboard.tagging.active import load_active
from dashboard.tagging.text import fold
from dashboard.training.baselines import logistic_regression
from dashboard.training.calibrate import best_threshold
from dashboard.training.gold import UNKNOWN, GoldSet, gold_set
from dashboard.training.split import random_split
from db.queries.labels import gold_frame

FILE = "producthunt_daily_zh.csv"
FOLDS = 5
Tags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Wordings:
    """Launches that stand twice: the texts of the first wording, and those of the second, in the same order."""

    first: list[str]
    second: list[str]


def main() -> None:
    """Read the pairs, tag both wordings by both taggers, and print a line a capability."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home folder with an active model")
    parser.add_argument(
        "--seed", type=int, default=0, help="of the folds by which the baseline's thresholds are chosen"
    )
    args = parser.parse_args()
    with home_with_a_model(args.home):
        store = get_store()
        artifact = load_active(store).artifact
        with store.read() as session:
            labelled = gold_frame(session)
        keys = artifact.card.label_set
        pairs = wordings(real_products(real_file(FILE)), set(labelled["product_group"]))
        own = [artifact.predict(texts).tags for texts in (pairs.first, pairs.second)]
        peer = baseline_tags(gold_set(labelled, keys), pairs, args.seed)
    print(f"launches worded twice: {len(pairs.first)}")
    print("capability | agree: model, baseline | in both of in either: model, baseline")
    for place, key in enumerate(keys):
        print(f"{key} | {agreement(own, place)}, {agreement(peer, place)} | {kept(own, place)}, {kept(peer, place)}")
    every = slice(None)
    print(f"each tag | {agreement(own, every)}, {agreement(peer, every)} | {kept(own, every)}, {kept(peer, every)}")
    print(f"all tags of a launch | {all_agree(own)}, {all_agree(peer)} |")


def wordings(products: pd.DataFrame, learned: set[str]) -> Wordings:
    """Return the launches that stand twice with texts that read differently; `learned` are groups to leave out."""
    named = zip(products["url"], products["name"], strict=True)
    is_new = [product_group("producthunt", url, name) not in learned for url, name in named]
    launch = products["url"].map(canonical_url) + "@" + products["launched_at"].str[:10]
    frame = pd.DataFrame({"launch": launch, "text": texts_of(products)})[is_new]
    frame = frame[~frame["text"].map(fold).duplicated()]
    ends = frame.groupby("launch", sort=False)["text"].agg(["first", "last", "size"])
    twice = ends[ends["size"] > 1]
    return Wordings(twice["first"].tolist(), twice["last"].tolist())


def baseline_tags(gold: GoldSet, pairs: Wordings, seed: int) -> list[Tags]:
    """Return the baseline's tags of both wordings."""
    unseen = logistic_regression(gold, random_split(gold, FOLDS, seed)).probabilities.astype(np.float64)
    thresholds = []
    for label in range(gold.targets.shape[1]):
        known = gold.targets[:, label] != UNKNOWN
        thresholds.append(best_threshold(unseen[known, label], gold.targets[known, label]))
    model = baseline(gold.texts, (gold.targets == 1).astype(np.int8))
    return [model.predict_proba(texts) >= np.array(thresholds) for texts in (pairs.first, pairs.second)]


def agreement(tags: list[Tags], which: int | slice) -> str:
    """Return the share of tags that are the same in both wordings."""
    first, second = (said[:, which] for said in tags)
    return f"{(first == second).mean():.3f}"


def kept(tags: list[Tags], which: int | slice) -> str:
    """Return how many of the tags that either wording has, both have."""
    first, second = (said[:, which] for said in tags)
    both, either = (first & second).sum(), (first | second).sum()
    return f"{both} of {either} ({both / either:.2f})"


def all_agree(tags: list[Tags]) -> str:
    """Return the share of launches that have the very same tags in both wordings."""
    return f"{(tags[0] == tags[1]).all(axis=1).mean():.3f}"


if __name__ == "__main__":
    main()
