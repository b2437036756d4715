"""The process that does the work of one job: `python -m dashboard.jobs.task JOB_ID MODULE:FUNCTION`.

The worker starts it, beats for it and ends it. What it prints goes to the job's log file.
"""

import logging
import os
import sys
import threading

from dashboard.jobs.context import JobContext, JobStopped
from dashboard.jobs.failures import failure
from dashboard.jobs.handlers import Handler, load_handler
from dashboard.jobs.logs import start_logging
from dashboard.jobs.storing import store_surely
from dashboard.messages import RequestError, StrandlineError
from dashboard.store import get_store
from db.models import JobState
from db.queries.jobs import finish_job, get_job

NICENESS = 10

log = logging.getLogger("dashboard.jobs.task")


def main() -> int:
    """Do the job that the command line names, and return the exit status."""
    start_logging()
    end_with_the_worker()
    yield_to_others()
    job_id, name = int(sys.argv[1]), sys.argv[2]
    store = get_store()
    with store.read() as session:
        job = get_job(session, job_id)
    if job is None:
        raise LookupError(f"There is no job {job_id}.")
    return do_job(JobContext(store, job.id, job.payload), name)


def do_job(context: JobContext, name: str) -> int:
    """Run the handler called `name` and store how it ended; an error of the program also leaves its traceback."""
    try:
        _run(load_handler(name), context)
    except JobStopped:
        return 0
    except StrandlineError as error:
        log.info("%s", error)
        _fail(context, error)
        return 1
    except Exception as error:
        _fail(context, error)
        raise
    return 0


def end_with_the_worker() -> None:
    """End this process when the worker does: the other end of our standard input closes with it, however it ends."""

    def wait() -> None:
        os.read(0, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def yield_to_others() -> None:
    """Lower the priority, where the system knows one: pages stay quick while a job computes."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _run(handler: Handler, context: JobContext) -> None:
    result = handler(context)
    # False where the handler has called `finish` itself, or the job was stopped at its very end.
    store_surely(context.store, lambda session: finish_job(session, context.job_id, JobState.SUCCEEDED, result=result))


def _fail(context: JobContext, error: Exception) -> None:
    # The command line's exit status tells a wrong request from a job that failed.
    said = failure(error).to_json() | {"request": isinstance(error, RequestError)}
    store_surely(context.store, lambda session: finish_job(session, context.job_id, JobState.FAILED, error=said))


if __name__ == "__main__":
    sys.exit(main())
