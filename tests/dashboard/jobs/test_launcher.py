"""Who starts a worker and when; how a command waits."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from dashboard.jobs import launcher
from dashboard.jobs.launcher import submit, tend, wait_for
from db.models import JobState
from db.queries.jobs import claim_next_job, finish_job


@dataclass
class FakeProcess:
    """A worker that is alive until a test gives it a status."""

    environment: dict[str, str]
    status: int | None = None

    def poll(self) -> int | None:
        return self.status


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[FakeProcess]]:
    """The workers that were started; none of them is real."""
    started: list[FakeProcess] = []

    def popen(_command: list[str], **options: object) -> FakeProcess:
        started.append(FakeProcess(options["env"]))
        return started[-1]

    monkeypatch.setattr(launcher.subprocess, "Popen", popen)
    monkeypatch.setattr(launcher, "_LAUNCHED", launcher._Launched())
    return started


def test_a_submitted_job_gets_a_worker_that_knows_the_store(store, home, workers, look):
    submit(store, "tag", {})
    assert look().state is JobState.QUEUED
    (worker,) = workers
    assert worker.environment["STRANDLINE_DATABASE_URL"] == store.url
    assert worker.environment["STRANDLINE_HOME"] == str(home)


def test_ticks_start_no_second_worker_while_the_first_is_there(store, workers):
    submit(store, "tag", {})
    tend(store)
    submit(store, "tag", {})
    assert len(workers) == 1


def test_a_job_queued_as_the_worker_ends_gets_another_at_the_next_tick(store, workers):
    submit(store, "tag", {})
    workers[0].status = 0
    tend(store)
    assert len(workers) == 2


def test_a_worker_that_cannot_start_is_not_started_at_every_tick(store, workers, monkeypatch):
    submit(store, "tag", {})
    workers[0].status = 1
    tend(store)
    assert len(workers) == 1
    monkeypatch.setattr(launcher, "RESTART_SECONDS", 0)
    tend(store)
    assert len(workers) == 2


def test_no_worker_is_started_where_one_runs_or_nothing_waits(store, workers, queue):
    tend(store)
    queue("tag")
    with store.write() as session:
        claim_next_job(session)
    queue("tag")
    tend(store)
    assert workers == []


def test_an_unknown_kind_of_job_is_refused(store):
    with pytest.raises(ValueError, match=r"'dance' is no kind of job\. The kinds are: import, undo, "):
        submit(store, "dance", {})


def test_a_wait_tells_each_change_and_returns_the_ended_job(store, workers, queue):
    job_id, told = queue("tag"), []

    def on_progress(job) -> None:
        told.append(job.state)
        with store.write() as session:
            if job.state is JobState.QUEUED:
                claim_next_job(session)
            elif job.state is JobState.RUNNING:
                finish_job(session, job_id, JobState.SUCCEEDED, result={"tagged": 2})

    assert wait_for(store, job_id, on_progress=on_progress).result == {"tagged": 2}
    assert told == [JobState.QUEUED, JobState.RUNNING, JobState.SUCCEEDED]


def test_ctrl_c_stops_the_job_and_waits_for_its_end(store, workers, queue):
    job_id = queue("tag")

    def on_progress(job) -> None:
        if not job.state.is_finished:
            raise KeyboardInterrupt

    assert wait_for(store, job_id, on_progress=on_progress).state is JobState.CANCELLED


def test_a_wait_for_a_job_that_is_not_there_fails(store):
    with pytest.raises(LookupError, match="There is no job 7"):
        wait_for(store, 7, on_progress=lambda job: None)
