"""The evidence is held to account on 200 real texts: without the marked words the probability falls, and more so than
without as many others. The model is trained here, on the catalogue's other texts."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from dashboard.catalogue.loader import PRODUCTS
from dashboard.tagging.evidence import Predict, explain
from dashboard.tagging.evidence_checks import deletion
from dashboard.tagging.features import Vocabulary, fit_vocabulary
from dashboard.tagging.text import product_text

KEYS = ["automation", "intelligence", "personalization", "cross_domain"]
EACH_LANGUAGE = 100


@pytest.fixture(scope="module")
def catalogue() -> pd.DataFrame:
    frame = pd.read_csv(PRODUCTS, keep_default_na=False)
    parts = frame[["name", "tagline", "description"]]
    return frame.assign(text=[product_text(*row) for row in parts.itertuples(index=False)])


@pytest.fixture(scope="module")
def held_out(catalogue: pd.DataFrame) -> pd.DataFrame:
    """200 texts that the model does not learn from, half English, half Chinese."""
    return pd.concat(
        catalogue[catalogue["language"] == code].sample(EACH_LANGUAGE, random_state=0) for code in ("en", "zh")
    )


@pytest.fixture(scope="module")
def predict(catalogue: pd.DataFrame, held_out: pd.DataFrame) -> Predict:
    """A logistic regression on the taggers' features: seconds to train, and no TensorFlow in this process."""
    learned = catalogue.drop(held_out.index)
    vocabulary = fit_vocabulary(learned["text"].tolist())
    rows = features(vocabulary, learned["text"].tolist())
    models = [LogisticRegression(C=5, max_iter=500).fit(rows, learned[key].astype(int)) for key in KEYS]

    def said(texts: Sequence[str]) -> np.ndarray:
        read = features(vocabulary, texts)
        return np.column_stack([model.predict_proba(read)[:, 1] for model in models]).astype(np.float32)

    return said


def features(vocabulary: Vocabulary, texts: Sequence[str]) -> csr_array:
    encoded = vocabulary.encode(texts)
    places, columns = np.nonzero(encoded.weights)
    cells = (encoded.weights[places, columns], (places, encoded.ids[places, columns]))
    return csr_array(cells, shape=(len(texts), vocabulary.size))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
def test_deleting_the_marked_words_lowers_the_probability_more_than_deleting_as_many_others(
    predict: Predict, held_out: pd.DataFrame, language: str
):
    checked = []
    for number, text in enumerate(held_out.loc[held_out["language"] == language, "text"]):
        found = explain(text, predict, KEYS)
        # What the model is most inclined to say of the text: that is what a reader asks about.
        likeliest = max(KEYS, key=lambda key: found.evidence[key].probability)
        result = deletion(found, likeliest, predict, seed=number)
        if result is not None:
            checked.append((result.probability - result.without_marks, result.probability - result.without_others))

    # Now and then no single word does much.
    assert len(checked) > 0.9 * EACH_LANGUAGE
    marked, random = np.array(checked).T
    print(f"{language}: probability falls by {marked.mean():.3f} without the marks, {random.mean():.3f} without others")
    assert marked.mean() > 0.1
    assert marked.mean() > 4 * random.mean()
    assert (marked > random).mean() > 0.95
