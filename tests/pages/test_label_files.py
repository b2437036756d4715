"""Labels in and out, as a section of the Label page."""

import csv
import io

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.jobs import launcher
from dashboard.labelling.file_export import labels_csv
from dashboard.labelling.file_job import run_label_import
from dashboard.store import get_store
from db.models import Product
from db.queries.jobs import list_jobs
from tests.dashboard.commands.test_imports import InProcess
from tests.small_store import LABELLED, fill_products, fill_tags

SECTION = """
from dashboard.ui.label_files import files_section
from dashboard.ui.translations import t
files_section(t)
"""


@pytest.fixture
def section(home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    return lambda: AppTest.from_string(SECTION, default_timeout=60).run()


def texts(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.caption, *page.error, *page.table]
    return "\n".join(str(element.value) for element in shown)


def test_an_empty_store_has_nothing_to_take_along(section):
    page = section()
    assert "Labels: **0** · products: **0** · annotators: **0**" in texts(page)
    assert page.get("download_button")[0].proto.disabled


def test_the_download_holds_every_label(section):
    fill_products(get_store())
    fill_tags(get_store())
    assert "Labels: **1** · products: **1** · annotators: **1**" in texts(section())
    rows = list(csv.DictReader(io.StringIO(labels_csv(get_store()).decode("utf-8-sig"))))
    assert [(row["external_id"], row["value"], row["annotator"], row["holds"]) for row in rows] == [
        (str(LABELLED), "yes", "ann", "yes")
    ]


def test_a_file_is_brought_in_by_the_worker_in_the_lane_that_a_person_says(section):
    fill_products(get_store())
    page = section()
    data = "source,external_id,capability,value\nproducthunt,5,ai,yes\nproducthunt,99,ai,yes\n"
    page.file_uploader[0].set_value([("mine.csv", data.encode(), "text/csv")]).run()
    page.radio[0].set_value("audit").run()
    next(button for button in page.button if button.label == "Bring these labels in").click().run()
    assert not page.exception
    with get_store().read() as session:
        job = list_jobs(session)[0]
    assert (job.kind, job.payload["file_name"], job.payload["lane"]) == ("labels", "mine.csv", "audit")
    run_label_import(InProcess("labels", job.payload))
    page = section()
    assert [metric.value for metric in page.metric] == ["2", "1", "0", "1"]
    why = page.table[0].value.iloc[0, -1].replace("\\", "")
    assert why.startswith("No product 99 of the source producthunt is here.")


def test_a_file_of_something_else_says_what_is_missing(section):
    page = section()
    page.file_uploader[0].set_value([("mine.csv", b"name\nBend\n", "text/csv")]).run()
    next(button for button in page.button if button.label == "Bring these labels in").click().run()
    assert "The file has no column source" in texts(page).replace("\\", "")
    with get_store().read() as session:
        assert list_jobs(session) == []


def test_labels_of_an_older_text_are_counted_and_listed(section):
    fill_products(get_store())
    fill_tags(get_store())
    assert "Every label that counts was given to the text that its product has now." in texts(section())
    with get_store().write() as session:
        session.get_one(Product, LABELLED).text_hash = "another"
    page = section()
    assert "than when they were labelled: **1**." in texts(page)
    assert page.dataframe[0].value["name"].tolist() == [f"Product {LABELLED}"]
