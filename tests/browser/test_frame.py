"""The menu and the language, in a real browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser


def heading(page: Page, text: str):
    return page.get_by_role("heading", name=text, level=1)


@pytest.mark.bare_home
def test_a_fresh_server_shows_a_page_that_is_visited_directly_and_greets_each_browser_in_its_language(
    page: Page, browser: Browser, server: Server
):
    page.goto(f"{server.url}/trends")
    expect(heading(page, "Trends")).to_be_visible()
    expect(page.get_by_role("link", name="Overview")).to_be_visible()
    expect(page).to_have_title("Trends · Strandline")

    chinese = browser.new_context(locale="zh-CN").new_page()
    chinese.goto(server.url)
    expect(heading(chinese, "总览")).to_be_visible()


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
