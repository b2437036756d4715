"""Coordinates in the span of the training texts."""

import numpy as np
import pytest

from dashboard.tagging.concepts import Concept, list_concepts
from dashboard.tagging.features import fit_vocabulary
from dashboard.training import coordinates
from dashboard.training.coordinates import fit_coordinates
from tests.samples import sample_rows

TEXTS = [row["description"] for row in sample_rows(60)]
VOCABULARY = fit_vocabulary(TEXTS)


def test_ngrams_of_training_texts_have_coordinates_of_one_variance():
    encoded = VOCABULARY.encode(TEXTS)
    found = fit_coordinates(encoded, VOCABULARY, seed=0).of(encoded)
    assert found.shape[0] == 60
    assert found.shape[1] <= 60
    assert float(np.mean(found**2)) == pytest.approx(coordinates.NGRAM_SCALE**2, abs=1e-3)


def test_without_whitening_they_keep_every_inner_product(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coordinates, "WHITENING", 0.0)
    encoded = VOCABULARY.encode(TEXTS)
    found = fit_coordinates(encoded, VOCABULARY, seed=0).of(encoded)
    dense = np.zeros((60, VOCABULARY.size))
    for row in range(60):
        dense[row, encoded.ids[row]] = encoded.weights[row]
    wanted, got = dense @ dense.T, found @ found.T
    assert np.allclose(got / got[0, 0], wanted / wanted[0, 0], atol=1e-3)


def test_a_basis_gives_padding_no_weight():
    assert not fit_coordinates(VOCABULARY.encode(TEXTS), VOCABULARY, seed=0).basis[0].any()


def test_of_very_many_texts_some_span_the_space(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coordinates, "MAX_SPANNING", 10)
    encoded = VOCABULARY.encode(TEXTS)
    assert fit_coordinates(encoded, VOCABULARY, seed=0).of(encoded).shape == (60, 10)


def test_the_number_of_coordinates_is_limited(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coordinates, "MAX_COORDINATES", 7)
    encoded = VOCABULARY.encode(TEXTS)
    assert fit_coordinates(encoded, VOCABULARY, seed=0).of(encoded).shape == (60, 7)


def test_concepts_are_coordinates_of_their_own_after_those_of_the_span():
    vocabulary = fit_vocabulary([*TEXTS, "clinic", "clinic"], concepts=(Concept("clinic", "care", ("clinic",), ()),))
    found = fit_coordinates(vocabulary.encode(TEXTS), vocabulary, seed=0)
    said = found.of(vocabulary.encode(["clinic", "nothing"]))
    assert said[:, -2:].tolist() == [
        [coordinates.CONCEPT_SCALE, pytest.approx(coordinates.GROUP_SCALE * np.log(2))],
        [0, 0],
    ]


def test_a_table_of_ids_says_what_the_weights_on_coordinates_say():
    vocabulary = fit_vocabulary(TEXTS, concepts=list_concepts())
    encoded = vocabulary.encode(TEXTS)
    found = fit_coordinates(encoded, vocabulary, seed=0)
    weights = np.random.default_rng(0).normal(size=(found.of(encoded).shape[1], 3)).astype(np.float32)
    by_ids = (found.table(weights)[encoded.ids] * encoded.weights[..., None]).sum(axis=1)
    assert np.allclose(by_ids, found.of(encoded) @ weights, atol=1e-3)
