"""The linear head that follows the labels: what it says before the first label, and after some."""

import numpy as np
import pytest

from dashboard.labelling.head import PENALTY, fit_head, probabilities, read_texts

KEYS = ["automation", "personalization", "my_own"]
TEXTS = [
    "Automates invoices. Generates reports automatically.",
    "A diary that is tailored to you and personalized.",
    "A plain calendar.",
    "Automates payroll and generates payslips.",
    "An agenda with a plain calendar.",
    "Automatically generates summaries.",
]


def test_before_the_first_label_a_capability_goes_by_its_words():
    said = probabilities(read_texts(TEXTS, KEYS), np.empty(0, np.int64), np.empty((0, 3), np.int8))
    assert said[0, 0] > 0.5 > said[2, 0]
    assert said[1, 1] > 0.5 > said[0, 1]
    assert said[:, 2] == pytest.approx(np.full(6, 0.02))


def test_after_some_labels_it_goes_by_them():
    """Labelled: texts 0 and 3 yes, 2 and 4 no. Text 5 speaks of the same things as 0 and 3."""
    labelled, targets = np.array([0, 2, 3, 4]), np.array([[1, 0, 1], [0, 0, 0], [1, 0, 1], [0, 0, 0]], np.int8)
    said = probabilities(read_texts(TEXTS, KEYS), labelled, targets)
    assert said[5, 0] > 0.5
    assert said[5, 2] > 0.5 > said[4, 2]


def test_what_nobody_said_is_not_learned_from():
    labelled, targets = np.array([0, 2]), np.array([[-1, 0, 1], [-1, 0, 0]], np.int8)
    space = read_texts(TEXTS, KEYS)
    words = probabilities(space, labelled[:0], targets[:0])
    assert probabilities(space, labelled, targets)[:, 0].tolist() == words[:, 0].tolist()


def test_the_fit_is_where_the_penalised_likelihood_is_flat():
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(60, 5)).astype(np.float32)
    holds = rows[:, 0] + rng.normal(size=60) > 0
    weights = fit_head(rows, holds)
    said = 1 / (1 + np.exp(-(rows @ weights[1:] + weights[0])))
    assert np.abs(rows.T @ (said - holds) + PENALTY * weights[1:]).max() < 1e-3
