"""Backup and restore: consistent while others write, checked before it is believed, all or nothing."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dashboard.backup import restore
from dashboard.backup.archive import DATABASE, MANIFEST
from dashboard.backup.restore import restore_backup
from dashboard.backup.save import save_backup
from dashboard.cli import main
from dashboard.messages import Message, RequestError
from db.engine import Store, open_store
from db.models import Job, JobState, Model, Product, Run
from db.queries.jobs import claim_next_job, get_job, queue_job
from db.queries.revisions import read_revisions
from db.queries.settings import get_setting, set_setting
from db.settings import database_url

ROOT = Path(__file__).resolve().parents[3]
ARTIFACT = "artifacts/one"
WRITER = """
from dashboard.store import get_store
from db.queries.settings import set_setting
store = get_store()
print("ready", flush=True)
for count in range(1_000_000):
    with store.write() as session:
        set_setting(session, "first", count)
        set_setting(session, "second", count)
"""


@pytest.fixture
def store(home: Path) -> Store:
    """A store with one setting, and one model whose artifact is on disk."""
    store = open_store()
    with store.write() as session:
        set_setting(session, "colour", "green")
        session.add(Job(id=1, kind="train", payload={}, state=JobState.SUCCEEDED))
        session.flush()
        session.add(Run(id=1, job_id=1, preset="fast", seed=1, config={}))
        session.flush()
        session.add(Model(**model_fields()))
    put_artifact(home, "weights")
    return store


def model_fields() -> dict[str, object]:
    facts = {"run_id": 1, "preset": "fast", "folder": ARTIFACT, "artifact_hash": "0"}
    return facts | {"label_set": [], "thresholds": {}, "metrics": {}}


def put_artifact(home: Path, weights: str) -> None:
    (home / ARTIFACT / "deep").mkdir(parents=True, exist_ok=True)
    (home / ARTIFACT / "deep" / "model.onnx").write_text(weights)


def setting(store: Store, key: str) -> object:
    with store.read() as session:
        return get_setting(session, key)


def paint(store: Store, colour: str) -> None:
    with store.write() as session:
        set_setting(session, "colour", colour)


def test_a_backup_brings_back_rows_and_artifacts(store: Store, home: Path, tmp_path: Path):
    file = tmp_path / "store.zip"
    saved = save_backup(store, file)
    assert (saved.contents.products, saved.contents.models, saved.bytes) == (0, 1, file.stat().st_size)
    paint(store, "red")
    (home / ARTIFACT / "deep" / "model.onnx").unlink()
    (home / ARTIFACT / "deep").rmdir()
    (home / ARTIFACT).rmdir()

    restored = restore_backup(store, file)
    assert setting(store, "colour") == "green"
    assert (home / ARTIFACT / "deep" / "model.onnx").read_text() == "weights"
    assert restored.contents == saved.contents
    assert restore_backup(store, restored.previous).contents.models == 1
    assert setting(store, "colour") == "red"


def test_an_open_store_sees_the_restored_rows_under_new_revisions(store: Store, tmp_path: Path):
    save_backup(store, tmp_path / "store.zip")
    paint(store, "red")
    with store.read() as open_page:
        before = read_revisions(open_page)
        restore_backup(store, tmp_path / "store.zip")
        assert get_setting(open_page, "colour") == "red"
    with store.read() as session:
        after = read_revisions(session)
    assert all(after[subject] > before[subject] for subject in before)


def test_a_copy_taken_while_another_process_writes_is_of_one_moment(store: Store, tmp_path: Path):
    writer = subprocess.Popen([sys.executable, "-c", WRITER], cwd=ROOT, stdout=subprocess.PIPE)
    assert writer.stdout.readline() == b"ready\n"
    seen = []
    for number in range(5):
        save_backup(store, tmp_path / f"{number}.zip")
        seen.append(setting(store, "first"))
    writer.kill()
    writer.communicate()

    assert seen[0] < seen[-1]
    for number in range(5):
        restore_backup(store, tmp_path / f"{number}.zip")
        assert setting(store, "first") == setting(store, "second")


def test_another_models_artifact_of_the_same_name_is_kept_beside_the_restored_one(store, home: Path, tmp_path: Path):
    save_backup(store, tmp_path / "store.zip")
    put_artifact(home, "other weights")
    restore_backup(store, tmp_path / "store.zip")
    with store.read() as session:
        folder = session.scalars(select(Model.folder)).one()
    assert folder == f"{ARTIFACT}-2"
    assert (home / folder / "deep" / "model.onnx").read_text() == "weights"
    assert (home / ARTIFACT / "deep" / "model.onnx").read_text() == "other weights"


def test_what_fails_at_the_last_step_leaves_everything_as_it_was(store, home: Path, tmp_path: Path, monkeypatch):
    save_backup(store, tmp_path / "store.zip")
    paint(store, "red")
    put_artifact(home, "other weights")

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(restore, "replace_store", fail)
    with pytest.raises(RuntimeError):
        restore_backup(store, tmp_path / "store.zip")
    assert setting(store, "colour") == "red"
    assert [path.name for path in (home / "artifacts").iterdir()] == ["one"]


def test_jobs_that_waited_when_the_backup_was_taken_are_not_started(store: Store, tmp_path: Path):
    with store.write() as session:
        waiting = queue_job(session, "tag", {})
    save_backup(store, tmp_path / "store.zip")
    with store.write() as session:
        session.execute(Job.__table__.delete().where(Job.id == waiting))
    restore_backup(store, tmp_path / "store.zip")
    with store.read() as session:
        job = get_job(session, waiting)
    assert job.state is JobState.FAILED
    assert Message.from_json(job.error).text().startswith("The store was restored from a backup")


def test_a_restore_waits_for_no_job_and_disturbs_none(store: Store, tmp_path: Path):
    save_backup(store, tmp_path / "store.zip")
    with store.write() as session:
        queue_job(session, "tag", {})
        claim_next_job(session)
    with pytest.raises(RequestError, match=r"Job 2 is running\. A restore replaces everything"):
        restore_backup(store, tmp_path / "store.zip")


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def manifest_with(members: dict[str, bytes], **fields: object) -> None:
    members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | fields).encode()


def lead_out(members: dict[str, bytes]) -> None:
    files = json.loads(members[MANIFEST])["files"]
    members["../out"] = members[DATABASE]
    manifest_with(members, files=files | {"../out": files[DATABASE]})


DAMAGES: dict[str, Callable[[dict[str, bytes]], object]] = {
    "no database": lambda members: members.pop(DATABASE),
    "another database": lambda members: members.update({DATABASE: b"SQLite format 3"}),
    "no manifest": lambda members: members.pop(MANIFEST),
    "manifest is no JSON": lambda members: members.update({MANIFEST: b"{"}),
    "manifest is a list": lambda members: members.update({MANIFEST: b"[]"}),
    "a file more": lambda members: members.update({"extra": b""}),
    "a path out of the folder": lead_out,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_refused_and_changes_nothing(store: Store, home: Path, tmp_path: Path, damage: str):
    file = tmp_path / "store.zip"
    save_backup(store, file)
    paint(store, "red")
    rewrite(file, DAMAGES[damage])
    before = sorted(path for path in home.rglob("*") if path.is_file())

    with pytest.raises(RequestError, match="is no backup of Strandline, or it is damaged"):
        restore_backup(store, file)
    assert setting(store, "colour") == "red"
    assert sorted(path for path in home.rglob("*") if path.is_file()) == before


def test_a_backup_cut_short_is_refused(store: Store, tmp_path: Path):
    file = tmp_path / "store.zip"
    save_backup(store, file)
    file.write_bytes(file.read_bytes()[:-1000])
    with pytest.raises(RequestError, match="or it is damaged"):
        restore_backup(store, file)


@pytest.mark.parametrize("fields", [{"format": 2}, {"migration": "9999"}])
def test_a_backup_of_a_newer_version_is_refused(store: Store, tmp_path: Path, fields: dict[str, object]):
    save_backup(store, tmp_path / "store.zip")
    rewrite(tmp_path / "store.zip", lambda members: manifest_with(members, **fields))
    with pytest.raises(RequestError, match="was written by a newer Strandline"):
        restore_backup(store, tmp_path / "store.zip")


def test_the_commands_name_what_they_saved_and_restored(store: Store, tmp_path: Path, capsys):
    file = tmp_path / "store.zip"
    assert main(["backup", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out).keys() == {"file", "products", "labels", "models", "bytes", "seconds"}
    assert main(["backup", str(file)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["backup", str(file), "--force"]) == 0
    assert main(["restore", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["models"] == 1


@pytest.mark.parametrize("file", ["absent.zip", "."])
def test_a_file_that_cannot_be_read_is_refused(store: Store, tmp_path: Path, file: str, capsys):
    assert main(["restore", str(tmp_path / file)]) == 2
    assert "could not be read" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_refused(home: Path, tmp_path: Path, capsys):
    assert main(["backup", str(tmp_path / "absent" / "store.zip")]) == 2
    assert "A backup makes one file in a folder that exists." in capsys.readouterr().err


def test_a_postgresql_store_names_its_own_tools(postgresql: str, monkeypatch, tmp_path: Path, capsys):
    monkeypatch.setenv("STRANDLINE_DATABASE_URL", postgresql)
    assert main(["backup", str(tmp_path / "store.zip")]) == 2
    assert "Use PostgreSQL's own pg_dump and pg_restore" in capsys.readouterr().err


def test_a_backup_of_a_fresh_home_can_be_restored_into_another(home: Path, tmp_path: Path, monkeypatch):
    first = open_store()
    with first.write() as session:
        fields = {"source": "yc", "external_id": "1", "product_group": "one", "language": "en", "text_hash": "0"}
        session.add(Product(name="One", **fields))
    save_backup(first, tmp_path / "store.zip")

    monkeypatch.setenv("STRANDLINE_HOME", str(tmp_path / "second"))
    second = open_store(database_url())
    restore_backup(second, tmp_path / "store.zip")
    with second.read() as session:
        assert session.scalar(select(func.count()).select_from(Product)) == 1
