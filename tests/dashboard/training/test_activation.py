"""Deleting a model: what is refused, and what is left of it on disk."""

import shutil
from pathlib import Path

import pytest

from dashboard.messages import RequestError
from dashboard.tagging.leftovers import sweep
from dashboard.training.activation import delete
from db.engine import Store, open_store
from db.models import Job, Model, Run
from db.queries.jobs import queue_job
from db.queries.training import get_model, list_runs


@pytest.fixture
def store(home: Path) -> Store:
    """Two models with a folder each; the first is active."""
    store = open_store()
    with store.write() as session:
        for number in (1, 2):
            session.add(Job(id=number, kind="train", payload={}, state="succeeded"))
            session.flush()
            session.add(Run(id=number, job_id=number, preset="fast", seed=0, config={}))
            session.flush()
            folder = f"artifacts/run-{number}"
            fields = {"folder": folder, "artifact_hash": "", "label_set": [], "thresholds": {}, "metrics": {}}
            session.add(Model(id=number, run_id=number, preset="fast", active=number == 1, **fields))
            (home / folder).mkdir(parents=True)
            (home / folder / "card.json").write_text("{}")
    return store


def there(store: Store, model_id: int) -> bool:
    with store.read() as session:
        return get_model(session, model_id) is not None


def test_a_model_is_deleted_with_its_folder_and_its_run_stays(store: Store, home: Path):
    delete(store, 2)
    assert not there(store, 2)
    assert [path.name for path in (home / "artifacts").iterdir()] == ["run-1"]
    with store.read() as session:
        assert [(run.id, run.model_id) for run in list_runs(session)] == [(2, None), (1, 1)]


@pytest.mark.parametrize(
    ("model_id", "said"), [(1, "Model 1 is the active one.*Activate another model first"), (9, "There is no model 9")]
)
def test_the_active_model_and_one_that_is_not_there_are_refused(store: Store, home: Path, model_id: int, said: str):
    with pytest.raises(RequestError, match=said):
        delete(store, model_id)
    assert len(list((home / "artifacts").iterdir())) == 2


@pytest.mark.parametrize("kind", ["train", "tag"])
def test_no_model_is_deleted_while_a_job_may_be_using_it(store: Store, home: Path, kind: str):
    with store.write() as session:
        queue_job(session, kind, {})
    with pytest.raises(RequestError, match="A job is training or tagging"):
        delete(store, 2)
    assert there(store, 2)
    assert (home / "artifacts" / "run-2" / "card.json").is_file()


def test_a_folder_that_could_not_be_removed_goes_later(store: Store, home: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(_path: Path) -> None:
        raise PermissionError("in use")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", refuse)
        delete(store, 2)
    assert not there(store, 2)
    assert (home / "artifacts" / "run-2").is_dir()
    sweep(store)
    assert not (home / "artifacts" / "run-2").exists()


def test_a_folder_that_this_database_does_not_know_is_left_alone(store: Store, home: Path):
    (home / "artifacts" / "run-7").mkdir()
    delete(store, 2)
    assert sorted(path.name for path in (home / "artifacts").iterdir()) == ["run-1", "run-7"]


@pytest.mark.parametrize("folder", ["", ".", "artifacts", "artifacts/..", "../home", "logs"])
def test_a_folder_outside_of_the_artifacts_is_never_removed(store: Store, home: Path, folder: str):
    (home / "logs").mkdir()
    with store.write() as session:
        session.get_one(Model, 2).folder = folder
    delete(store, 2)
    assert {"artifacts", "logs"} <= {path.name for path in home.iterdir()}
    assert (home / "artifacts" / "run-1" / "card.json").is_file()
