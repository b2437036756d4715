"""The view "Take it along" of the Trends page."""

import pytest

from dashboard.methods import list_methods
from dashboard.store import get_store
from tests.small_store import fill_products, fill_tags

PAGE = "pages/trends.py"


@pytest.mark.parametrize(
    ("language", "first", "counted"), [("en", "Page (HTML)", "6 products"), ("zh", "网页（HTML）", "6 个产品")]
)
def test_there_are_a_page_a_workbook_numbers_and_a_proof_pack(open_page, language: str, first: str, counted: str):
    fill_products(get_store())
    fill_tags(get_store())
    page = open_page(PAGE, lang=language, view="take", source="producthunt")
    assert not page.exception
    labels = [button.proto.label for button in page.get("download_button")]
    assert labels[0] == first
    assert len(labels) == 4
    assert "verify" in page.code[0].value
    # Of 11 products 7 are Product Hunt's, and one of these has no date.
    assert counted in page.markdown[0].value


def test_products_that_nobody_has_tagged_can_be_taken_along(open_page):
    fill_products(get_store())
    page = open_page(PAGE, lang="en", view="take")
    assert not page.exception
    assert len(page.get("download_button")) == 4


@pytest.mark.parametrize("language", ["en", "zh"])
def test_how_it_is_reckoned_has_a_title_and_three_points_for_each_method(open_page, language: str):
    fill_products(get_store())
    page = open_page(PAGE, lang=language, view="methods")
    assert not page.exception
    methods = list_methods(language)
    assert [heading.value for heading in page.subheader] == [method.title for method in methods]
    assert len(page.markdown) >= 2 * len(methods)
