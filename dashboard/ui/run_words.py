"""Display words for what a run was configured with, what it learned from, and its figures."""

from typing import Any

from dashboard.messages import Translator, mark
from dashboard.training.request import RANDOM, TIME

FACTS = {
    "preset": mark("Preset"),
    "seed": mark("Seed"),
    "device": mark("Device"),
    "data_hash": mark("Hash of texts and labels"),
    "config.split": mark("Split"),
    "config.folds": mark("Folds"),
    "config.epochs": mark("Epochs"),
    "config.patience": mark("Patience"),
    "config.batch_size": mark("Batch size"),
    "config.learning_rate": mark("Learning rate"),
    "config.weight_decay": mark("Weight decay"),
    "config.hidden_units": mark("Hidden units"),
    "config.dropout": mark("Dropout"),
    "config.unread_languages": mark("Languages that the encoder leaves out"),
    "config.primary_weight": mark("Weight of the main capability"),
    "data.products": mark("Labelled products"),
    "data.groups": mark("Product groups"),
    "data.label_set": mark("Label set"),
    "data.left_out": mark("Capabilities with too few labels"),
    "data.measured_since": mark("Measured on launches since"),
}
SPLITS = {RANDOM: mark("Random"), TIME: mark("By time")}
FIGURES = {
    "mean_average_precision": mark("Mean average precision"),
    "macro_f1": mark("Macro F1"),
    "micro_f1": mark("Micro F1"),
    "calibration_error": mark("Calibration error (lower is better)"),
    "average_precision": mark("Average precision"),
    "f1": mark("F1"),
    "precision": mark("Precision"),
    "recall": mark("Recall"),
}
_POSITIVES = "data.positives."
#: Characters of a hash that a person compares.
_HASH = 10


def fact_title(key: str, titles: dict[str, str], t: Translator) -> str:
    """Return the words for one fact of a run; a setting that is new here is shown by its own name."""
    if key.startswith(_POSITIVES):
        capability = key.removeprefix(_POSITIVES)
        return t("Positives: {capability}", capability=titles.get(capability, capability))
    return t(FACTS[key]) if key in FACTS else key.removeprefix("config.").removeprefix("data.")


def fact_value(key: str, value: Any, t: Translator) -> str:
    """Return the value of a fact as text."""
    if value is None or value == "":
        return "–"
    if key == "config.split":
        return t(SPLITS[value]) if value in SPLITS else str(value)
    if key == "data_hash":
        return str(value)[:_HASH]
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or "–"
    # A seed is a name, not a quantity.
    if isinstance(value, int) and not isinstance(value, bool) and key != "seed":
        return f"{value:,}"
    return str(value)
