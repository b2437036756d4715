"""The files of a model, packed to be served by another program."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from dashboard.export.model_files import missing_files, read_artifact_card, serving_zip
from dashboard.messages import JobError
from dashboard.tagging.artifact import ONNX_FILE, open_artifact
from dashboard.tagging.readers import VOCABULARY_FILE
from dashboard.tagging.text import product_text
from db.engine import Store
from db.queries.training import ModelRecord, get_model


@pytest.fixture
def record(store: Store, active_model: int) -> ModelRecord:
    with store.read() as session:
        found = get_model(session, active_model)
    assert found is not None
    return found


def test_what_is_packed_can_be_served_as_the_readme_says(record: ModelRecord, tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(serving_zip(record))) as archive:
        assert sorted(archive.namelist()) == ["README.txt", "card.json", "model.onnx", "vocabulary.json"]
        archive.extractall(tmp_path)
    readme = (tmp_path / "README.txt").read_text(encoding="utf-8")
    assert record.artifact_hash in readme
    assert "automation, intelligence" in readme
    said = open_artifact(tmp_path).predict([product_text("robot", "", "")])
    assert said.tags.tolist() == [[True, False]]


def test_the_formula_of_the_readme_gives_the_expected_probabilities(record: ModelRecord, tmp_path: Path):
    from onnxruntime import InferenceSession

    with zipfile.ZipFile(io.BytesIO(serving_zip(record))) as archive:
        archive.extractall(tmp_path)
    card = json.loads((tmp_path / "card.json").read_text())
    golden = card["golden"][0]
    encoded = open_artifact(tmp_path).readers[VOCABULARY_FILE].encode([golden["text"]])
    session = InferenceSession(tmp_path / "model.onnx", providers=["CPUExecutionProvider"])
    (logits,) = session.run(["tags"], {"ids": encoded.ids, "weights": encoded.weights})
    slope, intercept = (
        np.array([card["calibration"][name][key] for key in card["label_set"]]) for name in ("slope", "intercept")
    )
    assert np.allclose(1 / (1 + np.exp(-(slope * logits[0] + intercept))), golden["probabilities"], atol=1e-4)


def test_a_changed_file_is_not_handed_out(record: ModelRecord, artifact_folder: Path):
    (artifact_folder / ONNX_FILE).write_bytes(b"another")
    with pytest.raises(JobError, match="The files of model 1 are not those that were stored"):
        serving_zip(record)


def test_files_that_are_gone_are_named(record: ModelRecord, artifact_folder: Path):
    assert missing_files(record) == []
    (artifact_folder / "card.json").unlink()
    assert missing_files(record) == ["card.json"]
    with pytest.raises(JobError, match="The card of model 1 can't be read: FileNotFoundError"):
        read_artifact_card(record)
