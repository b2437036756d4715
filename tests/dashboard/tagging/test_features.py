"""From texts to padded features."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from dashboard.tagging import features
from dashboard.tagging.features import Vocabulary, fit_vocabulary
from dashboard.tagging.ngrams import MAX_CHARACTERS, hashed_ngrams

ENGLISH = "an agent that files a tax form and sends it"
CHINESE = "智能体自动填好表格"
TEXTS = [ENGLISH, CHINESE, "an agent that files it", "智能体自动寄出表格"]


def everything(texts: list[str]) -> Vocabulary:
    return fit_vocabulary(texts, min_words=1, min_characters=1)


def distinct(text: str) -> set[int]:
    return set(hashed_ngrams([text])[1].tolist())


def known(vocabulary: Vocabulary, text: str) -> dict[int, float]:
    encoded = vocabulary.encode([text])
    used = encoded.weights[0] > 0
    return dict(zip(encoded.ids[0][used].tolist(), encoded.weights[0][used].tolist(), strict=True))


@pytest.mark.parametrize("text", [ENGLISH, "one", "of course i do it all day long", "a b c"])
def test_the_ngrams_of_a_plain_text_are_those_of_scikit_learn(text: str):
    expected = 0
    for options in ({"ngram_range": (1, 2)}, {"analyzer": "char_wb", "ngram_range": (2, 4)}):
        expected += len(set(CountVectorizer(**options).build_analyzer()(text)))
    assert len(distinct(text)) == expected


def test_case_width_and_punctuation_do_not_count():
    assert distinct("ＡＩ Agent, FORMS!") == distinct("ai agent forms")


def test_chinese_is_read_without_spaces_between_words():
    shared = distinct("自动填表") & distinct("帮你自动填表的工具")
    # 自动 动填 填表, 自动填 动填表, 自动填表.
    assert len(shared) == 6


def test_no_ngram_reaches_over_the_end_of_a_text():
    owners, hashes = hashed_ngrams(["alpha", "beta"])
    assert set(hashes[owners == 0].tolist()) == distinct("alpha")
    assert set(hashes[owners == 1].tolist()) == distinct("beta")


def test_a_text_has_the_same_features_alone_and_in_a_batch():
    vocabulary = everything(TEXTS)
    together = vocabulary.encode(TEXTS)
    for row, text in enumerate(TEXTS):
        used = together.weights[row] > 0
        alone = known(vocabulary, text)
        assert dict(zip(together.ids[row][used].tolist(), together.weights[row][used].tolist(), strict=True)) == alone


def test_words_and_characters_each_have_length_one():
    vocabulary = everything(TEXTS)
    for text in TEXTS:
        weights = known(vocabulary, text)
        kinds = {place: int(vocabulary.hashes[place - 1] & 1) for place in weights}
        for kind in set(kinds.values()):
            assert sum(weights[place] ** 2 for place in weights if kinds[place] == kind) == pytest.approx(1, abs=1e-5)


def test_a_rare_word_weighs_more_than_a_frequent_one():
    vocabulary = everything(["common rare", "common", "common"])
    idf = dict(zip(vocabulary.hashes.tolist(), vocabulary.idf.tolist(), strict=True))
    (common,), (rare,) = ({h for h in distinct(word) if h & 1} for word in ("common", "rare"))
    assert idf[rare] > idf[common]


def test_the_vocabulary_holds_what_enough_texts_hold():
    vocabulary = fit_vocabulary(["alpha beta", "alpha gamma"], min_words=2, min_characters=99)
    assert vocabulary.hashes.tolist() == [h for h in distinct("alpha") if h & 1]


def test_the_vocabulary_comes_back_from_json_as_it_was():
    vocabulary = everything(TEXTS)
    back = Vocabulary.from_json(vocabulary.to_json())
    assert back.hashes.tolist() == vocabulary.hashes.tolist()
    assert back.idf.tolist() == vocabulary.idf.tolist()


def test_of_a_long_text_the_weightiest_features_are_kept(monkeypatch: pytest.MonkeyPatch):
    vocabulary = everything(TEXTS)
    every = sorted(known(vocabulary, ENGLISH).values(), reverse=True)
    monkeypatch.setattr(features, "MAX_FEATURES", 5)
    assert sorted(known(vocabulary, ENGLISH).values(), reverse=True) == every[:5]


def test_a_megabyte_of_text_is_read_up_to_the_limit():
    text = "word " * 200_000
    vocabulary = everything(TEXTS)
    assert known(vocabulary, text) == known(vocabulary, text[:MAX_CHARACTERS])


@pytest.mark.parametrize("text", ["", " ", "🙂", "\0", "…"])
def test_a_text_without_letters_has_no_features(text: str):
    encoded = everything(TEXTS).encode([text, ENGLISH])
    assert not encoded.weights[0].any()
    assert not encoded.ids[0].any()


def test_a_vocabulary_of_nothing_knows_nothing():
    vocabulary = fit_vocabulary(["one", "two"])
    assert vocabulary.size == 1
    assert not vocabulary.encode(["one"]).weights.any()


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_texts_are_encoded(texts: list[str]):
    vocabulary = everything(TEXTS)
    encoded = vocabulary.encode(texts)
    assert encoded.ids.shape == encoded.weights.shape
    assert len(encoded.ids) == len(texts)
    assert np.isfinite(encoded.weights).all()
    assert ((encoded.ids >= 0) & (encoded.ids < vocabulary.size)).all()
    assert ((encoded.ids == 0) == (encoded.weights == 0)).all()


def test_many_texts_have_the_features_that_each_has_alone():
    # More than are read at once, of every length, so that the blocks are of different widths.
    texts = [" ".join(ENGLISH.split()[: number % 12]) for number in range(300)]
    vocabulary = everything(TEXTS)
    together = vocabulary.encode(texts)
    assert together.ids.shape[0] == 300
    for row, text in enumerate(texts):
        alone = vocabulary.encode([text])
        width = alone.ids.shape[1]
        assert together.ids[row, :width].tolist() == alone.ids[0].tolist()
        assert together.weights[row, :width].tolist() == alone.weights[0].tolist()
        assert not together.ids[row, width:].any()


def test_the_weightiest_feature_of_a_text_comes_first_and_equal_ones_by_their_ids():
    encoded = everything(TEXTS).encode(TEXTS)
    for ids, weights in zip(encoded.ids, encoded.weights, strict=True):
        pairs = [(-weight, place) for place, weight in zip(ids.tolist(), weights.tolist(), strict=True) if place]
        assert pairs == sorted(pairs)
