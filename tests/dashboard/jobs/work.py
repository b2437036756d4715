"""Handlers for tests: what a job may do, for better or worse."""

import ctypes
import errno
import os
import time

from dashboard.jobs.context import JobContext
from dashboard.messages import JobError, message
from db.queries.settings import set_setting

#: Kind of job -> handler, in the place of dashboard.jobs.handlers.HANDLERS.
WORK = {
    name: f"tests.dashboard.jobs.work:{name}"
    for name in ("count", "store", "steps", "spin", "sleep", "hold", "refuse", "fail", "full", "crash")
}


def count(context: JobContext) -> dict[str, int]:
    """Return what the payload asks for."""
    context.report("reading", 0.5)
    return {"counted": context.payload["up_to"]}


def store(context: JobContext) -> None:
    """Store a setting and the end of the job as one."""
    with context.store.write() as session:
        set_setting(session, "stored", "yes")
        context.finish(session, {"stored": 1})


def steps(context: JobContext) -> dict[str, int]:
    """Report forty times in two seconds."""
    for step in range(40):
        context.report("reading", step / 40)
        time.sleep(0.05)
    return {"steps": 40}


def spin(context: JobContext) -> None:
    """Compute in Python without end."""
    context.report("training")
    while True:
        pass


def sleep(context: JobContext) -> None:
    """Wait without end; the log says which process this is."""
    print(os.getpid())
    context.report("training")
    time.sleep(600)


def hold(context: JobContext) -> None:
    """Hold Python's global lock in one long C call, as an import of a large library does."""
    context.report("starting")
    ctypes.PyDLL(None).sleep(600)


def refuse(context: JobContext) -> None:
    """Fail with a sentence."""
    raise JobError(message("The file has {count} lines.", count=0))


def fail(context: JobContext) -> None:
    """Fail by an error of the program."""
    raise KeyError("colour")


def full(context: JobContext) -> None:
    """Fail since the disk is full."""
    raise OSError(errno.ENOSPC, "No space left on device")


def crash(context: JobContext) -> None:
    """End at once, as a process does that the system ends."""
    os.kill(os.getpid(), 9)
