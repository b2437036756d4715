"""What the benchmarks of the tagger share: the baseline, the texts of the real lists, a home that holds a model.

The baseline is that of ../shared/tools/score_tagger.py, word for word: TF-IDF of words and of characters, with a
logistic regression a capability.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union

from dashboard.tagging.text import product_text

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
#: The columns of the two real lists that hold name, tagline and description.
COLUMNS = {
    "yc_companies.csv": ("company_name", "short_description", "long_description"),
    "producthunt_daily_zh.csv": ("name", "tagline", "description"),
}


def baseline(texts: Sequence[str], targets: npt.NDArray[np.int8]) -> Any:
    """Return the baseline, trained on texts and their labels, (texts, labels)."""
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=3),
    )
    model = OneVsRestClassifier(LogisticRegression(C=5, max_iter=2000, class_weight="balanced"))
    return make_pipeline(features, model).fit(np.asarray(texts, object), targets)


def real_file(name: str) -> Path:
    """Return one of the real lists; the program ends with a sentence where it is absent."""
    if not (DATA / name).is_file():
        sys.exit(f"{DATA / name} is absent: the real records are not part of the project.")
    return DATA / name


def real_products(file: Path) -> pd.DataFrame:
    """Return the products of one of the real lists, or of a part of it: name, tagline, description and the rest."""
    own = dict(zip(COLUMNS[file.name], ("name", "tagline", "description"), strict=True))
    return pd.read_csv(file, dtype=str, keep_default_na=False).rename(columns=own)


def texts_of(products: pd.DataFrame) -> list[str]:
    """Return the text of each product as taggers read it."""
    return [product_text(*row) for row in products[["name", "tagline", "description"]].itertuples(index=False)]


@contextmanager
def home_with_a_model(named: Path | None) -> Iterator[Path]:
    """Yield the home that was named, else a fresh one whose model has learned from the embedded catalogue alone."""
    if named:
        os.environ["STRANDLINE_HOME"] = str(named.resolve())
        yield named.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="strandline-benchmark-") as folder:
        os.environ["STRANDLINE_HOME"] = folder
        for command in ("catalogue", "train"):
            subprocess.run([sys.executable, "-m", "dashboard", command], cwd=ROOT, check=True, capture_output=True)
        yield Path(folder)
