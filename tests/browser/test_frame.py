"""The menu and the language, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser


def heading(page: Page, text: str):
    return page.get_by_role("heading", name=text, level=1)


@pytest.mark.bare_home
def test_a_direct_visit_to_a_page_of_a_fresh_server_shows_the_menu_and_the_page(page: Page, server: Server):
    page.goto(f"{server.url}/trends")

    expect(heading(page, "Trends")).to_be_visible()
    expect(page.get_by_role("link", name="Overview")).to_be_visible()
    expect(page).to_have_title("Trends · Strandline")


def test_chinese_is_kept_across_every_menu_click_and_a_reload_and_no_page_asks_another_server(page, server: Server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url)
    page.get_by_role("radio", name="中文").click()
    expect(heading(page, "总览")).to_be_visible()

    for title in ("产品", "标注", "训练", "标签解释", "趋势", "设置", "总览"):
        page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()
        expect(heading(page, title)).to_be_visible()
        assert "lang=zh" in page.url

    page.reload()
    expect(heading(page, "总览")).to_be_visible()
    outside = [address for address in asked if not address.startswith((server.url, "data:", "blob:"))]
    assert outside == []


def test_a_browser_set_to_chinese_is_greeted_in_chinese(browser, server: Server):
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(server.url)

    expect(heading(page, "总览")).to_be_visible()
