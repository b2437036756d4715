"""The sentences for what may go wrong in a job."""

import errno

import pytest
from sqlalchemy.exc import OperationalError

from dashboard.jobs.failures import failure, process_ended
from dashboard.messages import JobError, message


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (JobError(message("No product has a text.")), "No product has a text."),
        (MemoryError(), "The memory of this machine is too small for the job."),
        (OSError(errno.ENOSPC, "No space left"), "The disk is full."),
        (OSError(errno.EDQUOT, "Quota exceeded"), "The disk is full."),
        (OSError(errno.EFBIG, "File too large"), "The disk is full."),
        (
            OSError(errno.EACCES, "Denied"),
            "The job failed by an error of the program: PermissionError: [Errno 13] Denied.",
        ),
        (
            OperationalError("INSERT", {}, Exception("database is locked")),
            "The store could not be written: database is",
        ),
        (KeyError("x" * 9999), "The job failed by an error of the program: KeyError: 'xxx"),
    ],
)
def test_each_error_has_its_sentence(error, sentence):
    said = failure(error).text()
    assert said.startswith(sentence)
    assert len(said) < 1000


def test_a_process_that_ended_by_itself_is_told_by_its_status():
    assert "(signal 9), most often because memory ran short" in process_ended(-9).text()
    assert "(status 3)" in process_ended(3).text()
