"""The figures of a model on the Training page: what matters first, and the closer look from each side."""

import json
from hashlib import sha256

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.jobs import launcher
from dashboard.store import get_store
from db.models import Job, JobState
from db.queries.jobs import claim_next_job, queue_job
from db.queries.training import OOF_COLUMNS, NewModel, add_model, create_run
from tests.dashboard.training.judged import LABEL_SET
from tests.judged_store import fill, newer_metrics, older_metrics

PAGE = "pages/training.py"
VIEWS = ["mistakes", "threshold", "calibration", "slices", "taggers"]
MISSED = "automation@false_negative"


def figures(page: AppTest) -> pd.DataFrame:
    """The table of the model's figures; another one on the page counts the labels."""
    return next(table.value for table in page.dataframe if "AP" in table.value.columns)


@pytest.fixture(params=["older", "newer"])
def model(request: pytest.FixtureRequest) -> int:
    """The judgements of tests.dashboard.training.judged in the store, and the model that made them."""
    return fill(older_metrics() if request.param == "older" else newer_metrics())


@pytest.fixture
def newer() -> int:
    return fill(newer_metrics())


def listed(page, column: str = "name") -> list[list]:
    """The lists of judgements on the page, by one of their columns."""
    return [frame.value[column].tolist() for frame in page.dataframe if "gold" in frame.value]


def figure(page) -> dict:
    return json.loads(page.get("plotly_chart")[-1].proto.spec)


def click(page, capability: str, outcome: str, chosen: str = "") -> None:
    """Do what a click on a square does: the chart's state holds the square's data at the next run."""
    point = {"customdata": [capability, outcome]}
    page.session_state[f"confusion_1_{chosen}"] = {"selection": {"points": [point]}}
    page.run()


def test_the_figures_stand_first_and_while_a_run_trains_the_run(open_page, newer: int, monkeypatch: pytest.MonkeyPatch):
    titles = [title.value for title in open_page(PAGE, lang="en").subheader]
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)
    assert titles[:2] == ["How good it is", "Run 1, epoch by epoch"]
    with get_store().write() as session:
        queue_job(session, "train", {})
    with get_store().write() as session:
        job = claim_next_job(session)
        assert job is not None
        create_run(session, job.id, preset="fast", seed=0, config={})
    titles = [title.value for title in open_page(PAGE, lang="en").subheader]
    assert titles[:2] == ["Run 2, epoch by epoch", "How good it is"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("language", "capability"), [("en", "all"), ("zh", "intelligence")])
def test_every_view_of_an_older_and_a_newer_model_is_drawn(
    open_page, model: int, language: str, view: str, capability: str
):
    page = open_page(PAGE, lang=language, view=view, capability=capability, cell=MISSED)
    assert not page.exception
    assert page.get("plotly_chart")


def test_without_a_model_there_are_no_figures(open_page):
    page = open_page(PAGE, lang="en", view="mistakes", cell=MISSED, model="3")
    assert not page.exception
    assert not page.get("plotly_chart")


def test_the_table_has_the_averages_and_the_simple_taggers(open_page, newer: int):
    table = figures(open_page(PAGE, lang="en")).set_index("Capability")
    assert table.index.tolist() == ["Automation", "Intelligence", "Mean (macro)", "All together (micro)"]
    assert table.loc["Automation", "AP"] == "0.50 (0.40–0.60)"
    assert table.loc["Automation", "AP: keywords"] == "0.40"
    assert table.loc["Mean (macro)", "Positives"] == "6"


def test_what_an_older_model_lacks_is_a_dash(open_page):
    fill(older_metrics())
    table = figures(open_page(PAGE, lang="en")).set_index("Capability")
    assert "AP: keywords" not in table.columns
    assert table.loc["Mean (macro)", "AP"] == "0.60 (0.50–0.70)"
    assert table.loc["Mean (macro)", ["Precision", "Recall", "Positives"]].tolist() == ["–"] * 3
    assert table.loc["All together (micro)", "F1"] == "0.50 (0.40–0.60)"


def test_the_sentence_names_the_strongest_simple_tagger_and_where_the_network_is_ahead(open_page, newer: int):
    page = open_page(PAGE, lang="en")
    assert any("keyword rules has 0.400, gain +0.200" in text.value for text in page.markdown)
    sentence = next(text.value for text in page.caption if "clearly ahead" in text.value)
    assert sentence == "The network is clearly ahead in: Automation. Too close to call: Intelligence."


def test_the_counts_are_those_of_the_judgements(open_page, newer: int):
    squares = figure(open_page(PAGE, lang="en"))["data"][0]
    assert [text.split("<br>")[0] for text in squares["text"]] == [
        f"<b>{count}</b>" for count in (4, 1, 1, 4, 0, 0, 1, 3)
    ]
    assert squares["customdata"][2] == ["automation", "false_negative"]


def test_the_page_says_that_labels_have_changed_since_the_training(open_page, newer: int):
    # The metrics speak of ten products judged for intelligence; four are judged now.
    page = open_page(PAGE, lang="en")
    assert any("Labels have changed since this model was trained" in text.value for text in page.caption)
    page = open_page(PAGE, lang="en", view="taggers")
    assert not any("Labels have changed" in text.value for text in page.caption)


def test_a_click_on_a_count_lists_its_products_and_goes_into_the_address(open_page, newer: int):
    page = open_page(PAGE, lang="en")
    assert listed(page) == [["Product 4", "Product 3", "Product 6"]]
    click(page, "automation", "true_positive")
    assert page.query_params["cell"] == "automation@true_positive"
    assert listed(page)[0] == ["Product 7", "Product 8", "Product 9", "Product 10"]
    click(page, "automation", "false_positive", "automation@true_positive")
    assert listed(page)[0] == ["Product 6"]


def test_the_address_restores_a_count_and_closing_it_holds(open_page, newer: int):
    page = open_page(PAGE, lang="en", cell=MISSED)
    assert listed(page)[0] == ["Product 3"]
    next(button for button in page.button if button.label == "Close the list").click().run()
    assert "cell" not in page.query_params
    assert len(listed(page)) == 1


def test_a_count_can_be_chosen_without_a_mouse(open_page, newer: int):
    page = open_page(PAGE, lang="en")
    page.selectbox(key="results_cell").select(MISSED).run()
    assert page.query_params["cell"] == MISSED
    assert listed(page)[0] == ["Product 3"]


def test_a_count_that_no_capability_has_is_taken_out_of_the_address(open_page, newer: int):
    page = open_page(PAGE, lang="en", cell="magic@missed")
    assert not page.exception
    assert "cell" not in page.query_params


def test_a_mistake_says_label_model_probability_labeller_and_how_the_text_begins(open_page, newer: int):
    page = open_page(PAGE, lang="en", capability="automation")
    (worst,) = (frame.value for frame in page.dataframe if "gold" in frame.value)
    first = worst.iloc[0]
    assert first[["name", "capability", "gold", "said", "by"]].tolist() == [
        "Product 3",
        "Automation",
        "yes",
        "no",
        "ann · a person",
    ]
    assert first["probability"] == 0.3
    assert first["text"].startswith("Text 3. More of it.")
    assert len(first["text"]) <= 161


def test_a_click_on_a_listed_product_opens_it(open_page, newer: int):
    page = open_page(PAGE, lang="en", cell=MISSED)
    key = f"behind_{sha256(repr([3]).encode()).hexdigest()[:16]}_0"
    page.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": [[0, "name"]]}}
    page.run()
    assert page.query_params["product"] == "3"
    assert any(tab.label == "Labels" for tab in page.tabs)


def test_the_slider_shows_what_another_threshold_would_cost_and_changes_nothing(open_page, newer: int):
    page = open_page(PAGE, lang="en", view="threshold", capability="automation")
    # At 0.55 the products 6 to 10 are tagged, 6 wrongly; 3 is missed.
    assert {metric.label: metric.value for metric in page.metric} == {
        "Precision": "80.0%",
        "Recall": "80.0%",
        "F1": "80.0%",
        "Products tagged": "5 of 10",
    }
    page.slider[0].set_value(0.3).run()
    said = {metric.label: (metric.value, metric.delta) for metric in page.metric}
    assert said["Recall"] == ("100.0%", "+20.0 points")
    assert said["Products tagged"] == ("8 of 10", "+3")
    assert any(
        "more products would be tagged: 3, of them 1 rightly and 2 wrongly" in text.value for text in page.caption
    )
    page.slider[0].set_value(0.9).run()
    assert any(
        "fewer products would be tagged: 3. Of those that go, 2 have it and 1 do not" in text.value
        for text in page.caption
    )


def test_all_capabilities_together_have_curves_and_no_slider(open_page, newer: int):
    page = open_page(PAGE, lang="en", view="threshold")
    assert not page.slider
    assert [trace["name"] for trace in figure(page)["data"]][:2] == ["Automation", "Intelligence"]


def test_calibration_is_said_in_plain_words_with_its_error_before_and_after(open_page, newer: int):
    page = open_page(PAGE, lang="en", view="calibration", capability="automation")
    # Of the bins from one half up the one of 1.0 and 0.9 is the fullest: both have it.
    assert any("Of 100 texts that were given about 95 %, **100** have" in text.value for text in page.markdown)
    assert any("before calibration" in text.value for text in page.caption)
    assert {trace["name"] for trace in figure(page)["data"] if trace.get("name")} >= {
        "before calibration",
        "after calibration",
    }


def test_an_older_model_says_that_the_figures_before_calibration_are_not_kept(open_page):
    fill(older_metrics())
    page = open_page(PAGE, lang="en", view="calibration")
    assert any("train again to see them" in text.value for text in page.caption)


def test_slices_are_marked_as_too_few_to_tell(open_page, newer: int):
    page = open_page(PAGE, lang="en", view="slices", capability="automation")
    table = next(frame.value for frame in page.dataframe if "Slice" in frame.value)
    assert table["Slice"].tolist() == ["English", "Chinese", "Y Combinator", "no date", "2024", "2025", "audit"]
    assert table["Products"].tolist() == [5, 5, 10, 1, 5, 4, 10]
    assert set(table["Enough?"]) == {"too few to tell"}


def test_a_model_without_kept_judgements_says_so(open_page):
    with get_store().write() as session:
        job = Job(kind="train", payload={}, state=JobState.SUCCEEDED.value)
        session.add(job)
        session.flush()
        run = create_run(session, job.id, preset="fast", seed=7, config={})
        oof = pd.DataFrame(columns=OOF_COLUMNS)
        thresholds = dict.fromkeys(LABEL_SET, 0.5)
        add_model(session, NewModel(run, "fast", "", "", LABEL_SET, thresholds, older_metrics(), oof), activate=True)
    for view in VIEWS[:4]:
        page = open_page(PAGE, lang="en", view=view)
        assert not page.exception
        assert any("Nothing is kept" in text.value for text in page.info)


def test_the_address_says_which_model_is_looked_at(open_page):
    first = fill(newer_metrics())
    with get_store().write() as session:
        job = Job(kind="train", payload={}, state=JobState.SUCCEEDED.value)
        session.add(job)
        session.flush()
        run = create_run(session, job.id, preset="fast", seed=8, config={})
        oof = pd.DataFrame(columns=OOF_COLUMNS)
        add_model(session, NewModel(run, "fast", "", "", LABEL_SET, {}, older_metrics(), oof), activate=False)
    page = open_page(PAGE, lang="en", model=str(first))
    assert page.selectbox(key="results_model").value == str(first)
    assert "AP: keywords" in figures(page).columns
    page.selectbox(key="results_model").select(str(first + 1)).run()
    assert "model" not in page.query_params
    assert "AP: keywords" not in figures(page).columns
