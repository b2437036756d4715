"""How far a job is, and what seems wrong with it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.jobs.handlers import HANDLERS
from dashboard.jobs.progress import Trouble, overall_progress, standing_of, trouble_of
from dashboard.jobs.stages import KIND_TITLES, STAGE_TITLES, STAGES
from db.models import JobState
from db.queries.jobs import JobRecord

START = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
RUNNING = JobRecord(
    id=1,
    kind="import",
    payload={},
    state=JobState.RUNNING,
    stage="checking",
    progress=0.5,
    heartbeat_at=START,
    progress_at=START,
    cancel_requested=False,
    result=None,
    error=None,
    log_file="logs/job-1.log",
    created_at=START,
    started_at=START,
    finished_at=None,
)
QUEUED = replace(RUNNING, state=JobState.QUEUED, stage="", progress=None)


def test_stages_are_done_present_or_to_come():
    assert standing_of(RUNNING) == [("reading", "done"), ("checking", "now"), ("storing", "later")]
    assert standing_of(QUEUED) == [("reading", "later"), ("checking", "later"), ("storing", "later")]


@pytest.mark.parametrize(
    ("stage", "progress", "overall"),
    [("", None, 0), ("reading", 0.3, 0.1), ("checking", None, 1 / 3), ("checking", 0.5, 0.5), ("storing", 1.0, 1)],
)
def test_each_stage_counts_alike(stage, progress, overall):
    assert overall_progress(replace(RUNNING, stage=stage, progress=progress)) == pytest.approx(overall)


def test_a_job_that_beats_but_does_not_move_for_two_minutes_is_told():
    assert trouble_of(RUNNING, START + timedelta(seconds=120), alone=True) is None
    assert trouble_of(RUNNING, START + timedelta(seconds=121), alone=True) is Trouble.NO_PROGRESS


def test_a_job_that_no_worker_takes_is_told_unless_it_waits_for_another():
    later = START + timedelta(seconds=21)
    assert trouble_of(QUEUED, START + timedelta(seconds=20), alone=True) is None
    assert trouble_of(QUEUED, later, alone=True) is Trouble.NO_WORKER
    assert trouble_of(QUEUED, later, alone=False) is None


def test_every_kind_of_job_has_a_title_stages_and_a_handler():
    assert set(STAGES) == set(KIND_TITLES) == set(HANDLERS)
    assert {stage for stages in STAGES.values() for stage in stages} == set(STAGE_TITLES)
