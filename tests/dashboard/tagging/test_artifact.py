"""Artifacts: what is served, and what is refused."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dashboard.messages import JobError
from dashboard.tagging.artifact import ONNX_FILE, artifact_hash, load_artifact
from dashboard.tagging.card import Card
from tests.dashboard.tagging.conftest import NO, YES, write_card

ROOT = Path(__file__).resolve().parents[3]


def test_a_model_says_which_capabilities_hold(artifact_folder: Path):
    said = load_artifact(artifact_folder).predict(["A robot.", "It can predict.", "A robot, predict!", "Notes"])
    assert said.tags.tolist() == [[True, False], [False, True], [True, True], [False, False]]
    assert said.primary[:2] == ["automation", "intelligence"]
    assert said.primary[3] is None
    assert said.probabilities[0].tolist() == pytest.approx([YES, NO], abs=1e-6)


def test_texts_come_back_in_their_order_whatever_their_length(artifact_folder: Path):
    wanted = np.random.default_rng(0).random((3000, 2)) < 0.5
    texts = [" ".join(np.array(["robot", "predict"])[row]) for row in wanted]
    assert load_artifact(artifact_folder).predict(texts).tags.tolist() == wanted.tolist()


def test_no_texts_give_no_predictions(artifact_folder: Path):
    said = load_artifact(artifact_folder).predict([])
    assert (said.probabilities.shape, said.tags.shape, said.primary) == ((0, 2), (0, 2), [])


def test_files_that_are_not_those_that_were_stored_are_refused(artifact_folder: Path):
    stored = artifact_hash(artifact_folder)
    write_card(artifact_folder, golden=YES + 1e-5)
    with pytest.raises(JobError, match="are not those that were stored"):
        load_artifact(artifact_folder, expected_hash=stored)


def test_an_incomplete_folder_is_refused(artifact_folder: Path):
    (artifact_folder / ONNX_FILE).unlink()
    with pytest.raises(JobError, match=r"lacks model\.onnx"):
        load_artifact(artifact_folder)


def test_a_model_that_says_something_else_here_than_where_it_was_made_is_refused(artifact_folder: Path):
    write_card(artifact_folder, golden=YES - 1e-3)
    with pytest.raises(JobError, match="gives other probabilities here"):
        load_artifact(artifact_folder)


def test_a_model_of_other_features_is_refused(artifact_folder: Path):
    write_card(artifact_folder, version=0)
    with pytest.raises(JobError, match="features of version 0"):
        load_artifact(artifact_folder)


def test_the_card_comes_back_as_it_was_written(artifact_folder: Path):
    card = Card.read(artifact_folder)
    assert Card.from_json(card.to_json()).to_json() == card.to_json()
    assert card.about == {"seed": 0}
    assert card.thresholds == {"automation": 0.5, "intelligence": 0.5}


def test_serving_a_model_loads_no_tensorflow(artifact_folder: Path):
    code = (
        "import sys; from pathlib import Path; from dashboard.tagging.artifact import load_artifact;"
        f"print(load_artifact(Path({str(artifact_folder)!r})).predict(['robot']).primary);"
        "print([name for name in ('tensorflow', 'keras', 'streamlit', 'sklearn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['automation']", "[]"]
