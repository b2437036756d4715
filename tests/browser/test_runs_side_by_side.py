"""Two runs side by side in a real browser: seen from each side, and a product that flips opened."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.two_runs import fill_two_runs

pytestmark = pytest.mark.browser


def test_a_person_sees_two_runs_side_by_side_and_opens_a_product_that_flips(page: Page, server: Server):
    fill_two_runs()
    page.goto(f"{server.url}/training?lang=en&runs=1&runs=2")
    expect(page.get_by_text("What differed")).to_be_visible()

    page.get_by_role("radio", name="Curves").click()
    expect(page.locator(".js-plotly-plot .legendtext", has_text="Run 2").first).to_be_visible()

    page.get_by_role("radio", name="Products that change").click()
    expect(page.get_by_text("Products that both have tagged as they are now: 3")).to_be_visible()
    # A copied address shows the same to another reader.
    page.reload()
    expect(page.get_by_text("Products that both have tagged as they are now: 3")).to_be_visible()
    region = page.get_by_role("region", name="Products that flip, those whose probability moves most first")
    rows = page.get_by_test_id("stDataFrame").filter(has=region)
    rows.scroll_into_view_if_needed()
    # A table draws its rows only once it can be seen.
    expect(rows.locator("canvas").first).to_be_visible()
    # The table is drawn on a canvas, its header 35 pixels high.
    rows.click(position={"x": 60, "y": 52})
    expect(page.get_by_role("dialog", name="three")).to_be_visible()
