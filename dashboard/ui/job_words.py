"""The states of a job, and how one of each kind has ended, in words."""

from dashboard.messages import mark
from db.models import JobState

STATES: dict[JobState, str] = {
    JobState.QUEUED: mark("queued"),
    JobState.RUNNING: mark("running"),
    JobState.SUCCEEDED: mark("succeeded"),
    JobState.FAILED: mark("failed"),
    JobState.CANCELLED: mark("stopped"),
}
ENDINGS: dict[str, dict[JobState, str]] = {
    "import": {
        JobState.SUCCEEDED: mark("The import is done: everything was stored."),
        JobState.FAILED: mark("The import failed: nothing was changed."),
        JobState.CANCELLED: mark("The import was stopped: nothing was changed."),
    },
    "undo": {
        JobState.SUCCEEDED: mark("The import was taken back."),
        JobState.FAILED: mark("The import could not be taken back: nothing was changed."),
        JobState.CANCELLED: mark("Taking the import back was stopped: nothing was changed."),
    },
    "labels": {
        JobState.SUCCEEDED: mark("The labels are in: every row was stored or refused by itself."),
        JobState.FAILED: mark("The labels could not be brought in: nothing was changed."),
        JobState.CANCELLED: mark("Bringing the labels in was stopped: nothing was changed."),
    },
    "train": {
        JobState.SUCCEEDED: mark("The training is done."),
        JobState.FAILED: mark("The training failed."),
        JobState.CANCELLED: mark("The training was stopped. The epochs that it had done stay on record."),
    },
    "tag": {
        JobState.SUCCEEDED: mark("The tagging is done."),
        JobState.FAILED: mark("The tagging failed."),
        JobState.CANCELLED: mark("The tagging was stopped."),
    },
    "curve": {
        JobState.SUCCEEDED: mark("The label curve is drawn."),
        JobState.FAILED: mark("The label curve failed."),
        JobState.CANCELLED: mark("The label curve was stopped: nothing of it is kept."),
    },
    "analyse": {
        JobState.SUCCEEDED: mark("The analysis is done."),
        JobState.FAILED: mark("The analysis failed: nothing was changed."),
        JobState.CANCELLED: mark("The analysis was stopped: nothing of it is kept."),
    },
}
