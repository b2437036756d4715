"""The worker and the processes that it starts: real ones, with the handlers of work.py."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from dashboard.jobs.launcher import tend
from dashboard.jobs.logs import log_tail
from dashboard.jobs.worker import drain
from dashboard.messages import Message
from db import engine
from db.engine import close_stores, open_store
from db.models import Job, JobState, now
from db.queries.jobs import request_cancel
from db.queries.settings import get_setting
from tests.dashboard.jobs.conftest import until
from tests.dashboard.jobs.work import WORK


def test_a_worker_does_all_that_waits_and_what_is_queued_meanwhile(store, queue, look):
    first = queue("steps")
    with ThreadPoolExecutor(1) as pool:
        draining = pool.submit(drain, store, WORK)
        until(lambda: look(first).state is JobState.RUNNING)
        second, third = queue("count", up_to=3), queue("store")
        draining.result(timeout=30)

    assert [look(job).state for job in (first, second, third)] == [JobState.SUCCEEDED] * 3
    assert [look(job).result for job in (first, second, third)] == [{"steps": 40}, {"counted": 3}, {"stored": 1}]
    with store.read() as session:
        assert get_setting(session, "stored") == "yes"


@pytest.mark.parametrize("work", ["spin", "sleep", "hold"])
def test_a_stop_ends_a_job_within_two_seconds_whatever_it_is_at(store, queue, look, work):
    job = queue(work)
    with ThreadPoolExecutor(1) as pool:
        draining = pool.submit(drain, store, WORK)
        until(lambda: look(job).stage != "")
        with store.write() as session:
            request_cancel(session, job)
        assert until(lambda: look(job).state is JobState.CANCELLED) < 2
        draining.result(timeout=10)
    assert look(job).error is None


@pytest.mark.parametrize(
    ("work", "sentence"),
    [
        ("refuse", "The file has 0 lines."),
        ("fail", "The job failed by an error of the program: KeyError: 'colour'."),
        ("crash", "The system ended the job's process (signal 9)"),
    ],
)
def test_a_job_that_fails_says_why(store, queue, look, work, sentence):
    queue(work)
    drain(store, WORK)
    assert look().state is JobState.FAILED
    assert Message.from_json(look().error).text().startswith(sentence)
    assert ("Traceback" in log_tail(look())) == (work == "fail")


def test_a_killed_worker_is_reported_as_failed_and_its_process_ends(store, queue, look, start_worker):
    job = queue("sleep")
    worker = start_worker()
    until(lambda: look(job).stage == "training")
    task = int(log_tail(look(job)).splitlines()[0])
    worker.kill()
    until(lambda: not psutil.pid_exists(task), seconds=5)
    assert look(job).state is JobState.RUNNING

    with store.write() as session:  # Ten seconds later …
        session.get_one(Job, job).heartbeat_at = now() - timedelta(seconds=11)
    tend(store)
    assert look(job).state is JobState.FAILED
    assert Message.from_json(look(job).error).text().startswith("The worker was lost: nothing was heard of it")


def test_a_worker_that_is_told_to_end_says_so_and_ends_its_job(store, queue, look, start_worker):
    job = queue("spin")
    worker = start_worker()
    until(lambda: look(job).stage == "training")
    worker.terminate()
    assert worker.wait(timeout=5) == 128 + 15
    assert Message.from_json(look(job).error).text().startswith("The worker was stopped before the job was done.")


def test_a_store_that_is_locked_for_long_harms_no_job(home: Path, monkeypatch, queue, look):
    close_stores()
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 200)
    impatient = open_store()
    job = queue("steps")

    def lock() -> None:
        until(lambda: look(job).stage != "")
        connection = sqlite3.connect(home / "strandline.db", isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(4)
        connection.close()

    locking = threading.Thread(target=lock)
    locking.start()
    drain(impatient, WORK)
    locking.join()
    assert (look(job).state, look(job).result) == (JobState.SUCCEEDED, {"steps": 40})
