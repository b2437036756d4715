"""The figures of a model in a real browser: a real click on a count, and from its list to a product."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, click_mark
from tests.judged_store import fill, newer_metrics

pytestmark = pytest.mark.browser


def test_a_click_on_a_count_lists_its_products_and_a_click_on_one_opens_it(page: Page, server: Server):
    fill(newer_metrics())
    page.goto(f"{server.url}/training?lang=en")
    squares = page.locator(".js-plotly-plot", has_text="Right and wrong, in products")
    click_mark(squares, 2)
    expect(page.get_by_text("Automation, missed: 1 of 10 products")).to_be_visible()
    expect(page).to_have_url(re.compile(r"cell=automation(@|%40)false_negative"))

    page.reload()
    expect(page.get_by_text("Automation, missed: 1 of 10 products")).to_be_visible()
    # The table is drawn on a canvas, its header 35 pixels high.
    rows = page.get_by_test_id("stDataFrame").filter(has_text="Product 3").first
    rows.scroll_into_view_if_needed()
    rows.click(position={"x": 60, "y": 52})
    expect(page.get_by_role("dialog", name="Product 3")).to_be_visible()
    expect(page).to_have_url(re.compile("product=3"))
