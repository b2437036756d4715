"""Marks of a text, on models whose workings are known."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from dashboard.tagging import evidence
from dashboard.tagging.decide import sigmoid
from dashboard.tagging.evidence import Evidence, Mark, explain
from dashboard.tagging.evidence_checks import VARIATIONS, deletion, steadiness

KEYS = ["automation", "intelligence"]
#: What each word adds to the two logits, wherever it stands.
WEIGHTS = {"robot": (2.0, 0.0), "files": (0.5, 0.0), "manual": (-1.0, 0.0), "predicts": (0.0, 3.0), "自动": (1.0, 0.0)}


def predict(texts: Sequence[str]) -> np.ndarray:
    """A linear model: each word of WEIGHTS that a text holds adds its weights."""
    held = np.array([[word in text for word in WEIGHTS] for text in texts], np.float64)
    return sigmoid(held @ np.array(list(WEIGHTS.values()))).astype(np.float32)


def words(marks: Sequence[Mark]) -> list[str]:
    return [mark.word for mark in marks]


def test_the_effects_of_a_linear_model_are_its_weights():
    found = explain("A manual robot that files and predicts 🤖", predict, KEYS)

    automation, intelligence = found.evidence["automation"], found.evidence["intelligence"]
    assert words(automation.marks) == ["manual", "robot", "files"]
    assert [mark.effect for mark in automation.marks] == pytest.approx([-1, 2, 0.5], abs=1e-4)
    assert words(automation.speaks_for) == ["robot", "files"]
    assert words(automation.against) == ["manual"]
    assert words(intelligence.marks) == ["predicts"]
    assert automation.probability == pytest.approx(sigmoid(np.array([1.5]))[0], abs=1e-6)
    assert automation.speaks_for[0].without == pytest.approx(sigmoid(np.array([-0.5]))[0], abs=1e-6)


def test_a_word_is_left_out_everywhere_that_it_stands():
    found = explain(
        "Robot? A robot files, manual or not.", lambda texts: predict([text.casefold() for text in texts]), KEYS
    )
    mark = found.evidence["automation"].marks[0]
    assert (mark.word, [(place.start, place.end) for place in mark.places]) == ("Robot", [(0, 5), (9, 14)])
    assert mark.effect == pytest.approx(2, abs=1e-4)
    assert words(found.evidence["automation"].marks) == ["Robot", "files", "manual"]


def test_characters_that_do_alike_are_one_mark():
    found = explain("能自动记账", predict, KEYS)
    assert words(found.evidence["automation"].marks) == ["自动"]
    assert found.evidence["automation"].marks[0].effect == pytest.approx(1, abs=1e-4)


def test_words_that_only_matter_together_are_both_marked():
    """Either of two words is enough: leaving out one changes nothing, leaving out both changes all."""

    def either(texts: Sequence[str]) -> np.ndarray:
        logits = [[2.0 if "machine" in text or "learning" in text else -2.0, 0.0] for text in texts]
        return sigmoid(np.array(logits)).astype(np.float32)

    effects = evidence.unit_effects(np.array([[0.0], [0.0], [0.0]]), np.array([[4.0], [0.0]]))
    assert effects[:, 0].tolist() == pytest.approx([2, 4 / 3, 0])
    # Neither alone changes the probability: what can't be shown on the text itself is no mark.
    assert explain("machine learning here", either, KEYS).evidence["automation"].marks == ()


def test_a_text_without_words_has_no_marks():
    for text in ("", "… 🙂"):
        assert explain(text, predict, KEYS).evidence["automation"].marks == ()


def test_a_long_text_is_explained_in_its_first_part():
    text = "robot " + "plain " * evidence.MOST_UNITS + "predicts"
    found = explain(text, predict, KEYS)
    assert found.is_part
    assert text.startswith(found.text)
    assert len(found.units) == evidence.MOST_UNITS
    assert found.evidence["intelligence"].probability == pytest.approx(0.5)
    assert words(found.evidence["automation"].marks) == ["robot"]


def test_only_the_strongest_marks_are_kept():
    def each(texts: Sequence[str]) -> np.ndarray:
        return sigmoid(np.array([[0.2 * len(text.split()), 0.0] for text in texts])).astype(np.float32)

    found = explain(" ".join(f"w{i}" for i in range(20)), each, KEYS)
    assert len(found.evidence["automation"].marks) == evidence.MOST_MARKS


def test_the_model_is_asked_twice_for_a_whole_text():
    asked = []

    def counting(texts: Sequence[str]) -> np.ndarray:
        asked.append(len(texts))
        return predict(texts)

    explain("A manual robot that files and predicts", counting, KEYS)
    # Itself, seven words, six pairs; then itself and the four marks.
    assert asked == [14, 5]


def test_the_marks_of_a_linear_model_are_steady_in_sign_and_order():
    found = explain("A manual robot that files and predicts", predict, KEYS)
    checked = steadiness(found, "automation", predict)
    assert checked is not None
    assert (checked.marks, checked.kept, checked.word) == (3, 3, "steady")
    assert checked.order == pytest.approx(1)


def test_a_mark_that_hangs_on_other_words_is_not_steady():
    """`robot` speaks for automation only beside `helper`, which half of the variations lack."""

    def hanging(texts: Sequence[str]) -> np.ndarray:
        logits = [[1.0 if "robot" in text and "helper" in text else 0.0, 0.0] for text in texts]
        return sigmoid(np.array(logits)).astype(np.float32)

    found = explain("robot helper", hanging, KEYS)
    robot = Evidence(found.evidence["automation"].probability, found.evidence["automation"].marks[:1])
    checked = steadiness(replace(found, evidence={"automation": robot}), "automation", hanging)
    assert checked is not None
    assert (checked.marks, checked.kept, checked.word, checked.order) == (1, 0, "unsteady", None)


def test_the_checks_of_a_text_without_marks_are_none():
    found = explain("plain words", predict, KEYS)
    assert steadiness(found, "automation", predict) is None
    assert deletion(found, "automation", predict) is None


def test_deleting_the_marks_is_held_against_deleting_as_many_others():
    found = explain("A robot beside many other plain words here", predict, KEYS)
    checked = deletion(found, "automation", predict)
    assert checked is not None
    assert checked.units == 1
    assert checked.without_marks == pytest.approx(0.5, abs=1e-6)
    # One word in eight is drawn, VARIATIONS times: most of the draws leave the robot in.
    assert 0.5 < checked.without_others <= checked.probability
    drawn = (checked.probability - checked.without_others) / (checked.probability - 0.5) * VARIATIONS
    assert drawn == pytest.approx(round(drawn), abs=1e-3)
    assert drawn < VARIATIONS / 2
