"""The queue: who gets a job, who may end it, and when its worker counts as lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from db.engine import Store
from db.models import JobState, now
from db.queries.jobs import (
    STALE_SECONDS,
    JobRecord,
    active_job,
    beat,
    claim_next_job,
    fail_stale_jobs,
    finish_job,
    get_job,
    job_to_show,
    list_jobs,
    queue_job,
    report_progress,
    request_cancel,
)
from db.queries.revisions import read_revisions

LOST = {"template": "The worker was lost.", "values": {}}


def queue(store: Store, *kinds: str) -> list[int]:
    with store.write() as session:
        return [queue_job(session, kind, {"for": kind}) for kind in kinds]


def claim(store: Store) -> JobRecord | None:
    with store.write() as session:
        return claim_next_job(session)


def job(store: Store, job_id: int) -> JobRecord:
    with store.read() as session:
        found = get_job(session, job_id)
    assert found is not None
    return found


def test_the_oldest_job_is_claimed_first_and_the_next_only_after_its_end(store: Store):
    first, second = queue(store, "import", "tag")

    claimed = claim(store)
    assert claimed is not None
    assert (claimed.id, claimed.kind, claimed.payload) == (first, "import", {"for": "import"})
    assert claimed.state is JobState.RUNNING
    assert claimed.log_file == f"logs/job-{first}.log"
    assert claim(store) is None

    with store.write() as session:
        assert finish_job(session, first, JobState.SUCCEEDED, result={"read": 3})
    claimed = claim(store)
    assert claimed is not None
    assert claimed.id == second
    assert job(store, first).result == {"read": 3}


def test_of_eight_workers_one_gets_the_job(store: Store):
    queue(store, "tag", "tag", "tag")
    with ThreadPoolExecutor(8) as pool:
        claims = [claimed for claimed in pool.map(lambda _: claim(store), range(8)) if claimed]
    assert [claimed.id for claimed in claims] == [1]


def test_nothing_is_claimed_from_an_empty_queue(store: Store):
    assert claim(store) is None


def test_a_queued_job_is_cancelled_at_once(store: Store):
    (waiting,) = queue(store, "tag")
    with store.write() as session:
        request_cancel(session, waiting)
    assert job(store, waiting).state is JobState.CANCELLED
    assert claim(store) is None


def test_the_next_beat_of_a_running_job_hears_that_it_shall_stop(store: Store):
    (running,) = queue(store, "tag")
    claim(store)
    with store.write() as session:
        assert beat(session, running)
        request_cancel(session, running)
    with store.write() as session:
        assert not beat(session, running)
    assert job(store, running).state is JobState.RUNNING


def test_a_finished_job_changes_no_more(store: Store):
    (done,) = queue(store, "tag")
    claim(store)
    with store.write() as session:
        finish_job(session, done, JobState.SUCCEEDED)
    before = job(store, done)

    with store.write() as session:
        assert not finish_job(session, done, JobState.FAILED, error=LOST)
        assert not beat(session, done)
        assert not report_progress(session, done, "storing", 0.5)
        request_cancel(session, done)
    assert job(store, done) == before


def test_a_job_without_a_beat_for_ten_seconds_is_failed(store: Store):
    (running,) = queue(store, "tag")
    claim(store)
    heard = job(store, running).heartbeat_at
    assert heard is not None

    with store.write() as session:
        assert fail_stale_jobs(session, LOST, now=heard + timedelta(seconds=STALE_SECONDS)) == []
        assert fail_stale_jobs(session, LOST, now=heard + timedelta(seconds=STALE_SECONDS + 1)) == [running]
    assert (job(store, running).state, job(store, running).error) == (JobState.FAILED, LOST)


def test_a_beating_job_is_never_failed_however_long_it_takes(store: Store):
    (running,) = queue(store, "tag")
    claim(store)
    with store.write() as session:
        beat(session, running)
        assert fail_stale_jobs(session, LOST) == []


def test_the_active_job_is_the_running_one_then_the_oldest_that_waits(store: Store):
    with store.read() as session:
        assert active_job(session) is None
    first, second, _ = queue(store, "tag", "tag", "tag")
    for expected in (first, second):
        with store.read() as session:
            active = active_job(session)
        assert active is not None
        assert active.id == expected
        claim(store)
        with store.write() as session:
            finish_job(session, expected, JobState.SUCCEEDED)


def test_a_panel_shows_the_running_job_then_the_next_then_the_last(store: Store):
    def shown() -> int | None:
        with store.read() as session:
            found = job_to_show(session, ("import", "undo"))
        return None if found is None else found.id

    assert shown() is None
    first, second, _ = queue(store, "import", "undo", "tag")
    claim(store)
    assert shown() == first
    with store.write() as session:
        finish_job(session, first, JobState.SUCCEEDED)
    assert shown() == second
    with store.write() as session:
        request_cancel(session, second)
    assert shown() == second


def test_jobs_are_listed_newest_first_of_one_kind_or_of_all(store: Store):
    queue(store, "import", "tag", "import")
    with store.read() as session:
        assert [found.id for found in list_jobs(session)] == [3, 2, 1]
        assert [found.id for found in list_jobs(session, kind="import")] == [3, 1]
        assert [found.id for found in list_jobs(session, limit=1)] == [3]


def test_only_a_change_of_state_raises_the_revision_of_jobs(store: Store):
    def revision() -> int:
        with store.read() as session:
            return read_revisions(session)["jobs"]

    (running,) = queue(store, "tag")
    assert revision() == 1
    claim(store)
    assert revision() == 2
    with store.write() as session:
        beat(session, running)
        report_progress(session, running, "reading", 0.5)
    assert revision() == 2
    with store.write() as session:
        finish_job(session, running, JobState.SUCCEEDED)
    assert revision() == 3


@pytest.mark.parametrize("state", [state for state in JobState if state.is_finished])
def test_a_finished_job_is_never_stale(store: Store, state: JobState):
    (done,) = queue(store, "tag")
    claim(store)
    with store.write() as session:
        finish_job(session, done, state)
    assert not job(store, done).is_stale(now() + timedelta(days=1))
