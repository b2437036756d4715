"""The commands `train`, `models`, `activate`, `runs`, `devices`, `tag` and `predict`: JSON, refusals, exit status."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from dashboard.commands import jobs
from dashboard.store import get_store
from db.models import Job
from db.queries.jobs import list_jobs
from db.queries.training import OOF_COLUMNS, NewModel, add_model, create_run


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]):
    """Run a command: status, JSON."""

    def run(*arguments: str) -> tuple[int, dict[str, Any]]:
        status = main([*arguments, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def model() -> int:
    """A model on record; its folder is not there."""
    import pandas as pd

    with get_store().write() as session:
        session.add(Job(id=1, kind="train", payload={}, state="succeeded"))
        session.flush()
        run_id = create_run(session, 1, preset="fast", seed=7, config={})
        metrics = {"mean_average_precision": {"value": 0.5, "low": 0.4, "high": 0.6}}
        new = NewModel(
            run_id, "fast", "artifacts/run-1", "", ["automation"], {}, metrics, pd.DataFrame(columns=OOF_COLUMNS)
        )
        return add_model(session, new, activate=True)


def queued() -> int:
    with get_store().read() as session:
        return len(list_jobs(session))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--preset", "slow"], "There is no preset slow"),
        (["--preset", "encoder"], "needs an encoder to start from"),
        (["--encoder", "folder"], "The preset fast has no use for the encoder folder"),
        (["--seed", "-1"], "The seed -1 is out of range"),
        (["--split", "years"], "There is no split years"),
        (["--epochs", "0"], "A run can't have 0 epochs"),
        (["--patience", "0"], "The patience 0 is out of range"),
    ],
)
def test_a_run_that_cannot_be_made_is_turned_away_before_it_is_queued(command, arguments: list[str], said: str):
    status, printed = command("train", *arguments)
    assert status == 2
    assert said in printed["error"]
    assert queued() == 0


def test_a_run_prints_what_came_of_it(command, monkeypatch: pytest.MonkeyPatch):
    asked = []
    result = {"run_id": 1, "model_id": 2, "epochs": 15, "seconds": 9.5, "device": "CPU, 1 thread", "metrics": METRICS}

    def done(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        asked.append((kind, payload))
        return result | {"tagged": 3, "active": False}

    monkeypatch.setattr(jobs, "run_job", done)
    status, printed = command(
        "train", "--seed", "4", "--split", "time", "--epochs", "40", "--patience", "5", "--activate"
    )
    assert status == 0
    assert printed == result | {"tagged": 3, "active": False, "state": "succeeded"}
    wanted = {"preset": "fast", "encoder": None, "seed": 4, "split": "time", "epochs": 40, "patience": 5}
    assert asked == [("train", wanted | {"activate": True})]


def test_a_person_reads_who_is_better(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    result = {"run_id": 1, "model_id": 2, "seconds": 9.5, "device": "CPU", "metrics": METRICS, "tagged": 3}
    monkeypatch.setattr(jobs, "run_job", lambda _kind, _payload: result | {"active": False})
    assert main(["train"]) == 0
    said = capsys.readouterr().out
    assert "TF-IDF with logistic regression: 0.4; gain 0.1 (0.02 to 0.2)." in said
    assert "python -m dashboard activate 2" in said


BAND = {"value": 0.5, "low": 0.4, "high": 0.6}
METRICS = {
    "mean_average_precision": BAND,
    "baselines": {
        "tfidf_logistic_regression": {
            "mean_average_precision": BAND | {"value": 0.4},
            "gain": {"value": 0.1, "low": 0.02, "high": 0.2},
        }
    },
}


def test_lists_are_empty_at_first(command):
    assert command("models") == (0, {"models": []})
    assert command("runs") == (0, {"runs": []})


def test_models_and_runs_are_listed(command, model: int):
    (listed,) = command("models")[1]["models"]
    assert (listed["id"], listed["active"], listed["metrics"]["mean_average_precision"]["value"]) == (model, True, 0.5)
    (run,) = command("runs")[1]["runs"]
    assert (run["id"], run["state"], run["seed"], run["model_id"]) == (1, "succeeded", 7, model)


def test_a_model_that_is_not_there_is_refused(command):
    status, printed = command("activate", "9")
    assert status == 2
    assert "There is no model 9" in printed["error"]


def test_a_model_whose_files_are_gone_is_not_activated(command, model: int):
    status, printed = command("activate", str(model))
    assert status == 1
    assert "lacks card.json" in printed["error"]


def test_devices_name_the_processor(command):
    status, printed = command("devices")
    assert status == 0
    assert printed["devices"][0]["kind"] == "cpu"
    assert printed["said"]


def test_devices_say_how_long_each_preset_takes(command):
    """Without labels for a thousand texts: a machine is looked at before there are any."""
    _, printed = command("devices")
    assert printed["texts"] == 1000
    for preset in ("fast", "encoder"):
        assert 0 < printed["presets"][preset]["minutes_low"] < printed["presets"][preset]["minutes_high"]


def test_predicting_needs_an_active_model(command, tmp_path: Path):
    (tmp_path / "list.csv").write_text("name,text\nA,a robot\n")
    status, printed = command("predict", str(tmp_path / "list.csv"), "--out", str(tmp_path / "out.csv"))
    assert status == 2
    assert "There is no active model yet" in printed["error"]
