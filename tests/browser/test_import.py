"""Bringing a file in, as a person does it in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server
from tests.samples import sample_csv

pytestmark = pytest.mark.browser
HTML_NAME = '<img src=x onerror="document.title=1">'


def choose_file(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("encoding:")).to_be_visible()


def visit(page: Page, title: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def start_import(page: Page) -> None:
    start = page.get_by_role("button", name="Start the import")
    start.click()
    # It goes once the import is on its way: a click in the menu before that would end the run that asks for it.
    expect(start).to_have_count(0)


def count(page: Page, title: str) -> Locator:
    """The number under a title of the import's report."""
    return page.get_by_test_id("stMetric").filter(has_text=title).get_by_test_id("stMetricValue")


def test_a_list_is_brought_in_and_its_report_outlives_a_click_a_reload_and_a_second_tab(
    page: Page, server: Server, tmp_path: Path
):
    file = tmp_path / "launches.csv"
    rows = sample_csv(3000).splitlines()
    file.write_text("\n".join([*rows, "x1,,no name,2024-01-01,0,0,0,0", "x2,Late,,2199-01-01,0,0,0,0"]), "utf-8")
    page.goto(f"{server.url}/products?lang=en")
    choose_file(page, file)
    start_import(page)

    # A click elsewhere, and back, while the worker is at it.
    visit(page, "Trends")
    visit(page, "Products")
    expect(count(page, "Rows read")).to_have_text("3,002")
    expect(count(page, "New")).to_have_text("3,000")
    expect(count(page, "Refused")).to_have_text("2")
    expect(count(page, "Gold labels")).to_have_text("12,000")

    page.reload()
    expect(count(page, "New")).to_have_text("3,000")
    second = page.context.new_page()
    second.goto(f"{server.url}/products?lang=en")
    expect(count(second, "New")).to_have_text("3,000")

    server.stop()
    server.start()
    page.goto(f"{server.url}/products?lang=en")
    expect(count(page, "New")).to_have_text("3,000")


def test_a_picture_is_refused_with_a_sentence_and_markup_in_a_name_is_text(page: Page, server: Server, tmp_path: Path):
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    page.goto(f"{server.url}/products?lang=en")
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_role("alert")).to_contain_text("picture")
    expect(page.get_by_text("Nothing is here yet")).to_be_visible()

    file = tmp_path / "names.csv"
    lines = ["name,tagline", '"<img src=x onerror=""document.title=1"">",**bold** [a](javascript:b)', "👋 שלום,x"]
    file.write_text("\n".join(lines), "utf-8")
    page.goto(f"{server.url}/products?lang=en")
    choose_file(page, file)
    start_import(page)
    expect(count(page, "New")).to_have_text("2")

    page.goto(f"{server.url}/products?lang=en&product=1")
    expect(page.get_by_role("dialog", name=HTML_NAME)).to_be_visible()
    expect(page).to_have_title("Products · Strandline")
    assert page.locator("img[src=x]").count() == 0
