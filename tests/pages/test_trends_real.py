"""The view "Is it real?" of Trends: what it says, draws and opens."""

import json
from datetime import date

import pytest

from dashboard.store import get_store
from db.engine import Store
from db.models import Label, Product
from db.queries.revisions import raise_revision
from tests.small_store import fill_products, fill_tags

PAGE = "pages/trends.py"
# (source, industry, day, products, those with automation): both sources double their share.
LAUNCHES = [
    ("yc", "health", date(2022, 1, 31), 60, 6),
    ("producthunt", "", date(2022, 1, 31), 40, 16),
    ("yc", "health", date(2023, 1, 31), 40, 16),
    ("producthunt", "", date(2023, 1, 31), 60, 54),
    ("own", "", date(2024, 1, 31), 50, 5),
    ("own", "", date(2025, 1, 31), 50, 5),
]


@pytest.fixture
def judged() -> Store:
    """Products of four Januaries, each labelled."""
    store = get_store()
    number = 0
    with store.write() as session:
        for source, industry, day, products, positives in LAUNCHES:
            for place in range(products):
                number += 1
                session.add(
                    Product(
                        id=number,
                        source=source,
                        external_id=str(number),
                        product_group=str(number),
                        name=f"{source} {day.year} {place}",
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
                        value="yes" if place < positives else "no",
                        annotator="ann",
                        origin="person",
                        lane="audit",
                        text_hash="now",
                    )
                )
        raise_revision(session, "products", "labels")
    return store


def said(page) -> str:
    return " ".join(element.value for element in [*page.warning, *page.info, *page.caption])


def titles(page) -> list[str]:
    return [json.loads(chart.proto.spec)["layout"]["title"]["text"] for chart in page.get("plotly_chart")]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Not attributable: no common source"), ("zh", "无法归因：没有共同的来源")]
)
def test_a_change_from_one_source_to_another_is_not_attributed(open_page, language: str, words: str):
    fill_products(get_store())
    fill_tags(get_store())
    page = open_page(PAGE, lang=language, view="real")
    assert not page.exception
    assert words in page.warning[0].value
    assert "Y Combinator" in page.warning[0].value
    assert len(titles(page)) == 1, "no figure of parts: there is no split"


def test_before_anything_is_tagged_it_says_what_to_do(open_page):
    fill_products(get_store())
    page = open_page(PAGE, lang="en", view="real")
    assert not page.exception
    assert any("Train a model" in text.value for text in page.markdown)


def test_one_period_is_not_enough(open_page, judged: Store):
    page = open_page(PAGE, lang="en", view="real", **{"from": "2024-01", "to": "2024-01"})
    assert "Two periods" in page.info[0].value


def test_a_change_within_the_sources_is_split_and_drawn(open_page, judged: Store):
    page = open_page(PAGE, lang="en", view="real", by="year", first="2022", second="2023")
    assert not page.exception
    assert "Yes: most of it happens within the same sources" in said(page)
    # 22 of 100 become 70 of 100; within: 0.5 * 0.3 + 0.5 * 0.5.
    assert "+48.0 percentage points" in said(page)
    assert r"Within the groups: +40.0" in said(page)
    assert titles(page) == ["Automation: all together, and group by group", "What the change is made of"]


def test_unknown_industry_is_a_group_of_its_own(open_page, judged: Store):
    page = open_page(PAGE, lang="en", view="real", by="year", first="2022", second="2023", group="industry")
    assert "The industry of 40% and 60% of the products is unknown" in said(page)
    assert page.dataframe[-1].value["Group"].tolist() == ["unknown", "Health"]


def test_another_group_does_not_hide_that_the_source_changes(open_page, judged: Store):
    page = open_page(PAGE, lang="en", view="real", by="year", first="2023", second="2024", group="language")
    assert "within the same languages" in page.warning[0].value + page.info[0].value
    assert "Not attributable: no common source" in said(page)


def test_a_choice_goes_into_the_address_and_what_cannot_be_is_passed_over(open_page, judged: Store):
    page = open_page(PAGE, lang="en", view="real", by="year", first="2024", second="2023")
    assert page.selectbox(key="real_first").value == "2024"
    assert page.selectbox(key="real_second").value == "2025"
    page.selectbox(key="real_first").select("2022").run()
    page.segmented_control(key="real_group").set_value("industry").run()
    assert page.query_params["group"] == "industry"
    assert "first" not in page.query_params, "the first period with enough products is the default"


def test_a_mark_of_one_group_opens_its_products(open_page, judged: Store):
    mark = "automation;source=yc@2023"
    page = open_page(PAGE, lang="en", view="real", by="year")
    state = {"selection": {"points": [{"customdata": [mark]}]}}
    page.session_state["trends_real_"] = state
    page.run()
    assert page.query_params["mark"] == mark
    rows = next(frame.value for frame in page.dataframe if "name" in frame.value)
    assert (len(rows), set(rows["source"])) == (40, {"Y Combinator"})
    assert any("16 of 40 tagged products" in text.value for text in page.markdown)


def test_the_first_view_leads_here_with_the_two_periods(open_page, judged: Store):
    page = open_page(PAGE, lang="en", by="year")
    next(button for button in page.button if button.label == "Is it real?").click().run()
    assert (page.query_params["view"], page.query_params["second"]) == ("real", "2024")
    assert "Not attributable" in page.warning[0].value
