"""How good the preset `fast` is, beside TF-IDF with logistic regression trained on the very same rows.

    python benchmarks/tagger_quality.py [--seed 0] [--gold FILE] [--only cv,catalogue,both]

Three questions: five folds of the gold file; the embedded catalogue alone, scored on the gold file; the catalogue and
four fifths of the gold file, scored on the last fifth, over the five folds. Folds never divide a product group, and
thresholds and calibration for a fold come from the other folds. Average precision, calibration error and the baseline
are those of ../shared/tools/score_tagger.py, which is read from there; intervals are of 1,000 bootstrap draws.
"""

import argparse
import importlib.util
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CAPABILITIES = ["automation", "intelligence", "personalization", "cross_domain"]
FOLDS, DRAWS = 5, 1000

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Answer:
    """What the network and the baseline say of the scored records, each by models that have not seen them."""

    title: str
    # (records, labels): the scorer's texts and truth, and probabilities.
    truth: npt.NDArray[np.int8]
    probabilities: Floats
    baseline: Floats
    # Macro F1 of the primary capability: by the head, and by the most probable tag.
    primary: dict[str, Any]


def main() -> None:
    """Train, predict, score, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--gold", type=Path, default=SHARED / "data" / "gold_dev.csv")
    parser.add_argument("--only", default=",".join(QUESTIONS), help="some of: " + ", ".join(QUESTIONS))
    args = parser.parse_args()
    scorer_file = SHARED / "tools" / "score_tagger.py"
    for file in (args.gold, scorer_file):
        if not file.is_file():
            sys.exit(
                f"{file} is absent. The benchmark needs gold labels and the scorer. Name a gold file: --gold FILE."
            )
    from dashboard.training.runtime import start_tensorflow

    start_tensorflow(args.seed)
    scorer = load_scorer(scorer_file)
    print("trained on -> scored on | mAP | baseline | ratio | gain (95 %) | ECE | primary F1: head, most probable")
    for name in args.only.split(","):
        print(line(QUESTIONS[name](args.gold, args.seed, scorer), scorer), flush=True)


def five_folds(file: Path, seed: int, scorer: ModuleType) -> Answer:
    """Train on four fifths of the gold file, score on the fifth."""
    return held_out("four fifths of the gold file -> the fifth", as_stored(read_gold(file), "text"), None, seed, scorer)


def catalogue_and_folds(file: Path, seed: int, scorer: ModuleType) -> Answer:
    """Train on the catalogue and four fifths of the gold file, score on the fifth."""
    catalogue = as_stored(pd.read_csv(ROOT / "dashboard/catalogue/products.csv"), "description")
    title = "catalogue + four fifths of the gold file -> the fifth"
    return held_out(title, as_stored(read_gold(file), "text"), catalogue, seed, scorer)


def held_out(title: str, scored: pd.DataFrame, always: pd.DataFrame | None, seed: int, scorer: ModuleType) -> Answer:
    """Score each fold of `scored` by a network of the other folds and of `always`."""
    from dashboard.training.crossfit import train_part
    from dashboard.training.folds import group_folds
    from dashboard.training.gold import gold_set
    from dashboard.training.request import FastSettings

    gold = gold_set(scored if always is None else pd.concat([always, scored], ignore_index=True), CAPABILITIES)
    first = 0 if always is None else len(always)
    own = np.arange(first, len(gold))
    folds = np.zeros(len(gold), np.int64)
    folds[own] = group_folds(gold.groups[own], gold.targets[own], FOLDS, seed)
    logits = [np.zeros((len(gold), size), np.float32) for size in (len(CAPABILITIES), len(CAPABILITIES) + 1)]
    baseline = np.zeros((len(gold), len(CAPABILITIES)), np.float32)
    for fold in range(1, FOLDS + 1):
        held = folds == fold
        network = train_part(gold, ~held, FastSettings(), seed, lambda _figures: None)
        said = network.logits([gold.texts[row] for row in np.flatnonzero(held)])
        logits[0][held], logits[1][held] = said["tags"], said["primary"]
        baseline[held] = scorer_baseline(scorer, scored, always, held[own])
    return answer(title, gold, own, folds, logits, baseline[own])


def catalogue_alone(file: Path, seed: int, scorer: ModuleType) -> Answer:
    """Train on the catalogue, score on the gold file: the calibration too is the catalogue's."""
    from dashboard.tagging.decide import choose_primary
    from dashboard.training.calibrate import fit_decision
    from dashboard.training.crossfit import cross_fit
    from dashboard.training.gold import gold_set
    from dashboard.training.request import FastSettings
    from dashboard.training.split import random_split

    catalogue = as_stored(pd.read_csv(ROOT / "dashboard/catalogue/products.csv"), "description")
    scored = gold_set(as_stored(read_gold(file), "text"), CAPABILITIES)
    learned = gold_set(catalogue, CAPABILITIES)
    fitted = cross_fit(learned, random_split(learned, FOLDS, seed), FastSettings(), seed, lambda _fold, _figures: None)
    decision = fit_decision(fitted.logits["tags"], learned.targets)
    said = fitted.final.logits(scored.texts)
    probabilities = decision.probabilities(said["tags"])
    tags = decision.tags(probabilities)
    baseline = scorer_baseline(scorer, as_stored(read_gold(file), "text"), catalogue, np.ones(len(scored), bool))
    primary = primary_scores(scored.primary, partial(choose_primary, tags, probabilities), said["primary"])
    return Answer("catalogue -> the gold file", scored.targets, probabilities, baseline, primary)


QUESTIONS = {"cv": five_folds, "catalogue": catalogue_alone, "both": catalogue_and_folds}


def answer(
    title: str, gold: Any, own: npt.NDArray[np.int64], folds: npt.NDArray[np.int64], logits: list[Floats], other: Floats
) -> Answer:
    """Calibrate and decide, each fold by the other folds."""
    from dashboard.tagging.decide import choose_primary
    from dashboard.training.calibrate import nested_decisions

    probabilities, tags = nested_decisions(logits[0][own], gold.targets[own], folds[own])
    primary = primary_scores(gold.primary[own], partial(choose_primary, tags, probabilities), logits[1][own])
    return Answer(title, gold.targets[own], probabilities, other, primary)


def primary_scores(truth: npt.NDArray[np.int8], choose: Any, logits: Floats) -> dict[str, float]:
    """Return the macro F1 of the head and of the most probable tag."""
    from dashboard.tagging.decide import NO_PRIMARY
    from dashboard.training.metrics import macro_f1_of_classes

    def score(head: Floats | None) -> float:
        said = choose(head)
        return macro_f1_of_classes(np.where(said == NO_PRIMARY, len(CAPABILITIES), said), truth.astype(np.int64))

    return {"head": score(logits), "most_probable": score(None)}


def line(found: Answer, scorer: ModuleType) -> str:
    """Return the row of one question."""
    own, other = (scorer.mean_ap(found.truth, said) for said in (found.probabilities, found.baseline))
    rng = np.random.default_rng(0)
    picks = [rng.integers(0, len(found.truth), len(found.truth)) for _ in range(DRAWS)]
    gains = [
        scorer.mean_ap(found.truth[rows], found.probabilities[rows])
        - scorer.mean_ap(found.truth[rows], found.baseline[rows])
        for rows in picks
    ]
    low, high = np.quantile(gains, [0.025, 0.975])
    gain = f"{own - other:+.3f} ({low:+.3f} to {high:+.3f})"
    error = scorer.ece(found.truth, found.probabilities)
    primary = f"{found.primary['head']:.3f}, {found.primary['most_probable']:.3f}"
    return f"{found.title} | {own:.3f} | {other:.3f} | {own / other:.2f} | {gain} | {error:.3f} | {primary}"


def read_gold(file: Path) -> pd.DataFrame:
    """Return the gold file."""
    return pd.read_csv(file, dtype={"id": str})


def as_stored(frame: pd.DataFrame, text: str) -> pd.DataFrame:
    """Return labelled records as the store would (db.queries.labels.gold_frame), row numbers for product ids."""
    labels = {key: frame[key].astype("Int8") for key in CAPABILITIES}
    tagline = frame["tagline"].fillna("") if "tagline" in frame else ""
    ids = frame["id"] if "id" in frame else frame["external_id"]
    fields = {
        "product_id": range(len(frame)),
        "name": frame["name"],
        "tagline": tagline,
        "description": frame[text].fillna(""),
        "product_group": frame["url"].fillna(ids),
        "launched_on": frame["launched_on"],
    }
    return pd.DataFrame({**fields, **labels, "primary": frame["primary"]})


def load_scorer(file: Path) -> ModuleType:
    """Read the scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_tagger", file)
    if spec is None or spec.loader is None:
        sys.exit(f"{file} can't be read as a module.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scorer_baseline(scorer: ModuleType, scored: pd.DataFrame, always: pd.DataFrame | None, held: Rows) -> Floats:
    """Return what the scorer's baseline, trained on the same rows as the network, says of the held-out records."""
    train = scored[~held] if always is None else pd.concat([always, scored[~held]])
    return np.asarray(scorer.baseline(for_scorer(train), for_scorer(scored[held], text_column="text")), np.float32)


def for_scorer(frame: pd.DataFrame, text_column: str = "all") -> pd.DataFrame:
    """Return stored records as the scorer reads them."""
    said = (frame["tagline"] + " " + frame["description"]).str.strip()
    if text_column == "text":
        return pd.DataFrame({"name": frame["name"], "text": said})
    texts = frame["name"].fillna("") + ". " + said
    return pd.DataFrame({"all": texts, **{key: frame[key].astype(int) for key in CAPABILITIES}})


if __name__ == "__main__":
    main()
