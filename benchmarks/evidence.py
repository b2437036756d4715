"""Is the evidence faithful, steady and quick? 200 texts of the store, half English, half Chinese, by the active model.

    STRANDLINE_HOME=FOLDER python benchmarks/evidence.py [--each 100]

Texts that nobody has labelled are taken first: the model has not learned from them. For the capability that the model
gives the highest probability, it is told how far the probability falls without the words that are marked for it, how
far without as many others at random, how many marks keep their sign in 20 variations of the text, and how long the
marks take.
"""

import argparse
import sys
import time

import numpy as np
import pandas as pd

from dashboard.messages import StrandlineError
from dashboard.store import get_store
from dashboard.tagging.active import load_active
from dashboard.tagging.artifact import Artifact
from dashboard.tagging.evidence import explain
from dashboard.tagging.evidence_checks import deletion, steadiness
from dashboard.tagging.text import detect_language, product_text
from db.queries.labels import gold_frame, unlabelled_products

POOL = 5000


def main() -> None:
    """Explain, check, print a line a language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=100)
    each = parser.parse_args().each
    try:
        active = load_active(get_store())
    except StrandlineError as error:
        sys.exit(str(error))
    print("language | texts | probability | without the marks | without others | signs kept | order | seconds, most")
    for code, texts in texts_of_the_store(each).items():
        print(row(code, texts, active.artifact), flush=True)


def texts_of_the_store(each: int) -> dict[str, list[str]]:
    """Return so many texts of each language."""
    with get_store().read() as session:
        frames = [unlabelled_products(session, POOL), gold_frame(session)]
    columns = ["name", "tagline", "description"]
    texts = [product_text(*row) for row in pd.concat(frames)[columns].itertuples(index=False)]
    return {code: [text for text in texts if detect_language(text) == code][:each] for code in ("en", "zh")}


def row(code: str, texts: list[str], artifact: Artifact) -> str:
    """Return the line of one language."""
    said, steady, seconds = [], [], []
    for text in texts:
        start = time.perf_counter()
        found = explain(text, predict := lambda some: artifact.predict(some).probabilities, artifact.card.label_set)
        seconds.append(time.perf_counter() - start)
        key = max(found.evidence, key=lambda one: found.evidence[one].probability)
        deleted, kept = deletion(found, key, predict), steadiness(found, key, predict)
        if deleted:
            said.append((deleted.probability, deleted.without_marks, deleted.without_others))
        if kept:
            steady.append((kept.kept / kept.marks, np.nan if kept.order is None else kept.order))
    before, marks, others = np.mean(said, axis=0)
    signs, order = np.nanmean(steady, axis=0)
    figures = f"{before:.3f} | {marks:.3f} | {others:.3f} | {signs:.3f} | {order:.2f}"
    return f"{code} | {len(said)} of {len(texts)} | {figures} | {np.mean(seconds):.3f}, {max(seconds):.3f}"


if __name__ == "__main__":
    main()
