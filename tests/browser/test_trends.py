"""Trends in a real browser: real clicks on marks, the address, and what another process stores."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.store import get_store
from tests.browser.conftest import Server, click_mark
from tests.small_store import fill_products, fill_tags

pytestmark = pytest.mark.browser


def charts(page: Page) -> Locator:
    return page.locator(".js-plotly-plot")


def heading(page: Page, text: str) -> Locator:
    return page.get_by_role("heading", name=text)


def test_what_another_process_stores_appears_and_a_click_on_a_mark_lists_its_products_until_it_is_closed(
    page: Page, server: Server
):
    page.goto(f"{server.url}/trends?lang=en")
    expect(page.get_by_text("the store holds no product")).to_be_visible()
    fill_products(get_store())
    expect(charts(page)).to_have_count(1)
    fill_tags(get_store())
    expect(charts(page)).to_have_count(2)

    # Automation's marks come first, oldest first.
    click_mark(charts(page).first, 0)
    expect(heading(page, "Automation, 2024-Q1")).to_be_visible()
    expect(page).to_have_url(re.compile(r"mark=automation(@|%40)2024-Q1"))

    listed = heading(page, "Automation, 2024-Q1")
    page.get_by_role("button", name="Close the list").click()
    expect(listed).to_have_count(0)
    expect(page).not_to_have_url(re.compile("mark="))

    click_mark(charts(page).first, 1)
    expect(heading(page, "Automation, 2024-Q3")).to_be_visible()
    expect(page).to_have_url(re.compile(r"mark=automation(@|%40)2024-Q3"))
    # Streamlit passes over a step back that meets a page still being drawn.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.go_back()
    expect(heading(page, "Automation, 2024-Q3")).to_have_count(0)
    page.go_forward()
    expect(heading(page, "Automation, 2024-Q3")).to_be_visible()

    page.reload()
    expect(heading(page, "Automation, 2024-Q3")).to_be_visible()
    page.get_by_role("radio", name="中文").click()
    expect(heading(page, "自动化")).to_be_visible()


def test_a_square_of_where_opens_its_products_and_a_saved_view_and_the_address_restore_them(page: Page, server: Server):
    fill_products(get_store())
    fill_tags(get_store())
    page.goto(f"{server.url}/trends?lang=en&view=where")

    click_mark(charts(page).first, 0)
    expect(heading(page, "Automation, 2024-Q1 to 2024-Q3")).to_be_visible()
    expect(page).to_have_url(re.compile("sector"))

    page.get_by_role("button", name="Save this view").click()
    page.get_by_role("button", name="Save", exact=True).click()
    # The menu is closed: it would hide what it has saved.
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile("saved=1"))
    expect(page.get_by_text("None of its numbers has moved.")).to_be_visible()

    other = page.context.new_page()
    other.goto(page.url)
    expect(heading(other, "Automation, 2024-Q1 to 2024-Q3")).to_be_visible()
