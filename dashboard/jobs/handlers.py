"""Which function does the work of which kind of job.

They are named, not imported: the training's handler brings TensorFlow, which only the process of that job may load.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from dashboard.jobs.context import JobContext

Handler = Callable[[JobContext], dict[str, Any] | None]

HANDLERS: dict[str, str] = {
    "import": "dashboard.importing.job:run_import",
    "undo": "dashboard.importing.job:run_undo",
    "labels": "dashboard.labelling.file_job:run_label_import",
    "train": "dashboard.training.job:run_training",
    "tag": "dashboard.tagging.job:run_tagging",
    "curve": "dashboard.training.label_curve_job:run_curve",
    "analyse": "dashboard.analysis.job:run_analysis",
}


def load_handler(name: str) -> Handler:
    """Import the function that "module:function" names."""
    module, function = name.split(":")
    return cast("Handler", getattr(import_module(module), function))
