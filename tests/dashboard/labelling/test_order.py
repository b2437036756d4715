"""The order of the learning lane on a few texts, and the reasons that it gives."""

import numpy as np
import pytest

from dashboard.labelling.head import read_texts
from dashboard.labelling.order import order_texts, reason, usual_likeness
from dashboard.labelling.usefulness import Choice, pressed

KEYS = ["automation", "personalization"]
LABELLED = ["Generates reports automatically.", "A plain calendar.", "A plain notebook.", "Automates invoices for you."]
OPEN = ["A plain calendar.", "Coffee beans from Peru.", "Generates reports automatically."]
TARGETS = np.array([[1, 0], [0, 0], [0, 0], [1, 0]], np.int8)


def test_what_the_labels_have_settled_and_what_is_like_them_comes_last():
    space = read_texts([*LABELLED, *OPEN], KEYS)
    places = np.arange(7)
    chosen = order_texts(space, pressed(space.rows), places[:4], TARGETS, places[4:], np.zeros(3, int), 3)
    assert chosen[0].place == 1
    assert chosen[0].likeness < 0.5
    assert {one.likeness > 0.99 for one in chosen if one.place != 1} == {True}


def test_an_order_can_be_made_before_the_first_label():
    space = read_texts(OPEN, KEYS)
    none = np.empty(0, int)
    chosen = order_texts(
        space, pressed(space.rows), none, np.empty((0, 2), np.int8), np.arange(3), np.zeros(3, int), 10
    )
    assert sorted(one.place for one in chosen) == [0, 1, 2]


@pytest.mark.parametrize(
    ("probability", "likeness", "words"),
    [
        (0.5, 0.0, "The labels so far are split on personalization (50%), and nothing like it is labelled yet."),
        (0.5, 0.9, "The labels so far are split on personalization: 50%."),
        (0.9, 0.0, "It may be one of the few with personalization (90%), and nothing like it is labelled yet."),
        (0.9, 0.9, "It may be one of the few with personalization: 90%."),
        (0.05, 0.9, "The labels so far don't settle personalization: 5%."),
    ],
)
def test_the_reason_says_why_this_one(probability, likeness, words):
    """Of the labelled products 30 have automation, 2 personalization; the usual likeness is 0.2."""
    choice = Choice(0, 1, probability, likeness)
    assert reason(choice, KEYS, np.array([30, 2]), 0.2).text() == words


def test_a_frequent_capability_is_not_called_rare():
    sure, new = (reason(Choice(0, 0, 0.9, likeness), KEYS, np.array([30, 2]), 0.2).text() for likeness in (0.9, 0.0))
    assert sure == "The labels so far don't settle automation: 90%."
    assert new == "Nothing like it is labelled yet; automation has 90% so far."


def test_the_usual_likeness_is_that_of_most_labelled_texts_to_their_nearest():
    rows = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0]], np.float32)
    assert usual_likeness(rows) == 1
    assert usual_likeness(rows[:1]) == 0
