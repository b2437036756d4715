"""How good the preset `encoder` is on English records, beside TF-IDF with logistic regression and beside `fast`.

    python benchmarks/encoder_quality.py FOLDER [--folds 1,2,3,4,5] [--backend tensorflow|jax] [--keep FILE.npz]
    python benchmarks/encoder_quality.py FOLDER --catalogue
    python benchmarks/encoder_quality.py FOLDER --within-catalogue

FOLDER is an English encoder such as all-MiniLM-L6-v2. Each fold is a fifth of the English records of
../shared/data/gold_dev.csv; every model learns from the embedded catalogue's English rows and the other four fifths.
With --catalogue all learn from the catalogue's English rows alone and are scored on all English records: one training
instead of five. With --within-catalogue the folds are fifths of those rows, and the gold file takes no part: what is
chosen, is chosen there. On a processor a training takes long: with --keep a fold that is done stays done when the
command is broken off and run again, with the same seed and question.

The preset says the mean of an encoder and of a network as `fast` has it, trained on the same rows; each is scored alone
as well.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
from tagger_quality import CAPABILITIES, FOLDS, ROOT, SHARED, as_stored, load_scorer, scorer_baseline

DRAWS = 1000
PRESET, ALONE, FAST, BASELINE = "encoder", "its encoder alone", "fast", "tf-idf + logistic regression"
NAMES = (PRESET, ALONE, FAST, BASELINE)


def main() -> None:
    """Train, score, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", default="1,2,3,4,5")
    question = parser.add_mutually_exclusive_group()
    question.add_argument("--catalogue", action="store_true")
    question.add_argument("--within-catalogue", action="store_true")
    parser.add_argument("--backend", default="tensorflow", choices=("tensorflow", "jax"))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    gold_file, scorer_file = SHARED / "data" / "gold_dev.csv", SHARED / "tools" / "score_tagger.py"
    if not (gold_file.is_file() and scorer_file.is_file()):
        sys.exit(f"{SHARED} lacks the gold records or the scorer. The benchmark needs both.")
    start(args.backend, args.seed)
    scorer = load_scorer(scorer_file)
    gold = english(as_stored(pd.read_csv(gold_file, dtype={"id": str}), "text"))
    catalogue = english(as_stored(pd.read_csv(ROOT / "dashboard/catalogue/products.csv"), "description"))
    if args.within_catalogue:
        gold, catalogue = catalogue, catalogue[:0]
    scored, said = answers(args, gold, catalogue, scorer)
    truth = gold[CAPABILITIES].to_numpy(np.int8)[scored]
    print(f"{int(scored.sum())} English records, each by models that have not seen it")
    own = said[PRESET][scored]
    print(f"{PRESET}: mAP {scorer.mean_ap(truth, own):.3f}")
    for name in NAMES[1:]:
        print(against(name, truth, own, said[name][scored], scorer))
    print("the encoder alone:")
    for name in (FAST, BASELINE):
        print(against(name, truth, said[ALONE][scored], said[name][scored], scorer))


def start(backend: str, seed: int) -> None:
    """Make Keras ready on a backend; TensorFlow as a training job does."""
    if backend == "tensorflow":
        from dashboard.training.runtime import start_tensorflow

        start_tensorflow(seed)
    else:
        os.environ["KERAS_BACKEND"] = backend


def english(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the records whose text is English."""
    from dashboard.tagging.text import detect_language

    return frame[[detect_language(text) == "en" for text in frame["description"]]].reset_index(drop=True)


def answers(
    args: argparse.Namespace, gold: pd.DataFrame, catalogue: pd.DataFrame, scorer: ModuleType
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return which records were scored, and what each tagger says of them."""
    from dashboard.training.folds import group_folds

    groups = pd.factorize(gold["product_group"])[0]
    folds = group_folds(groups, gold[CAPABILITIES].to_numpy(np.int8), FOLDS, args.seed)
    rounds = [np.ones(len(gold), bool)] if args.catalogue else [folds == int(fold) for fold in args.folds.split(",")]
    said = {name: np.full((len(gold), len(CAPABILITIES)), np.nan, np.float32) for name in NAMES}
    if args.keep and args.keep.is_file():
        said |= dict(np.load(args.keep))
    for held in rounds:
        if not np.isnan(said[BASELINE][held]).any():
            continue
        train = pd.concat([catalogue, gold[~held]], ignore_index=True)
        began = time.monotonic()
        for name, probabilities in encoder(args, train, gold[held]).items():
            said[name][held] = probabilities
        print(f"fine-tuned on {len(train)} texts and read {held.sum()}: {time.monotonic() - began:.0f} s", flush=True)
        said[BASELINE][held] = scorer_baseline(scorer, gold, catalogue, held)
        if args.keep:
            np.savez(args.keep, **said)
    return np.any(rounds, axis=0), said


def encoder(args: argparse.Namespace, train: pd.DataFrame, scored: pd.DataFrame) -> dict[str, np.ndarray]:
    """Train on `train`, as the job does with its learned part; return probabilities of `scored`, of both and alone."""
    from dashboard.training.encoder_files import read_encoder
    from dashboard.training.encoder_run import fit_encoder
    from dashboard.training.encoder_settings import EncoderSettings
    from dashboard.training.gold import gold_set
    from dashboard.training.network import TAGS
    from dashboard.training.request import ENCODER, TrainingRequest
    from dashboard.training.scoreboard import ENCODER as HALF
    from dashboard.training.scoreboard import WORDS
    from dashboard.training.split import Split

    both = gold_set(pd.concat([train, scored], ignore_index=True), CAPABILITIES)
    held = np.arange(len(both)) >= len(train)
    split = Split(held.astype(np.int64), np.ones(int(held.sum()), np.int64))
    files = read_encoder(args.folder)
    settings = EncoderSettings.of(TrainingRequest(preset=ENCODER), files, both.texts)
    dtype = os.environ.get("STRANDLINE_BENCHMARK_DTYPE", "float32")
    fitted = fit_encoder(
        both, split, files.folder, settings, seed=args.seed, dtype=dtype, on_epoch=show, on_share=ignore
    )
    said = {PRESET: fitted.logits, ALONE: fitted.alone[HALF], FAST: fitted.alone[WORDS]}
    return {name: 1 / (1 + np.exp(-own[TAGS])) for name, own in said.items()}


def ignore(_fold: int, _share: float) -> None:
    """Say nothing of a batch."""


def show(_fold: int, figures: Any) -> None:
    """Say how far it has come: a fine-tuning takes minutes."""
    print(f"  epoch {figures.epoch}: loss {figures.loss:.3f}, {figures.seconds:.0f} s", flush=True)


def against(name: str, truth: np.ndarray, own: np.ndarray, other: np.ndarray, scorer: ModuleType) -> str:
    """Return the line of one peer: its mean average precision, the ratio and the paired difference."""
    rng = np.random.default_rng(0)
    picks = [rng.integers(0, len(truth), len(truth)) for _ in range(DRAWS)]
    gains = [scorer.mean_ap(truth[rows], own[rows]) - scorer.mean_ap(truth[rows], other[rows]) for rows in picks]
    low, high = np.quantile(gains, [0.025, 0.975])
    ours, theirs = scorer.mean_ap(truth, own), scorer.mean_ap(truth, other)
    return f"{name}: mAP {theirs:.3f}, ratio {ours / theirs:.2f}, gain {ours - theirs:+.3f} ({low:+.3f} to {high:+.3f})"


if __name__ == "__main__":
    main()
