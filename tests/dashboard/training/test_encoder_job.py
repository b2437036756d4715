"""A run of the preset encoder from a small BERT of our own making, through the worker, as a person starts it."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dashboard.tagging.artifact import load_artifact
from dashboard.tagging.readers import TOKENIZER_FILE, VOCABULARY_FILE
from dashboard.tagging.text import detect_language
from dashboard.tagging.tokens import PADDING_MASK
from dashboard.training.encoder_settings import EncoderSettings
from db.engine import Store, close_stores, open_store
from db.queries.training import epochs_frame, list_models, list_runs, oof_frame
from tests.command_line import run
from tests.keras_peer import catalogue_texts, keras_probabilities
from tests.samples import KEYS, sample_csv, sample_rows
from tests.small_encoder import POSITIONS, write_small_encoder

PRODUCTS = 120
#: An encoder with real weights, where somebody names one: each test is run with it too.
REAL = Path(os.environ.get("STRANDLINE_ENCODER") or "?").expanduser()

pytestmark = pytest.mark.slow


@pytest.fixture(
    scope="module",
    params=[
        "small",
        pytest.param(
            "real",
            marks=[
                pytest.mark.skipif(not REAL.is_dir(), reason="STRANDLINE_ENCODER names no folder."),
                pytest.mark.timeout(900),
            ],
        ),
    ],
)
def encoder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an encoder."""
    if request.param == "real":
        return REAL
    return write_small_encoder(
        tmp_path_factory.mktemp("small") / "bert",
        [row["description"] for row in sample_rows(PRODUCTS)],
        language="en",
    )


@pytest.fixture(scope="module")
def trained(encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A home in which the samples were imported and an encoder was trained; and what the run printed."""
    folder = tmp_path_factory.mktemp("encoder")
    # One text in twenty is long: batches of several widths.
    rows = sample_csv(PRODUCTS).splitlines()
    rows[11::20] = [row.replace("Sample", "Sample " + "of many words " * 20) for row in rows[11::20]]
    (folder / "list.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    run(folder, "import", str(folder / "list.csv"), "--lane", "audit")
    return folder, run(folder, "train", "--preset", "encoder", "--encoder", str(encoder), "--epochs", "2")[1]


@pytest.fixture
def store(trained: tuple[Path, dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store of that home."""
    monkeypatch.setenv("STRANDLINE_HOME", str(trained[0] / "home"))
    close_stores()
    return open_store()


def test_it_is_trained_measured_on_a_held_out_part_and_tags(trained, encoder: Path, store: Store):
    said = trained[1]
    assert (said["state"], said["tagged"], said["active"]) == ("succeeded", PRODUCTS, True)
    assert said["metrics"]["measured_on"]["how"] == "part"
    held_out = said["metrics"]["measured_on"]["products"]
    assert 0.15 * PRODUCTS < held_out < 0.25 * PRODUCTS
    with store.read() as session:
        measured = oof_frame(session, said["model_id"])
        epochs = epochs_frame(session, said["run_id"])
        (record,) = list_runs(session)
    assert measured["product_id"].nunique() == held_out
    assert set(epochs["fold"]) == {1}
    assert epochs["val_map"].notna().all()
    assert set(said["metrics"]["halves"]) == {"words_alone", "encoder_alone"}
    batch = [text["weightiest"] for text in record.data["batch"]["texts"]]
    assert any(["[CLS]", 1.0] in read for read in batch)
    assert all(any(weight != 1.0 for _, weight in read) for read in batch), "n-grams stand beside tokens of weight 1"
    assert record.config["encoder"] == encoder.name
    assert record.config["max_tokens"] == min(POSITIONS, EncoderSettings.max_tokens)


def test_what_is_served_is_the_mean_of_both_networks_as_keras_has_it_in_both_languages(trained, store: Store):
    with store.read() as session:
        (model,) = list_models(session)
    folder = trained[0] / "home" / model.folder
    assert all((folder / name).is_file() for name in (TOKENIZER_FILE, VOCABULARY_FILE))
    texts = [*catalogue_texts(250), *(row["description"] for row in sample_rows(60, seed=9)), "", "🙂", "a" * 5000]
    artifact = load_artifact(folder, expected_hash=model.artifact_hash)
    tokens = artifact.readers[TOKENIZER_FILE].read(texts)[PADDING_MASK].any(axis=1)
    assert tokens.tolist() == [detect_language(text) == "en" for text in texts]
    served = artifact.predict(texts).probabilities
    assert served.shape == (563, len(KEYS))
    network, mean_of_halves = keras_probabilities(folder, texts)
    assert np.abs(served - network).max() < 1e-4
    assert np.abs(served - mean_of_halves).max() < 1e-4


def test_a_missing_folder_fails_before_anything_is_queued(trained):
    code, said = run(trained[0], "train", "--preset", "encoder", "--encoder", str(trained[0] / "list.csv"))
    assert code == 2
    assert "There is no folder" in said["error"]
