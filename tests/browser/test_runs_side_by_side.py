"""Two runs side by side in a real browser: chosen by hand, seen from each side, and a product that flips opened."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.two_runs import fill_two_runs

pytestmark = pytest.mark.browser


def test_a_person_sets_two_runs_side_by_side_and_opens_a_product_that_flips(page: Page, server: Server):
    fill_two_runs()
    page.goto(f"{server.url}/training?lang=en")
    choice = page.get_by_role("combobox", name="Runs to compare")
    for run in ("Run 1 of", "Run 2 of"):
        choice.click()
        page.get_by_role("option", name=run).click()
    # While the list of runs is open, the rest of the page is hidden from assistive technology, and from this test.
    page.keyboard.press("Escape")
    expect(page.get_by_text("What differed")).to_be_visible()
    expect(page).to_have_url(re.compile("runs=1.*runs=2"))

    page.get_by_role("radio", name="Curves").click()
    expect(page.locator(".js-plotly-plot .legendtext", has_text="Run 2").first).to_be_visible()

    page.get_by_role("radio", name="Products that change").click()
    expect(page.get_by_text("Products that both have tagged as they are now: 3")).to_be_visible()
    # A copied address shows the same to another reader.
    page.reload()
    rows = page.get_by_test_id("stDataFrame").filter(has_text="three").first
    rows.scroll_into_view_if_needed()
    # The table is drawn on a canvas, its header 35 pixels high.
    rows.click(position={"x": 60, "y": 52})
    expect(page.get_by_role("dialog", name="three")).to_be_visible()
