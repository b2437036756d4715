"""The views of Trends over an analysis: asked for, shown, grown old, and what is behind their marks."""

import json
from datetime import date

import pytest

from dashboard.analysis.job import run_analysis
from dashboard.cli import main
from dashboard.jobs import launcher
from dashboard.jobs.context import JobContext
from dashboard.store import get_store
from dashboard.tagging.active import load_model
from dashboard.tagging.job import tag_products
from db.engine import Store
from db.models import Product
from db.queries.jobs import claim_next_job, list_jobs, queue_job
from db.queries.revisions import raise_revision
from db.queries.training import active_model
from tests.small_analysis import fill_launches
from tests.small_model import add_small_model

PAGE = "pages/trends.py"


@pytest.fixture
def analysed(home) -> None:
    store = get_store()
    fill_launches(store)
    analyse(store)


def analyse(store: Store) -> None:
    with store.write() as session:
        queue_job(session, "analyse", {})
    with store.write() as session:
        job = claim_next_job(session)
    run_analysis(JobContext(store, job.id, {}))


def titles(page) -> list[str]:
    return [json.loads(chart.proto.spec)["layout"]["title"]["text"] for chart in page.get("plotly_chart")]


def press(page, label: str):
    next(button for button in page.button if button.label == label).click().run()
    return page


@pytest.mark.parametrize(("language", "label"), [("en", "Start the analysis"), ("zh", "开始分析")])
def test_before_the_first_analysis_the_view_offers_one(open_page, monkeypatch, language: str, label: str):
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    fill_launches(get_store())
    page = press(open_page(PAGE, lang=language, view="new"), label)
    assert not page.exception
    with get_store().read() as session:
        assert [job.payload for job in list_jobs(session, kind="analyse")] == [{}]
    assert next(button for button in page.button if button.label == label).disabled


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Terms whose use rises or bursts"), ("zh", "用得越来越多或突然增多的词")]
)
def test_the_new_terms_are_drawn_in_the_readers_language(open_page, analysed, language: str, title: str):
    page = open_page(PAGE, lang=language, view="new")
    assert not page.exception
    assert titles(page) == [title]
    assert page.dataframe[-1].value.iloc[0, 0] == "robot"
    assert not page.info


def test_a_click_on_a_term_lists_its_recent_products_and_goes_into_the_address(open_page, analysed):
    page = open_page(PAGE, lang="en", view="new")
    page.session_state["trends_terms_list_en_all_"] = {"selection": {"points": [{"customdata": ["robot"]}]}}
    page.run()
    assert page.query_params["term"] == "robot"
    assert titles(page)[1] == "Share of products with “robot”"
    assert any("Recent products with **robot**: 60" in text.value for text in page.markdown)
    names = next(frame.value["name"].tolist() for frame in page.dataframe if "name" in frame.value)
    assert len(names) == 60


def test_the_address_alone_opens_a_term_and_one_that_is_not_there_is_passed_over(open_page, analysed):
    assert len(titles(open_page(PAGE, lang="en", view="new", term="robot"))) == 2
    assert len(titles(open_page(PAGE, lang="en", view="new", term="unicorn"))) == 1


def test_an_analysis_of_an_older_state_says_so_and_offers_another(open_page, analysed):
    with get_store().write() as session:
        raise_revision(session, "products")
    page = open_page(PAGE, lang="en", view="new")
    assert any("have changed since" in info.value for info in page.info)
    assert "Analyse anew" in [button.label for button in page.button]


def test_a_filter_that_leaves_no_analysed_source_gets_a_sentence(open_page, analysed):
    with get_store().write() as session:
        fields = {"name": "Lone", "language": "en", "launched_on": date(2024, 5, 1), "launched_precision": "day"}
        session.add(Product(source="other", external_id="1", product_group="lone", text_hash="1", **fields))
        raise_revision(session, "products")
    page = open_page(PAGE, lang="en", view="new", source="other")
    assert not page.exception
    assert any("No source and language of this choice" in info.value for info in page.info)
    assert not page.get("plotly_chart")


def test_the_command_line_names_the_same_terms(analysed, monkeypatch, capsys):
    monkeypatch.setattr("dashboard.commands.jobs.run_job", lambda kind, payload: {"kind": kind})
    assert main(["analyse", "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["new_terms"]
    assert [term["term"] for term in report["lists"][0]["terms"]] == ["robot"]
    assert main(["analyse"]) == 0
    assert "all: robot (0.0% to 50.0%)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "said"), [("en", "the change goes with what the texts describe"), ("zh", "变化来自文本所描述的功能")]
)
def test_words_and_deeds_are_told_apart(open_page, home, language: str, said: str):
    add_small_model(get_store())
    fill_launches(get_store())
    analyse(get_store())
    page = open_page(PAGE, lang=language, view="words")
    assert not page.exception
    assert any(said in text.value for text in page.markdown)
    assert len(titles(page)) == 2
    assert page.dataframe[-1].value.shape == (24, 6)


@pytest.fixture
def tagged(home) -> None:
    """The model tags nothing in nine months, and half of each of the last three."""
    store = get_store()
    add_small_model(store)
    fill_launches(store)
    with store.read() as session:
        record = active_model(session)
    tag_products(store, record.id, load_model(record), lambda share: None)
    analyse(store)


@pytest.mark.parametrize(("language", "said"), [("en", "A break in 2024-10"), ("zh", "2024-10 有断点")])
def test_a_break_is_marked_and_said_and_the_page_says_whether_a_forecast_is_shown(
    open_page, tagged, language: str, said: str
):
    page = open_page(PAGE, lang=language, view="ahead")
    assert not page.exception
    (figure,) = (json.loads(chart.proto.spec) for chart in page.get("plotly_chart"))
    assert any("2024-10" in note["text"] for note in figure["layout"]["annotations"])
    assert any(said in text.value.replace("\\", "") for text in page.markdown)
    decided = {"en": "forecast is shown", "zh": "显示预测"}[language]
    assert any(decided in text.value for text in page.markdown)


@pytest.mark.parametrize(("view", "chart"), [("ahead", "outlook"), ("words", "wording")])
def test_a_click_on_a_point_lists_its_products(open_page, tagged, view: str, chart: str):
    page = open_page(PAGE, lang="en", view=view)
    click = {"selection": {"points": [{"customdata": ["automation", "2024-12"]}]}}
    page.session_state[f"trends_{chart}_list_en_automation_"] = click
    page.run()
    assert not page.exception
    assert page.query_params["point"] == "2024-12"
    tags = next(frame.value["tag"].tolist() for frame in page.dataframe if "tag" in frame.value)
    assert tags == ["yes"] * 20 + ["no"] * 20


def test_a_forecast_is_listed_and_scored_by_what_came(open_page, tagged):
    with get_store().write() as session:
        for number in range(60):
            key, day = f"later-{number}", date(2025, 1, 31) if number < 40 else date(2025, 2, 5)
            fields = {"source": "list", "external_id": key, "product_group": key, "text_hash": key, "language": "en"}
            text = "robot" if number < 20 else "maps"
            session.add(Product(name="", tagline=text, launched_on=day, launched_precision="day", **fields))
        raise_revision(session, "products")
        record = active_model(session)
    tag_products(get_store(), record.id, load_model(record), lambda share: None)
    page = open_page(PAGE, lang="en", view="ahead")
    assert not page.exception
    (row,) = page.dataframe[-1].value.to_dict("records")
    assert row["Known up to"] == "2024-12"
    assert row["Came so far"] == "1 / 4"
    assert row["Within the band"] in ("0 / 1", "1 / 1")


def test_before_anything_is_tagged_the_outlook_says_so(open_page, analysed):
    page = open_page(PAGE, lang="en", view="ahead")
    assert not page.exception
    assert any("no share to look ahead of" in info.value for info in page.info)


def test_without_a_model_the_view_of_words_says_what_to_do(open_page, analysed):
    page = open_page(PAGE, lang="en", view="words")
    assert not page.exception
    assert any("No model was active" in info.value for info in page.info)
