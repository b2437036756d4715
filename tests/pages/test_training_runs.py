"""The Training page: runs side by side, going back, deleting, what has changed since."""

import json

import numpy as np
import pandas as pd
import pytest

from dashboard.jobs import launcher
from dashboard.store import get_store
from dashboard.training import activation
from db.models import Job, Label, Model, Product
from db.queries.jobs import list_jobs
from db.queries.model_events import list_model_events
from db.queries.tags import TagBatch, store_tags
from db.queries.training import (
    active_model,
    list_models,
    list_runs,
)
from tests.two_runs import add_run, fill_products, fill_two_runs

PAGE = "pages/training.py"


@pytest.fixture
def two_models() -> None:
    fill_two_runs()


def labels(page) -> list[str]:
    return [button.label for button in page.button]


def press(page, label: str):
    return next(button for button in page.button if button.label == label).click().run()


def frame(page, column: str) -> pd.DataFrame:
    return next(table.value for table in page.dataframe if column in table.value.columns)


def active() -> int | None:
    with get_store().read() as session:
        found = active_model(session)
    return None if found is None else found.id


def test_runs_are_compared_only_when_two_are_chosen(open_page, two_models):
    page = open_page(PAGE, lang="en", runs="1")
    assert not page.exception
    assert any("Choose two runs or more" in caption.value for caption in page.caption)


def test_only_what_differed_is_listed_beside_the_figures_of_both(open_page, two_models):
    page = open_page(PAGE, lang="en", runs=["1", "2"])

    assert not page.exception
    assert frame(page, "What").to_numpy().tolist() == [["Seed", "0", "5"]]
    figures = frame(page, "Figure")
    assert figures.columns.tolist() == ["Figure", "Capability", "Model #1", "Model #2"]
    assert figures.iloc[0].tolist() == ["Mean average precision", "", "0.600 (0.500–0.700)", "0.700 (0.600–0.800)"]


def test_both_runs_have_a_line_in_each_figure(open_page, two_models):
    page = open_page(PAGE, lang="en", runs=["1", "2"], side="curves")

    assert not page.exception
    specs = [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]
    names = [[trace["name"] for trace in spec["data"]] for spec in specs]
    assert names.count(["Run 1", "Run 2"]) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_products_that_flip_are_counted_and_listed(open_page, two_models, language: str):
    page = open_page(PAGE, lang=language, runs=["1", "2"], side="products")

    assert not page.exception
    counts = frame(page, {"en": "No → yes", "zh": "否 → 是"}[language])
    assert counts.iloc[0].tolist()[1:] == ["1", "1", "66.7%"]
    assert frame(page, "before")["name"].tolist() == ["<b>three</b>"]


def test_where_tags_are_gone_the_page_says_so_and_lets_the_model_tag_again(
    open_page, two_models, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    with get_store().write() as session:
        session.get_one(Product, 1).text_hash = "changed"
        for number in (2, 3):
            session.get_one(Product, number).text_hash = "changed"
        same = np.ones((3, 1), np.float32)
        store_tags(session, 1, TagBatch([1, 2, 3], same, same > 0, [None] * 3, ["changed"] * 3))
    page = open_page(PAGE, lang="en", runs=["1", "2"], side="products")
    assert any("The tags of model #2 are not kept any more" in text.value for text in page.markdown)
    assert all("before" not in table.value.columns for table in page.dataframe)

    press(page, "Let model #2 tag them")
    with get_store().read() as session:
        job = list_jobs(session, kind="tag")[0]
    assert job.payload == {"model_id": 2}


def test_trends_of_products_without_dates_are_no_error(open_page, two_models):
    page = open_page(PAGE, lang="en", runs=["1", "2"], side="trends")
    assert not page.exception


def test_one_click_leads_back_to_the_model_that_was_active_before(
    open_page, two_models, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(activation, "load_model", lambda record: None)
    page = open_page(PAGE, lang="en")
    press(page, "Activate this model")
    assert active() == 2
    # The newest model is the one looked at, and active now.
    press(open_page(PAGE, lang="en"), "Go back to model #1")
    assert active() == 1
    with get_store().read() as session:
        assert [event.model_id for event in list_model_events(session)] == [1, 2, 1]
    assert "Go back to this model" in labels(open_page(PAGE, lang="en"))


def test_a_model_that_has_not_tagged_everything_tags_first(open_page, two_models, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(activation, "load_model", lambda record: None)
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    with get_store().write() as session:
        session.get_one(Product, 1).text_hash = "changed"
    press(open_page(PAGE, lang="en"), "Activate this model")
    assert active() == 1
    with get_store().read() as session:
        job = list_jobs(session, kind="tag")[0]
    assert job.payload == {"model_id": 2, "activate": True}


def test_a_model_is_deleted_after_a_second_click_and_its_run_stays(open_page, two_models):
    page = press(open_page(PAGE, lang="en"), "Delete for good")

    assert not page.exception
    with get_store().read() as session:
        assert [model.id for model in list_models(session)] == [1]
        assert len(list_runs(session)) == 2
    runs = frame(page, "computing")
    assert runs["model"].tolist() == ["deleted", "#1"]


def test_the_active_model_cannot_be_deleted(open_page):
    fill_products()
    add_run(seed=0, activate=True)
    assert "Delete for good" not in labels(open_page(PAGE, lang="en"))


def test_a_deletion_that_is_refused_says_why(open_page, two_models):
    page = open_page(PAGE, lang="en")
    with get_store().write() as session:
        first, second = session.get_one(Model, 1), session.get_one(Model, 2)
        first.active = False
        session.flush()
        second.active = True
    press(page, "Delete for good")
    assert any("Model 2 is the active one" in error.value for error in page.error)


def test_each_run_has_its_cost(open_page, two_models):
    row = frame(open_page(PAGE, lang="en"), "computing").iloc[0]
    assert row[["seconds", "computing", "memory", "device"]].tolist() == [61.5, 99.0, 1234, "CPU"]


def test_labels_given_since_the_active_model_was_trained_are_counted(open_page):
    fill_products()
    add_run(seed=0, activate=True, data_hash="of then")
    page = open_page(PAGE, lang="en")
    assert any("labelled texts have changed, or labels have been taken back" in info.value for info in page.info)

    with get_store().write() as session:
        for product_id, capability in ((1, "automation"), (1, "intelligence"), (2, "automation")):
            given = {"value": "yes", "annotator": "me", "origin": "person", "lane": "learning", "text_hash": ""}
            session.add(Label(product_id=product_id, capability=capability, **given))
    page = open_page(PAGE, lang="en")
    assert any("given or changed: 3, on products: 2" in info.value for info in page.info)
    assert not page.exception


CURVE = {
    "data_hash": "of then",
    "seed": 0,
    "folds": 3,
    "measured_on": 60,
    "points": [
        {"share": share, "products": size, "mean_average_precision": [mean], "capabilities": {"automation": [mean]}}
        for share, size, mean in ((0.6, 24, 0.4), (0.8, 32, 0.45), (1.0, 40, 0.5))
    ],
}


def fill_labels() -> None:
    with get_store().write() as session:
        for number in range(100, 160):
            key = str(number)
            fields = {"source": "test", "external_id": key, "product_group": key, "language": "en", "text_hash": key}
            session.add(Product(id=number, name=key, **fields))
            session.flush()
            value = "yes" if number % 2 else "no"
            given = {"annotator": "a", "origin": "import", "lane": "learning", "text_hash": key}
            session.add(Label(product_id=number, capability="automation", value=value, **given))


def test_a_curve_is_drawn_on_request(open_page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    fill_labels()
    press(open_page(PAGE, lang="en"), "Draw the curve")
    with get_store().read() as session:
        assert [job.payload for job in list_jobs(session, kind="curve")] == [{"seed": 0}]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_curve_says_what_labelling_has_gained_and_when_it_is_old(open_page, language: str):
    fill_labels()
    with get_store().write() as session:
        session.add(Job(kind="curve", payload={"seed": 0}, state="succeeded", result=CURVE))
    page = open_page(PAGE, lang=language)

    assert not page.exception
    said = {"en": "From 24 to 40 labelled products the network gained +0.100", "zh": "+0.100"}[language]
    assert any(said in text.value for text in page.markdown)
    old = {"en": "have changed since this curve was drawn", "zh": "画出这条曲线之后"}[language]
    assert any(old in info.value for info in page.info)


def test_a_curve_of_the_present_labels_is_not_called_old(open_page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dashboard.ui.training_label_curve.load_data_hash", lambda: "of then")
    fill_labels()
    with get_store().write() as session:
        session.add(Job(kind="curve", payload={"seed": 0}, state="succeeded", result=CURVE))
    page = open_page(PAGE, lang="en")
    assert "Draw the curve anew" not in labels(page)
    assert not any("since this curve" in info.value for info in page.info)
