"""What goes wrong in a training ends in a sentence, harms no model that was there, and leaves nothing half done.

All on a third of the embedded catalogue and a few texts that nobody expects; each run is a process of its own.
"""

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dashboard.importing.inspect import inspect_file, request_import
from dashboard.importing.request import ImportRequest
from dashboard.jobs.handlers import HANDLERS
from dashboard.jobs.worker import drain
from dashboard.messages import Message
from dashboard.store import get_store
from dashboard.tagging.artifact import load_artifact
from db.engine import Store, close_stores, open_store
from db.models import JobState
from db.queries.capabilities import list_capabilities
from db.queries.jobs import JobRecord, get_job, queue_job, request_cancel
from db.queries.tags import tags_frame
from db.queries.training import ModelRecord, active_model, list_models
from tests.dashboard.jobs.conftest import until
from tests.dashboard.training import faults
from tests.keras_peer import catalogue, catalogue_texts, keras_probabilities
from tests.samples import KEYS

#: Every so many-th product of the catalogue is learned from.
PART = 3
#: Of each language.
TEXTS = 250
WILD_TEXTS = {
    "Megabyte": "It plans a route. " * 58_000,
    "🙂": "🙂🚀👩‍👩‍👧‍👦 🏳️‍🌈",
    "مساعد": "مساعد ذكي يملأ النماذج ويرسلها بنفسه",
    "עוזר": "עוזר שממלא טפסים לבד \u202eabc\u202c",
    "Nothing": "-",
    "NUL": "a\u0001b \ufffe \ufeff",
}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a part of the catalogue, texts that nobody expects, and a model that has learned from both."""
    folder = tmp_path_factory.mktemp("faults")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("STRANDLINE_HOME", str(folder / "home"))
        patched.setenv("STRANDLINE_CATALOGUE", "off")
        store = open_store()
        get_store()
        assert work(store, "import", gold_request(store, folder / "gold.csv"), HANDLERS).state is JobState.SUCCEEDED
        done = work(store, "train", None, faults.named(faults.traced_once))
        assert done.state is JobState.SUCCEEDED, done.error
        close_stores()
    return folder / "home"


@pytest.fixture
def store(trained: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store of that home."""
    close_stores()
    monkeypatch.setenv("STRANDLINE_HOME", str(trained))
    return open_store()


def gold_request(store: Store, file: Path) -> ImportRequest:
    """Write a part of the catalogue and WILD_TEXTS with labels, and return what brings them in."""
    rows = catalogue()
    judged = dict.fromkeys(KEYS, "0") | {"automation": "1"}
    wild = [
        dict.fromkeys(rows[0], "") | {"source": "wild", "external_id": name, "name": name, "description": text} | judged
        for name, text in WILD_TEXTS.items()
    ]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows([*rows[::PART], *wild])
    with store.read() as session:
        capabilities = list_capabilities(session)
    return request_import(file, file.name, inspect_file(file), capabilities)


def work(store: Store, kind: str, request: ImportRequest | None, handlers: dict[str, str]) -> JobRecord:
    """Queue a job, let a worker do it, and return how it ended."""
    with store.write() as session:
        job_id = queue_job(session, kind, request.to_payload() if request else {"seed": 1, "activate": True})
    drain(store, handlers)
    return look(store, job_id)


def look(store: Store, job_id: int) -> JobRecord:
    with store.read() as session:
        job = get_job(session, job_id)
    assert job is not None
    return job


def models_of(store: Store) -> tuple[ModelRecord | None, list[ModelRecord]]:
    with store.read() as session:
        return active_model(session), list_models(session)


def files_of(home: Path) -> set[str]:
    """Every file of a model that is there, whole or half done."""
    return {str(path.relative_to(home)) for path in (home / "artifacts").rglob("*")}


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (faults.full_disk, "The disk is full. The job needs room in the home folder"),
        (faults.full_disk_at_the_end, "The disk is full. The job needs room in the home folder"),
        (faults.no_memory, "The memory of this machine is too small for the job."),
        (faults.no_device_memory, "The memory of the device ran short in training (CPU"),
    ],
)
def test_a_fault_fails_the_job_with_a_sentence_and_leaves_everything_as_it_was(
    trained: Path, store: Store, fault: Callable[..., object], sentence: str
):
    models, files = models_of(store), files_of(trained)
    job = work(store, "train", None, faults.named(fault))
    assert job.state is JobState.FAILED
    assert Message.from_json(job.error).text().startswith(sentence)
    assert models_of(store) == models
    assert files_of(trained) == files
    assert models[0] is not None
    assert len(load_artifact(trained / models[0].folder, expected_hash=models[0].artifact_hash).card.golden) == 10


@pytest.mark.parametrize("stage", ["starting", "reading", "training", "evaluating", "exporting", "tagging"])
def test_a_stop_ends_a_run_within_two_seconds_at_every_stage(trained: Path, store: Store, stage: str):
    before, _ = models_of(store)
    with store.write() as session:
        job_id = queue_job(session, "train", {"seed": 1, "activate": True})
    draining = threading.Thread(target=drain, args=(store, faults.named(faults.quick)))
    draining.start()
    until(lambda: look(store, job_id).stage == stage, seconds=200)
    with store.write() as session:
        request_cancel(session, job_id)
    assert until(lambda: look(store, job_id).state is not JobState.RUNNING) < 2
    draining.join()
    assert (look(store, job_id).state, look(store, job_id).stage) == (JobState.CANCELLED, stage)
    assert models_of(store)[0] == before


def test_texts_that_nobody_expects_are_learned_from_and_tagged(store: Store):
    active, _ = models_of(store)
    assert active is not None
    with store.read() as session:
        tags = tags_frame(session, active.id)
    assert len(tags) == len(catalogue()[::PART]) + len(WILD_TEXTS)
    assert np.isfinite(tags.select_dtypes("number").to_numpy()).all()


def test_onnx_says_what_keras_says_of_500_real_texts_in_both_languages(trained: Path, store: Store):
    active, _ = models_of(store)
    assert active is not None
    texts = catalogue_texts(TEXTS)
    assert len(texts) == 2 * TEXTS
    (keras,) = keras_probabilities(trained / active.folder, texts)
    said = load_artifact(trained / active.folder).predict(texts).probabilities
    assert keras.std() > 0.05  # It has an opinion: the figures compared are no constant.
    assert np.abs(said - keras).max() < 1e-4
