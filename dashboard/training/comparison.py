"""Runs side by side: what differed in their configuration and data, their curves, their figures. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.training.curves import FINAL, shared_epochs
from dashboard.training.request import RANDOM
from db.queries.training import ModelRecord, RunRecord

#: Figures of a whole model, and of each of its capabilities, as its metrics name them.
OVERALL = ("mean_average_precision", "macro_f1", "micro_f1", "calibration_error")
EACH = ("average_precision", "f1", "precision", "recall")


@dataclass(frozen=True)
class Difference:
    """One thing in which runs differ, with its value in each of them; None where a run has no such thing."""

    # "seed", or a path: "config.epochs", "data.positives.automation".
    key: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class RunCurve:
    """The course of one run: the mean over its fold networks, epoch by epoch; None where nothing was measured."""

    run_id: int
    epochs: tuple[int, ...]
    loss: tuple[float, ...]
    val_map: tuple[float | None, ...]


@dataclass(frozen=True)
class Figure:
    """One figure of several models; None where a model lacks it."""

    # A name of OVERALL, or of EACH.
    name: str
    capability: str | None
    # (value, low, high) a model, any of them None where it could not be reckoned.
    of: tuple[tuple[float | None, float | None, float | None] | None, ...]


def differences(runs: Sequence[RunRecord]) -> list[Difference]:
    """Return in what runs differ: preset, seed, configuration, data and device; what they share is left out."""
    facts = [_facts(run) for run in runs]
    keys = dict.fromkeys(key for one in facts for key in one)
    found = [Difference(key, tuple(one.get(key) for one in facts)) for key in keys]
    return [difference for difference in found if any(value != difference.values[0] for value in difference.values)]


def run_curve(run_id: int, epochs: pd.DataFrame) -> RunCurve:
    """Return the course of a run from its epochs (db.queries.training.epochs_frame)."""
    folds = shared_epochs(epochs[epochs["fold"] != FINAL])
    means = folds.groupby("epoch")[["loss", "val_map"]].mean()
    return RunCurve(
        run_id=run_id,
        epochs=tuple(int(epoch) for epoch in means.index),
        loss=tuple(float(value) for value in means["loss"]),
        val_map=tuple(None if pd.isna(value) else float(value) for value in means["val_map"]),
    )


def figures(models: Sequence[ModelRecord]) -> list[Figure]:
    """Return the figures of models: of the whole first, then capability by capability; what none has is left out."""
    keys = dict.fromkeys(key for model in models for key in model.label_set)
    asked = [(name, None) for name in OVERALL] + [(name, key) for name in EACH for key in keys]
    found = [Figure(name, key, tuple(_figure(model.metrics, name, key) for model in models)) for name, key in asked]
    return [figure for figure in found if any(figure.of)]


def _figure(
    metrics: Mapping[str, Any], name: str, capability: str | None
) -> tuple[float | None, float | None, float | None] | None:
    place = metrics if capability is None else metrics.get("capabilities", {}).get(capability, {})
    found = place.get(name)
    return None if found is None or found["value"] is None else (found["value"], found["low"], found["high"])


def _facts(run: RunRecord) -> dict[str, Any]:
    return {
        "preset": run.preset,
        "seed": run.seed,
        "device": run.device,
        # A run of before there was a choice was split at random.
        **_flat("config", {"split": RANDOM} | run.config),
        **_flat("data", run.data),
        "data_hash": run.data_hash,
    }


def _flat(path: str, value: Any) -> dict[str, Any]:
    """Return nested mappings as one, its keys joined by dots; lists are values.

    >>> _flat("data", {"products": 2, "positives": {"automation": 1}})
    {'data.products': 2, 'data.positives.automation': 1}
    """
    if not isinstance(value, Mapping):
        return {path: value}
    return {key: leaf for name, inner in value.items() for key, leaf in _flat(f"{path}.{name}", inner).items()}
