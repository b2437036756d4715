"""The job panel, drawn by Streamlit without a browser."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.jobs import launcher
from dashboard.messages import message
from db.engine import Store, open_store
from db.models import Job, JobState
from db.queries.jobs import claim_next_job, finish_job, get_job, queue_job, report_progress
from db.settings import home as home_folder

PAGE = """
from dashboard.ui.jobs import job_panel, watch_revisions
watch_revisions()
job_panel(("import", "undo"))
"""
OpenPanel = Callable[[], AppTest]


@pytest.fixture
def store(home, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    return open_store()


@pytest.fixture
def panel(store: Store) -> OpenPanel:
    return lambda: AppTest.from_string(PAGE, default_timeout=30).run()


def queue(store: Store, kind: str = "import") -> int:
    with store.write() as session:
        return queue_job(session, kind, {})


def claim(store: Store, stage: str = "", progress: float | None = None) -> None:
    with store.write() as session:
        job = claim_next_job(session)
        assert job is not None
        report_progress(session, job.id, stage, progress)


def finish(store: Store, job_id: int, state: JobState, **ending: object) -> None:
    with store.write() as session:
        assert finish_job(session, job_id, state, **ending)


def texts(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.caption, *page.success, *page.info, *page.warning, *page.error]
    return "\n".join(element.value for element in shown)


def test_before_the_first_job_there_is_no_panel(panel: OpenPanel):
    assert texts(panel()) == ""


def test_a_running_job_shows_its_stages_and_can_be_stopped(store: Store, panel: OpenPanel):
    job_id = queue(store)
    claim(store, "checking", 0.5)

    page = panel()
    assert ":green[✓ Reading] → **Checking** → :gray[Storing]" in texts(page)
    assert page.get("progress")[0].proto.value == 50
    assert page.get("progress")[0].proto.text == "Checking: 50 %"

    page.button(key=f"stop_job_{job_id}").click().run()
    with store.read() as session:
        assert get_job(session, job_id).cancel_requested
    assert page.button(key=f"stop_job_{job_id}").disabled
    assert page.button(key=f"stop_job_{job_id}").label == "Stopping …"


def test_a_job_behind_another_one_says_what_it_waits_for(store: Store, panel: OpenPanel):
    queue(store, "train")
    claim(store)
    queue(store)
    assert "Waiting for another job to finish: Training." in texts(panel())


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (JobState.SUCCEEDED, "The import is done: everything was stored. It took 0."),
        (JobState.CANCELLED, "The import was stopped: nothing was changed."),
        (JobState.FAILED, "**The import failed: nothing was changed.** The file \\<b\\> has no name\\."),
    ],
)
def test_how_a_job_ended_is_said_in_words_that_are_no_markup(store: Store, panel: OpenPanel, state, said):
    job_id = queue(store)
    claim(store)
    error = message("The file {name} has no name.", name="<b>").to_json() if state is JobState.FAILED else None
    finish(store, job_id, state, error=error)
    assert said in texts(panel())


def test_a_failed_job_shows_the_end_of_its_log(store: Store, panel: OpenPanel):
    job_id = queue(store)
    claim(store)
    finish(store, job_id, JobState.FAILED)
    (home_folder() / "logs").mkdir()
    (home_folder() / "logs" / f"job-{job_id}.log").write_text("\n".join(str(line) for line in range(100)))
    (code,) = panel().code
    assert code.value.splitlines() == [str(line) for line in range(60, 100)]


def test_a_job_whose_worker_was_lost_is_failed_at_the_next_tick(store: Store, panel: OpenPanel, monkeypatch):
    monkeypatch.setattr("dashboard.jobs.lost.GRACE_SECONDS", 0)
    job_id = queue(store)
    claim(store)
    with store.write() as session:
        job = session.get_one(Job, job_id)
        job.heartbeat_at = job.created_at.replace(year=2020)
    assert "The worker was lost" in texts(panel())


def test_a_tick_runs_the_page_again_when_another_process_has_stored_something(
    store: Store, panel: OpenPanel, monkeypatch
):
    reruns = []
    monkeypatch.setattr("dashboard.ui.jobs.st.rerun", lambda *, scope: reruns.append(scope))
    drawn = []
    monkeypatch.setattr("dashboard.ui.jobs.read_revisions", lambda session: drawn.append(1) or {"jobs": len(drawn)})
    panel()
    assert reruns == ["app", "app"]
