"""How good the preset `fast` is: five folds of gold_dev.csv beside TF-IDF with logistic regression on the same folds.

    python benchmarks/tagger_quality.py [--seeds 3] [--gold FILE]

Each fold's products are predicted by a network that has seen the other folds alone, and scored by the project's own
figures; where ../shared/tools/score_tagger.py is there, also by that, which trains its baseline on the same rows.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CAPABILITIES = ["automation", "intelligence", "personalization", "cross_domain"]


def main() -> None:
    """Train, predict, score, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--gold", type=Path, default=SHARED / "data" / "gold_dev.csv")
    args = parser.parse_args()
    if not args.gold.is_file():
        sys.exit(f"{args.gold} is absent. The benchmark needs gold labels. Name a file: --gold FILE.")
    print("seed | mAP | baseline mAP | gain (95 %) | macro F1 | baseline | calibration error")
    for seed in range(args.seeds):
        print(row(args.gold, seed), flush=True)


def row(file: Path, seed: int) -> str:
    """Return the line of one seed: other folds, other weights to begin with."""
    from dashboard.training.baselines import LINEAR
    from dashboard.training.runtime import start_tensorflow

    start_tensorflow(seed)
    from dashboard.training.crossfit import cross_fit
    from dashboard.training.gold import gold_set
    from dashboard.training.network import PRIMARY, TAGS
    from dashboard.training.report import report
    from dashboard.training.request import FastSettings

    frame = gold_frame(file)
    gold = gold_set(frame, CAPABILITIES)
    fitted = cross_fit(gold, FastSettings(), seed, lambda _fold, _figures: None)
    found = report(gold, fitted.folds, fitted.logits[TAGS], fitted.logits.get(PRIMARY), seed)
    own, other = found.metrics, found.metrics["baselines"][LINEAR]
    gain = "{value:+.3f} ({low:+.3f} to {high:+.3f})".format(**other["gain"])
    values = [f"{said[name]['value']:.3f}" for name in ("mean_average_precision", "macro_f1") for said in (own, other)]
    error = f"{own['calibration_error']['value']:.3f}"
    line = " | ".join([str(seed), *values[:2], gain, *values[2:], error])
    return line + scored_elsewhere(file, gold.product_ids, found.probabilities, found.tags)


def gold_frame(file: Path) -> pd.DataFrame:
    """Return a gold file as the store would (db.queries.labels.gold_frame), rows for product ids."""
    gold = pd.read_csv(file)
    labels = {key: gold[key].astype("Int8") for key in CAPABILITIES}
    fields = {"product_id": range(len(gold)), "name": gold["name"], "tagline": "", "description": gold["text"]}
    return pd.DataFrame(
        {**fields, "product_group": gold["url"].fillna(gold["id"]), **labels, "primary": gold["primary"]}
    )


def scored_elsewhere(file: Path, rows: np.ndarray, probabilities: np.ndarray, tags: np.ndarray) -> str:
    """Return what the shared scorer says of the served (calibrated) probabilities; nothing where it is absent."""
    scorer = SHARED / "tools" / "score_tagger.py"
    if not scorer.is_file():
        return ""
    predictions = pd.DataFrame(probabilities, columns=CAPABILITIES)
    predictions = predictions.join(pd.DataFrame(tags.astype(int), columns=[f"{key}_tag" for key in CAPABILITIES]))
    predictions.insert(0, "id", pd.read_csv(file)["id"].to_numpy()[rows])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions.csv"
        predictions.to_csv(out, index=False)
        done = subprocess.run(
            [sys.executable, str(scorer), str(file), str(out)], capture_output=True, text=True, check=True
        )
    said = json.loads(done.stdout)
    return f" | score_tagger.py: mAP {said['mAP']:.3f}, ece {said['ece']:.3f}"


if __name__ == "__main__":
    main()
