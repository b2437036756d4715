"""The view "Compare" of Trends: two slices in the address, their differences, and the products behind a mark."""

import json

import pytest

from dashboard.store import get_store
from db.engine import Store
from tests.small_store import fill_products, fill_tags

PAGE = "pages/trends.py"
SOURCES = {"a.source": "yc", "b.source": "producthunt"}


@pytest.fixture
def filled() -> Store:
    store = get_store()
    fill_products(store)
    fill_tags(store)
    return store


def figures(page) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


def said(page) -> str:
    return " ".join(element.value for element in [*page.markdown, *page.caption, *page.warning, *page.info])


def listed(page) -> list[str]:
    return next((frame.value["name"].tolist() for frame in page.dataframe if "name" in frame.value), [])


def test_before_anything_is_tagged_it_says_what_to_do(open_page):
    fill_products(get_store())
    page = open_page(PAGE, lang="en", view="compare")
    assert not page.exception
    assert "Train a model" in said(page)


@pytest.mark.parametrize(("language", "words"), [("en", "Both slices are the same"), ("zh", "两组范围相同")])
def test_two_slices_that_are_the_same_are_not_compared(open_page, filled: Store, language: str, words: str):
    page = open_page(PAGE, lang=language, view="compare")
    assert not page.exception
    assert words in page.info[0].value
    assert figures(page) == []


def test_two_sources_are_set_side_by_side(open_page, filled: Store):
    page = open_page(PAGE, lang="en", view="compare", **SOURCES)
    assert not page.exception
    assert "Source: Y Combinator: 4 products" in said(page).replace("\\", "")
    assert "Newcombe" in said(page)
    table = page.dataframe[-1].value.set_index("Capability")
    # Y Combinator 1 of 4; Product Hunt 5 of 5, one not tagged.
    assert table.loc["Automation", ["A, tagged", "A, share, %", "B, tagged", "B, share, %"]].tolist() == [4, 25, 5, 100]
    assert table.loc["Automation", "B less A, points"] == 75


def test_slices_without_a_common_source_are_flagged(open_page, filled: Store):
    page = open_page(PAGE, lang="en", view="compare", **{"a.to": "2024-Q2", "b.from": "2024-Q3"})
    assert "The two slices have no source in common" in page.warning[0].value


def test_a_slice_without_products_says_so(open_page, filled: Store):
    page = open_page(PAGE, lang="en", view="compare", **{"a.source": "yc", "a.from": "2024-Q3"})
    assert not page.exception
    assert "One of the two slices has no tagged product" in said(page)


def test_a_choice_goes_into_the_address_under_its_letter(open_page, filled: Store):
    page = open_page(PAGE, lang="en", view="compare")
    page.multiselect(key="compare_b.source").select("yc").run()
    assert page.query_params["b.source"] == "yc"
    assert "a.source" not in page.query_params
    assert len(figures(page)) == 2


def test_a_mark_opens_the_products_of_its_slice(open_page, filled: Store):
    page = open_page(PAGE, lang="en", view="compare", **SOURCES)
    mark = "automation;source=producthunt@2024-Q1..2024-Q3"
    assert mark in [data[0] for data in figures(page)[0]["data"][-1]["customdata"]]
    page.session_state["trends_compare_"] = {"selection": {"points": [{"customdata": [mark]}]}}
    page.run()
    assert page.query_params["mark"] == mark
    assert len(listed(page)) == 5


def test_unknown_values_in_the_address_are_passed_over(open_page, filled: Store):
    page = open_page(PAGE, lang="en", view="compare", **{"a.source": "magic", "a.from": "1999", "b.source": "yc"})
    assert not page.exception
    assert page.multiselect(key="compare_a.source").value == []
