"""Coordinates in the span of the training texts."""

import numpy as np
import pytest

from dashboard.tagging.features import fit_vocabulary
from dashboard.training import coordinates
from dashboard.training.coordinates import fit_coordinates
from tests.samples import sample_rows

TEXTS = [row["description"] for row in sample_rows(60)]
VOCABULARY = fit_vocabulary(TEXTS)


def test_training_texts_have_coordinates_of_unit_variance():
    encoded = VOCABULARY.encode(TEXTS)
    found = fit_coordinates(encoded, VOCABULARY.size, seed=0).of(encoded)
    assert found.shape[0] == 60
    assert found.shape[1] <= 60
    assert float(np.mean(found**2)) == pytest.approx(1, abs=1e-3)


def test_without_whitening_they_keep_every_inner_product(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coordinates, "WHITENING", 0.0)
    encoded = VOCABULARY.encode(TEXTS)
    found = fit_coordinates(encoded, VOCABULARY.size, seed=0).of(encoded)
    dense = np.zeros((60, VOCABULARY.size))
    for row in range(60):
        dense[row, encoded.ids[row]] = encoded.weights[row]
    wanted, got = dense @ dense.T, found @ found.T
    assert np.allclose(got / got[0, 0], wanted / wanted[0, 0], atol=1e-3)


def test_a_basis_gives_padding_no_weight():
    assert not fit_coordinates(VOCABULARY.encode(TEXTS), VOCABULARY.size, seed=0).basis[0].any()


def test_of_very_many_texts_some_span_the_space(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coordinates, "MAX_SPANNING", 10)
    encoded = VOCABULARY.encode(TEXTS)
    assert fit_coordinates(encoded, VOCABULARY.size, seed=0).of(encoded).shape == (60, 10)


def test_the_number_of_coordinates_is_limited(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coordinates, "MAX_COORDINATES", 7)
    encoded = VOCABULARY.encode(TEXTS)
    assert fit_coordinates(encoded, VOCABULARY.size, seed=0).of(encoded).shape == (60, 7)
