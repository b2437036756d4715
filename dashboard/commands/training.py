"""The commands `train`, `curve`, `models`, `activate`, `delete-model`, `runs` and `devices`."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dashboard.commands.outcome import Outcome

if TYPE_CHECKING:
    from dashboard.cli import Add
    from db.queries.training import ModelRecord, RunRecord


def add_commands(add: "Add") -> None:
    """Add the commands to the command line."""
    train = add("train", run_train, "train a model on the gold labels, in the worker, and tag every product")
    train.add_argument(
        "--preset", default="fast", help="fast: a minute on two cores, English and Chinese; encoder: a BERT, fine-tuned"
    )
    train.add_argument(
        "--encoder",
        metavar="FOLDER",
        help="for the preset encoder: a folder, or an id of the Hugging Face hub (default: $STRANDLINE_ENCODER)",
    )
    train.add_argument("--seed", type=int, default=0, help="same seed and labels, same model (default: 0)")
    train.add_argument("--split", default="random", help="measure on random folds, or time: the newest, learned before")
    train.add_argument("--epochs", type=int, help="length of the schedule (default: the preset's)")
    train.add_argument("--patience", type=int, help="stop after so many epochs that are no better (default: never)")
    train.add_argument("--activate", action="store_true", help="show the new model's tags as soon as it is done")
    curve = add("curve", run_label_curve, "measure how the quality grows with the number of labels, in the worker")
    curve.add_argument("--seed", type=int, default=0, help="same seed and labels, same curve (default: 0)")
    add("models", run_models, "list the models, newest first")
    activate = add("activate", run_activate, "show another model's tags")
    activate.add_argument("model_id", type=int, metavar="MODEL_ID")
    delete = add("delete-model", run_delete, "delete a model that is not active: its files, tags and measurements")
    delete.add_argument("model_id", type=int, metavar="MODEL_ID")
    add("runs", run_runs, "list the training runs, newest first")
    add("devices", run_devices, "say what this machine trains on")


def run_train(args: argparse.Namespace) -> Outcome:
    """Train, in the worker. A request that can't be met is turned away before anything is queued."""
    from dashboard.commands.jobs import run_job
    from dashboard.training.encoder_files import default_encoder, find_encoder
    from dashboard.training.request import ENCODER, TrainingRequest

    names = ("preset", "encoder", "seed", "split", "epochs", "patience", "activate")
    request = TrainingRequest(**{name: getattr(args, name) for name in names})
    request.check()
    if request.preset == ENCODER:
        find_encoder(request.encoder or default_encoder())
    result = run_job("train", request.to_payload()) | {"state": "succeeded"}
    return Outcome(result, _lines_of_training(result))


def run_label_curve(args: argparse.Namespace) -> Outcome:
    """Measure the label curve, in the worker."""
    from dashboard.commands.jobs import run_job
    from dashboard.training.label_curve import LabelCurve, curve_words
    from dashboard.training.request import TrainingRequest

    TrainingRequest(seed=args.seed).check()
    result = run_job("curve", {"seed": args.seed})
    curve = LabelCurve.from_json(result)
    lines = [f"{round(point.products):>7,} labelled products: {point.mean:.3f}" for point in curve.points]
    return Outcome(result, [*lines, *(sentence.text() for sentence in curve_words(curve))])


def run_models(_args: argparse.Namespace) -> Outcome:
    """List the models."""
    from dashboard.store import get_store
    from db.queries.training import list_models

    with get_store().read() as session:
        models = list_models(session)
    return Outcome({"models": [_model(model) for model in models]}, [_line_of_model(model) for model in models])


def run_activate(args: argparse.Namespace) -> Outcome:
    """Make a model the active one."""
    from dashboard.store import get_store
    from dashboard.training.activation import activate

    untagged = activate(get_store(), args.model_id)
    lines = [f"Model {args.model_id} is active."]
    if untagged:
        lines.append(f"Products that it has not tagged yet: {untagged}. Run: python -m dashboard tag")
    return Outcome({"model_id": args.model_id, "untagged": untagged}, lines)


def run_delete(args: argparse.Namespace) -> Outcome:
    """Delete a model; its run stays."""
    from dashboard.store import get_store
    from dashboard.training.activation import delete

    delete(get_store(), args.model_id)
    return Outcome({"model_id": args.model_id}, [f"Model {args.model_id} is deleted. Its run stays on record."])


def run_runs(_args: argparse.Namespace) -> Outcome:
    """List the runs."""
    from dashboard.store import get_store
    from db.queries.training import list_runs

    with get_store().read() as session:
        runs = list_runs(session)
    return Outcome({"runs": [_run(run) for run in runs]}, [_line_of_run(run) for run in runs])


def run_devices(_args: argparse.Namespace) -> Outcome:
    """Say what there is to train on, and how many minutes each preset takes with the labels that there are."""
    from dashboard.training.devices import find_devices
    from dashboard.training.minutes import ASSUMED_TEXTS, SMALL_ENCODER, expected_minutes

    found, texts = find_devices(), _labelled_products() or ASSUMED_TEXTS
    cpu, gpus = {"kind": "cpu", **asdict(found.cpu)}, [{"kind": "gpu", **asdict(gpu)} for gpu in found.gpus]
    data = {"devices": [cpu, *gpus], "uses_gpu": found.uses_gpu, "said": found.said.text()}
    minutes = {
        preset: expected_minutes(preset, texts=texts, cores=found.cpu.cores, uses_gpu=found.uses_gpu)
        for preset in ("fast", "encoder")
    }
    presets = {name: {"minutes_low": range_.low, "minutes_high": range_.high} for name, range_ in minutes.items()}
    presets["encoder"]["parameters"] = SMALL_ENCODER
    data |= {"texts": texts, "presets": presets}
    lines = [f"{found.cpu.model}, cores: {found.cpu.cores}, memory: {found.cpu.memory_gb} GB"]
    lines += [f"{gpu.name}, memory: {gpu.memory_mb} MB, driver: {gpu.driver}" for gpu in found.gpus]
    lines += [f"{name}: {range_.low} to {range_.high} minutes for {texts} texts" for name, range_ in minutes.items()]
    return Outcome(data, [*lines, found.said.text()])


def _labelled_products() -> int:
    from dashboard.store import get_store
    from db.queries.labels import gold_frame

    with get_store().read() as session:
        return len(gold_frame(session))


def _lines_of_training(result: dict[str, Any]) -> list[str]:
    from dashboard.training.measured import measured_words

    mean = result["metrics"]["mean_average_precision"]
    linear = result["metrics"]["baselines"]["tfidf_logistic_regression"]
    other, gain = linear["mean_average_precision"], linear["gain"]
    return [
        f"Model {result['model_id']} (run {result['run_id']}), {result['seconds']} s on {result['device']}.",
        *(sentence.text() for sentence in measured_words(result["metrics"])),
        f"Mean average precision: {mean['value']} (95 %: {mean['low']} to {mean['high']}).",
        f"TF-IDF with logistic regression: {other['value']}; gain {gain['value']} ({gain['low']} to {gain['high']}).",
        f"Products tagged: {result['tagged']}.",
        "It is active."
        if result["active"]
        else f"It is not active. To activate it: python -m dashboard activate {result['model_id']}",
    ]


def _model(model: "ModelRecord") -> dict[str, Any]:
    return asdict(model) | {"created_at": model.created_at.isoformat(timespec="seconds")}


def _line_of_model(model: "ModelRecord") -> str:
    mean = model.metrics["mean_average_precision"]["value"]
    active = ", active" if model.active else ""
    return f"{model.id}: {model.preset}, run {model.run_id}, mean average precision {mean}{active}"


def _run(run: "RunRecord") -> dict[str, Any]:
    return asdict(run) | {"created_at": run.created_at.isoformat(timespec="seconds")}


def _line_of_run(run: "RunRecord") -> str:
    return f"{run.id}: {run.preset}, seed {run.seed}, {run.state}, labelled products: {run.data.get('products', 0)}"
