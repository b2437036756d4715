"""Give up jobs whose workers are lost."""

import time

from dashboard.jobs.failures import worker_lost
from db.engine import Store
from db.models import now
from db.queries.jobs import active_job, fail_stale_jobs

#: Time enough for three beats.
GRACE_SECONDS = 1.5


def fail_lost_jobs(store: Store) -> list[int]:
    """Fail the jobs of which nothing has been heard for long, and return their numbers.

    A locked store, or a machine that slept, keeps a living worker from beating too. So the lock is waited for first,
    and the worker gets time to beat, before it is given up.
    """
    with store.read() as session:
        job = active_job(session)
    if job is None or not job.is_stale(now()):
        return []
    with store.write() as session:
        session.connection()  # Begins the transaction, which waits for the lock.
    time.sleep(GRACE_SECONDS)
    with store.write() as session:
        return fail_stale_jobs(session, worker_lost().to_json())
