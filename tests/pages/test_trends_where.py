"""The view "Where" of Trends: its panes, its marks, and what it says of the rule."""

import json
from datetime import date

import pytest

from dashboard.store import get_store
from db.engine import Store
from db.models import Label, Product
from db.queries.revisions import raise_revision
from tests.small_store import fill_products, fill_tags

PAGE = "pages/trends.py"
HEALTH = "Patients book doctors with AI; speech becomes text, and voices are read aloud."
PLAIN = "Patients book doctors."
# (text, industry of the record, day, products, those with automation).
LAUNCHES = [
    (PLAIN, "", date(2023, 1, 31), 40, 10),
    ("It is what it is.", "finance", date(2023, 1, 31), 40, 30),
    (HEALTH, "", date(2024, 1, 31), 40, 20),
]


@pytest.fixture
def judged() -> Store:
    store = get_store()
    rows = [
        (text, industry, day, place < positives)
        for text, industry, day, products, positives in LAUNCHES
        for place in range(products)
    ]
    with store.write() as session:
        for number, (text, industry, day, holds) in enumerate(rows, start=1):
            session.add(
                Product(
                    id=number,
                    source="ph",
                    external_id=str(number),
                    product_group=str(number),
                    name=f"Product {number}",
                    description=text,
                    says_ai=text == HEALTH,
                    industry=industry,
                    launched_on=day,
                    launched_precision="day",
                    language="en",
                    text_hash="now",
                )
            )
            session.flush()
            session.add(
                Label(
                    product_id=number,
                    capability="automation",
                    value="yes" if holds else "no",
                    annotator="ann",
                    origin="person",
                    lane="audit",
                    text_hash="now",
                )
            )
        raise_revision(session, "products", "labels")
    return store


def squares(page) -> list[str]:
    """Return the address that each mark of the last trace of the figure carries."""
    figure = json.loads(page.get("plotly_chart")[0].proto.spec)
    return [data[0] for data in figure["data"][-1]["customdata"]]


def listed(page) -> list[str]:
    return next((frame.value["name"].tolist() for frame in page.dataframe if "name" in frame.value), [])


@pytest.mark.parametrize("pane", ["industries", "fields", "together", "new"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_pane_is_drawn_on_a_small_store(open_page, pane: str, language: str):
    fill_products(get_store())
    fill_tags(get_store())
    page = open_page(PAGE, lang=language, view="where", pane=pane)
    assert not page.exception


def test_before_anything_is_tagged_it_says_what_to_do(open_page):
    fill_products(get_store())
    page = open_page(PAGE, lang="en", view="where")
    assert not page.exception
    assert any("Train a model" in text.value for text in page.markdown)


def test_a_cell_opens_its_products_of_all_periods(open_page, judged: Store):
    page = open_page(PAGE, lang="en", view="where", by="year")
    mark = "automation;sector=health@2023..2024"
    assert mark in squares(page)
    page.session_state["trends_where_"] = {"selection": {"points": [{"customdata": [mark]}]}}
    page.run()
    assert page.query_params["mark"] == mark
    assert len(listed(page)) == 80
    assert any("30 of 80 tagged products" in text.value for text in page.markdown)


def test_a_field_by_the_rule_can_be_a_mark(open_page, judged: Store):
    mark = "automation;use=speech@2023..2024"
    page = open_page(PAGE, lang="en", view="where", by="year", pane="fields", mark=mark)
    assert mark in squares(page)
    assert len(listed(page)) == 40


def test_the_mark_of_a_field_is_passed_over_where_there_are_no_fields(open_page, judged: Store):
    page = open_page(PAGE, lang="en", by="year", mark="automation;use=speech@2023..2024")
    assert not page.exception
    assert "mark" not in page.query_params


def test_it_says_what_is_rule_made_and_how_often_the_rule_is_right(open_page, judged: Store):
    page = open_page(PAGE, lang="en", view="where")
    said = " ".join(text.value for text in page.caption)
    assert "The industry of 40 products stands in their records, that of 80 is rule-made" in said
    assert "right in 77% of the industries" in said


def test_a_pair_that_came_together_is_named_and_opens_its_products(open_page, judged: Store):
    page = open_page(PAGE, lang="en", view="where", by="year", pane="new")
    mark = "all;source=ph;language=en;sector=health;use=speech@2024"
    assert mark in squares(page)
    page.session_state["trends_pairs_"] = {"selection": {"points": [{"customdata": [mark]}]}}
    page.run()
    assert len(listed(page)) == 40


def test_a_pane_goes_into_the_address(open_page, judged: Store):
    page = open_page(PAGE, lang="en", view="where")
    page.segmented_control(key="where_pane").set_value("together").run()
    assert page.query_params["pane"] == "together"
    titles = [json.loads(chart.proto.spec)["layout"]["title"]["text"] for chart in page.get("plotly_chart")]
    assert titles[0].startswith("Which capabilities occur together")
