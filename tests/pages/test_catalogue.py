"""The catalogue on the pages: a first visit loads it, Settings removes it, the empty Overview offers it."""

import pytest

from dashboard.catalogue.loader import catalogue_imports
from dashboard.importing.job import run_import, run_undo
from dashboard.jobs import launcher
from dashboard.store import get_store
from db.models import JobState
from db.queries.jobs import claim_next_job, finish_job, list_jobs


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)


class Work:
    """The oldest queued job, done here and now in place of a worker."""

    def __init__(self, run) -> None:
        self.store = get_store()
        with self.store.write() as session:
            job = claim_next_job(session)
        self.job_id, self.payload = job.id, job.payload
        run(self)

    def report(self, stage: str, progress: float | None = None) -> None:
        pass

    def finish(self, session, result) -> None:
        finish_job(session, self.job_id, JobState.SUCCEEDED, result=result)


def jobs() -> list[tuple[str, JobState]]:
    with get_store().read() as session:
        return [(job.kind, job.state) for job in reversed(list_jobs(session))]


@pytest.mark.parametrize("file", ["app.py", "pages/trends.py"])
def test_the_first_visit_to_any_page_loads_the_catalogue_once(open_page, monkeypatch: pytest.MonkeyPatch, file: str):
    monkeypatch.delenv("STRANDLINE_CATALOGUE")
    assert not open_page(file, lang="en").exception
    assert not open_page(file, lang="en").exception
    assert [kind for kind, _state in jobs()] == ["import", "train"]


def test_the_overview_shows_the_import_and_then_the_products_and_the_training(open_page, monkeypatch):
    monkeypatch.delenv("STRANDLINE_CATALOGUE")
    page = open_page(lang="en")
    assert any("**Import**" in text.value for text in page.markdown)
    assert not page.subheader, "while it is on its way, nothing asks for it"
    Work(run_import)
    page = open_page(lang="en")
    assert not page.exception
    assert page.metric[0].value == page.metric[1].value == "1,320", "products, and labelled ones"
    assert any("**Training**" in text.value for text in page.markdown)


def test_an_empty_overview_offers_the_catalogue(open_page):
    page = open_page(lang="en")
    page.button(key="load_catalogue").click().run()
    assert not page.exception
    assert [kind for kind, _state in jobs()] == ["import", "train"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_settings_remove_it_in_one_act_and_can_bring_it_back(open_page, language: str):
    page = open_page("pages/settings.py", lang=language)
    page.button(key="load_catalogue").click().run()
    Work(run_import)
    with get_store().write() as session:
        finish_job(session, claim_next_job(session).id, JobState.FAILED)
    page.run()
    page.button(key="remove_catalogue").click().run()
    assert not page.exception
    Work(run_undo)
    with get_store().read() as session:
        assert catalogue_imports(session) == []
    page.run()
    assert page.button(key="load_catalogue")
