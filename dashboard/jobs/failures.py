"""Why a job failed, as a sentence for a person: the fact, the rule, the remedy."""

import errno

from sqlalchemy.exc import OperationalError

from dashboard.messages import Message, StrandlineError, message
from db.queries.jobs import STALE_SECONDS

#: No room on the disk, none left of what this user may take, and a file longer than a file may be.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def worker_lost() -> Message:
    """Say that a worker has gone without a word."""
    return message(
        "The worker was lost: nothing was heard of it for {seconds} seconds, so the system has ended it, or it was "
        "switched off. What it had not finished was not stored. Start the job again.",
        seconds=STALE_SECONDS,
    )


def worker_stopped() -> Message:
    """Say that the worker was told to end, while its job was not yet done."""
    return message(
        "The worker was stopped before the job was done. What it had not finished was not stored. Start the job again."
    )


def process_ended(status: int) -> Message:
    """Say that a job's process ended by itself; a negative status is the number of the signal that ended it."""
    if status < 0:
        return message(
            "The system ended the job's process (signal {signal}), most often because memory ran short. What it had "
            "not finished was not stored. Close other programs, and start the job again.",
            signal=-status,
        )
    return message(
        "The job's process ended without a result (status {status}). What it had not finished was not stored. Its log "
        "may say why; start the job again.",
        status=status,
    )


def failure(error: Exception) -> Message:
    """Return the sentence for whatever a handler has raised."""
    if isinstance(error, StrandlineError):
        return error.message
    if isinstance(error, MemoryError):
        return message(
            "The memory of this machine is too small for the job. What it had not finished was not stored. Close other "
            "programs or bring less at once, and start it again."
        )
    if isinstance(error, OSError) and error.errno in _FULL:
        return message(
            "The disk is full. The job needs room in the home folder, and what it had not finished was not stored. "
            "Make room, and start it again."
        )
    if isinstance(error, OperationalError):
        return message(
            "The store could not be written: {error}. Another program may have locked it for long, or the disk may be "
            "full. What the job had not finished was not stored. Start it again.",
            error=str(error.orig),
        )
    return message(
        "The job failed by an error of the program: {error}. What it had not finished was not stored. Its log says "
        "where; start the job again, and report the log if it fails once more.",
        error=f"{type(error).__name__}: {error}"[:500],
    )
