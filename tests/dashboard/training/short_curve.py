"""A label curve with less to do, for a worker of the tests: one draw of each part, networks of a few epochs."""

from typing import Any
from unittest.mock import patch

from dashboard.jobs.context import JobContext
from dashboard.training import label_curve_job
from dashboard.training.request import FastSettings

EPOCHS = 6


def run(context: JobContext) -> dict[str, Any] | None:
    """Do the job."""
    draws = dict.fromkeys(label_curve_job.DRAWS, 1)
    less = FastSettings(epochs=EPOCHS)
    with patch.object(label_curve_job, "DRAWS", draws), patch.object(label_curve_job, "FastSettings", lambda: less):
        return label_curve_job.run_curve(context)
