"""Runs side by side: what differed, their curves, their figures."""

from datetime import UTC, datetime

import pandas as pd

from dashboard.training.comparison import Difference, differences, figures, run_curve
from db.models import JobState
from db.queries.training import ModelRecord, RunRecord

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def run(number: int, **changes) -> RunRecord:
    fields = {
        "preset": "fast",
        "seed": 0,
        "config": {"folds": 5, "epochs": 15},
        "data_hash": "a",
        "data": {"products": 100, "positives": {"automation": 30, "intelligence": 20}},
        "device": "CPU",
        "cost": {"seconds": 1.0},
    }
    fields |= changes
    return RunRecord(id=number, job_id=number, created_at=MOMENT, state=JobState.SUCCEEDED, model_id=number, **fields)


def model(number: int, label_set: list[str], metrics: dict) -> ModelRecord:
    return ModelRecord(
        id=number,
        run_id=number,
        preset="fast",
        folder="",
        artifact_hash="",
        label_set=label_set,
        thresholds={},
        metrics=metrics,
        active=False,
        created_at=MOMENT,
    )


def interval(value: float | None) -> dict:
    return {"value": value, "low": None if value is None else value - 0.1, "high": None if value is None else 0.9}


def test_runs_of_one_configuration_and_one_data_differ_in_nothing_whatever_they_cost():
    assert differences([run(1), run(2, cost={"seconds": 99.0})]) == []


def test_only_what_differs_is_told_down_to_the_single_setting_and_capability():
    other = run(
        2,
        seed=3,
        config={"folds": 5, "epochs": 20},
        data={"products": 110, "positives": {"automation": 33, "intelligence": 20}},
        data_hash="b",
    )
    assert differences([run(1), other]) == [
        Difference("seed", (0, 3)),
        Difference("config.epochs", (15, 20)),
        Difference("data.products", (100, 110)),
        Difference("data.positives.automation", (30, 33)),
        Difference("data_hash", ("a", "b")),
    ]


def test_a_setting_that_an_older_run_did_not_have_is_a_difference():
    assert differences([run(1), run(2, config={"folds": 5, "epochs": 15, "dropout": 0.3})]) == [
        Difference("config.dropout", (None, 0.3))
    ]


def test_of_three_runs_one_that_differs_is_enough():
    assert differences([run(1), run(2), run(3, seed=1)]) == [Difference("seed", (0, 0, 1))]


def test_a_curve_is_the_mean_of_the_folds_without_the_final_network():
    epochs = pd.DataFrame(
        [(0, 1, 9.0, None), (1, 1, 1.0, 0.5), (1, 2, 0.5, 0.6), (2, 1, 2.0, 0.7), (2, 2, 1.5, None)],
        columns=["fold", "epoch", "loss", "val_map"],
    ).astype({"val_map": "float64"})
    curve = run_curve(4, epochs)
    assert (curve.run_id, curve.epochs) == (4, (1, 2))
    assert curve.loss == (1.5, 1.0)
    assert curve.val_map == (0.6, 0.6)


def test_a_run_that_ended_before_its_first_epoch_has_an_empty_curve():
    epochs = pd.DataFrame(columns=["fold", "epoch", "loss", "val_map"]).astype("float64")
    assert run_curve(1, epochs).epochs == ()


def test_figures_stand_side_by_side_and_a_capability_that_one_lacks_is_empty_there():
    first = model(
        1,
        ["automation"],
        {
            "mean_average_precision": interval(0.5),
            "capabilities": {"automation": {"average_precision": interval(0.5), "f1": interval(None)}},
        },
    )
    second = model(
        2,
        ["automation", "new"],
        {
            "mean_average_precision": interval(0.6),
            "capabilities": {
                "automation": {"average_precision": interval(0.7), "f1": interval(None)},
                "new": {"average_precision": interval(0.5), "f1": interval(0.4)},
            },
        },
    )
    told = {(one.name, one.capability): one.of for one in figures([first, second])}
    assert told == {
        ("mean_average_precision", None): ((0.5, 0.4, 0.9), (0.6, 0.5, 0.9)),
        ("average_precision", "automation"): ((0.5, 0.4, 0.9), (0.7, 0.6, 0.9)),
        ("average_precision", "new"): (None, (0.5, 0.4, 0.9)),
        ("f1", "new"): (None, (0.4, 0.30000000000000004, 0.9)),
    }
