"""The products page as a person brings a file in: choose, look, start, read the report, take back."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.jobs import launcher
from dashboard.jobs.context import JobContext
from dashboard.jobs.handlers import HANDLERS
from dashboard.jobs.task import do_job
from dashboard.store import get_store
from db.models import Import, JobState, Model, Run
from db.queries.imports import list_imports
from db.queries.jobs import JobRecord, claim_next_job, list_jobs, queue_job
from db.queries.products import read_facets
from db.queries.revisions import raise_revision

PAGE = "pages/products.py"
SIMPLE = "name,tagline,launched_on\nBend,Carbon data,2024-03-05\nRobota,A robot,2024-04\n"
FOREIGN = "company,motto,since\nBend,Carbon data,2024-03-05\nRobota,A robot,2024-04-01\n"
OPEN_DATES = "name,launched_on\nBend,03/04/2024\nRobota,05/06/2024\n"
LABELLED = "name,automation,personalization\nBend,1,0\nRobota,0,1\n"
WITH_REFUSED = "name,launched_on\nBend,2024-03-05\n,2024-03-05\nRobota,2199-01-01\n"


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are queued; a test that wants one done calls `work_off`."""
    monkeypatch.setattr(launcher, "start_worker", lambda _store: None)


def work_off() -> None:
    """Do the oldest queued job in this process."""
    store = get_store()
    with store.write() as session:
        job = claim_next_job(session)
    assert job is not None
    do_job(JobContext(store, job.id, job.payload), HANDLERS[job.kind])


def choose(page: AppTest, text: str | bytes, name: str = "list.csv") -> AppTest:
    data = text if isinstance(text, bytes) else text.encode()
    return page.file_uploader[0].set_value((name, data, "text/csv")).run()


def bring_in(open_page, text: str, name: str = "list.csv") -> AppTest:
    """Import a file to its end, and return the page that shows it."""
    page = choose(open_page(PAGE, lang="en"), text, name)
    button(page, "Start the import").click().run()
    work_off()
    return open_page(PAGE, lang="en")


def button(page: AppTest, label: str):
    return next(button for button in page.button if button.label == label)


def box(page: AppTest, label: str):
    return next(box for box in page.selectbox if box.label == label)


def table(page: AppTest, column: str):
    return next(table.value for table in page.dataframe if column in table.value)


def figures(page: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in page.metric}


def last_job() -> JobRecord:
    with get_store().read() as session:
        return list_jobs(session)[0]


def products() -> int:
    with get_store().read() as session:
        return read_facets(session).products


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_store_asks_for_a_file(open_page, language: str):
    page = open_page(PAGE, lang=language)
    assert not page.exception
    assert len(page.file_uploader) == 1
    assert len(page.get("download_button")) == 1


def test_a_file_is_shown_as_it_would_be_stored(open_page):
    page = choose(open_page(PAGE, lang="en"), SIMPLE)
    assert not page.exception
    assert any(caption.value.startswith("Rows: 2 ") for caption in page.caption)
    shown = table(page, "launched_on")
    assert list(shown["name"]) == ["Bend", "Robota"]
    assert list(shown["launched_on"]) == ["2024-03-05", "2024-04"]


def test_a_known_list_is_recognised(open_page):
    text = "company_id,company_name,short_description,batch,website\n7,Bend,Carbon data,W24,https://bend.com\n"
    page = choose(open_page(PAGE, lang="en"), text)
    assert [said.value for said in page.success] == ["This is a list of Y Combinator: its columns are known."]
    assert list(table(page, "launched_on")["name"]) == ["Bend"]


def test_another_column_changes_the_preview(open_page):
    page = choose(open_page(PAGE, lang="en"), FOREIGN)
    box(page, "Tagline").select("motto").run()
    assert list(table(page, "tagline")["tagline"]) == ["Carbon data", "A robot"]
    box(page, "Launch date").select("since").run()
    assert list(table(page, "launched_on")["launched_on"]) == ["2024-03-05", "2024-04-01"]


def test_without_a_name_column_nothing_starts(open_page):
    page = choose(open_page(PAGE, lang="en"), "colour,size\nred,1\nblue,2\n")
    box(page, "Name").set_value("").run()
    assert "No column holds the name of the product" in page.error[0].value
    assert button(page, "Start the import").disabled


def test_open_dates_are_asked_about_before_anything_starts(open_page):
    page = choose(open_page(PAGE, lang="en"), OPEN_DATES)
    assert button(page, "Start the import").disabled
    question = page.radio[0]
    assert question.options == ["2024-04-03: the day comes first", "2024-03-04: the month comes first"]
    question.set_value(True).run()
    assert list(table(page, "launched_on")["launched_on"]) == ["2024-04-03", "2024-06-05"]
    button(page, "Start the import").click().run()
    assert last_job().payload["day_first"] is True


def test_gold_labels_are_announced_and_asked_about(open_page):
    page = choose(open_page(PAGE, lang="en"), LABELLED)
    assert "Automation, Personalization" in page.info[0].value
    question = page.radio[0]
    assert question.value == "learning"
    question.set_value("audit").run()
    button(page, "Start the import").click().run()
    assert last_job().payload["lane"] == "audit"


def test_the_encoding_can_be_overridden(open_page):
    page = choose(open_page(PAGE, lang="en"), "name,tagline\nCafé,Thé\n".encode("cp1252"))
    box(page, "Encoding").select("cp1251").run()
    assert list(table(page, "tagline")["name"]) == ["Cafй"]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"name,tagline\n", "header"), (b"\x89PNG\r\n\x1a\n" + bytes(64), "picture")],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(open_page, data: bytes, said: str):
    page = choose(open_page(PAGE, lang="en"), data)
    assert not page.exception
    assert len(page.error) == 1
    assert said in page.error[0].value
    assert not any(button.label == "Start the import" for button in page.button)


def test_the_start_queues_a_job_and_lets_go_of_the_upload(open_page):
    page = choose(open_page(PAGE, lang="en"), SIMPLE)
    box(page, "Tagline").set_value("").run()
    button(page, "Start the import").click().run()
    assert not page.exception
    job = last_job()
    assert (job.kind, job.state) == ("import", JobState.QUEUED)
    assert job.payload["file_name"] == "list.csv"
    assert job.payload["mapping"] == {"name": "name", "launched_on": "launched_on"}
    assert page.file_uploader[0].value is None
    assert products() == 0


def test_the_report_is_read_from_the_store(open_page):
    page = bring_in(open_page, WITH_REFUSED)
    assert not page.exception
    assert figures(page) == {
        "Rows read": "3",
        "New": "1",
        "Updated": "0",
        "Unchanged": "0",
        "Refused": "2",
        "Gold labels": "0",
    }
    refused = page.table[0].value
    assert list(refused["Line"]) == [3, 4]
    assert list(refused["What stands there"].str.replace("\\", "")) == ["", "2199-01-01"]
    assert refused["Why it was refused"].iloc[1].startswith("The date lies more than a year ahead")
    assert list(table(page, "tagline")["name"]) == ["Bend"]


def test_an_older_report_is_among_the_past_imports(open_page):
    bring_in(open_page, SIMPLE)
    with get_store().write() as session:
        session.get_one(Import, 1).created_at -= timedelta(days=1)
    assert figures(open_page(PAGE, lang="en")) == {}
    page = open_page(PAGE, lang="en", report="1")
    assert figures(page)["New"] == "2"
    assert table(page, "state").iloc[0]["file"] == "list.csv"


def test_an_undo_says_what_goes_and_is_queued(open_page):
    page = bring_in(open_page, SIMPLE)
    said = [text.value for text in page.markdown]
    assert "Products that it alone brought, and that go: **2**" in said
    button(page, "Take it back").click().run()
    assert (last_job().kind, last_job().payload) == ("undo", {"import_id": 1})
    assert products() == 2
    work_off()
    assert products() == 0
    page = open_page(PAGE, lang="en", report="1")
    assert not page.exception
    assert any("import #1, taken back" in text.value for text in page.markdown)
    with get_store().read() as session:
        assert list_imports(session)[0].undone_at is not None


def test_a_failed_import_is_said_to_have_changed_nothing(open_page):
    with get_store().write() as session:
        queue_job(session, "import", {"path": "gone.csv", "file_name": "gone.csv"})
    work_off()
    page = open_page(PAGE, lang="en")
    assert not page.exception
    assert "The import failed: nothing was changed." in page.error[0].value


def test_tagging_is_offered_where_a_model_has_not_read_every_product(open_page):
    bring_in(open_page, SIMPLE)
    with get_store().write() as session:
        session.add(Run(id=1, job_id=1, preset="fast", seed=0, config={}))
        session.flush()
        model = {"preset": "fast", "folder": "", "artifact_hash": "", "thresholds": {}, "metrics": {}}
        session.add(Model(id=1, run_id=1, label_set=["automation"], active=True, **model))
        raise_revision(session, "model")
    page = open_page(PAGE, lang="en")
    assert "Products that the active model has not tagged as they are now: **2**" in [
        text.value for text in page.markdown
    ]
    button(page, "Tag the new products").click().run()
    assert not page.exception
    assert (last_job().kind, last_job().state) == ("tag", JobState.QUEUED)


def test_what_is_stored_while_the_page_reads_is_shown_all_the_same(open_page, monkeypatch):
    read = []

    def read_while_another_stores(session):
        found = list_imports(session)
        if not read:
            with get_store().write() as other:
                raise_revision(other, "products")
        read.append(found)
        return found

    monkeypatch.setattr("db.queries.imports.list_imports", read_while_another_stores)
    page = open_page(PAGE)
    assert not page.exception
    assert len(read) == 2
