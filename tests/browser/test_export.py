"""From a filter to a proof that somebody else checks, in a real browser."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.cli import main
from dashboard.store import get_store
from tests.browser.conftest import Server, click_mark, wait_for_the_page
from tests.browser.test_trends import charts, heading
from tests.small_store import fill_audit, fill_products, fill_tags

pytestmark = pytest.mark.browser


def test_what_a_filter_and_a_click_show_opens_in_another_tab_and_its_pack_is_checked(
    page: Page, server: Server, tmp_path: Path, capsys
):
    fill_products(get_store())
    fill_tags(get_store())
    fill_audit(get_store())
    page.goto(f"{server.url}/trends?lang=en")

    page.get_by_role("button", name="Filters").click()
    page.get_by_test_id("stMultiSelect").filter(has_text="Source").locator("input").click()
    page.get_by_role("option", name="Product Hunt").click()
    expect(page).to_have_url(re.compile("source=producthunt"))
    # Out of the list of sources, and out of the popover.
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="Trends").click()
    corrected = page.get_by_text("Corrected for the tagger's mistakes")
    page.get_by_role("radio", name="As tagged").click()
    expect(corrected).to_have_count(0)
    page.get_by_role("radio", name="Corrected").click()
    expect(corrected).to_be_visible()

    click_mark(charts(page).first, 0)
    expect(heading(page, "Automation, 2024-08")).to_be_visible()
    # The table is drawn on a canvas, its header 35 pixels high.
    rows = page.get_by_test_id("stDataFrame").filter(has_text="Words for it").first
    rows.scroll_into_view_if_needed()
    rows.click(position={"x": 60, "y": 52})
    expect(page.get_by_role("link", name="All its tags explained")).to_be_visible()

    other = page.context.new_page()
    wait_for_the_page(other)
    other.goto(page.url)
    expect(heading(other, "Automation, 2024-08")).to_be_visible()
    expect(other.get_by_role("link", name="All its tags explained")).to_be_visible()

    offered = other.get_by_role("button", name="Proof pack (ZIP)")
    other.get_by_role("radio", name="Take it along").click()
    with other.expect_download() as downloading:
        offered.click()
    pack = tmp_path / "pack.zip"
    downloading.value.save_as(pack)
    assert main(["verify", str(pack)]) == 0
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "strandline-proof"
    see_page(other, folder / "page.html")

    series = folder / "series.csv"
    text = series.read_text(encoding="utf-8")
    assert text.count("automation,2024-08,3,3,3,") == 1
    series.write_text(text.replace("automation,2024-08,3,3,3,", "automation,2024-08,3,3,2,"), encoding="utf-8")
    capsys.readouterr()
    assert main(["verify", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "series.csv, 2:positives: 2, computed: 3"


def see_page(tab: Page, file: Path) -> None:
    """The page draws its figures, saves one as SVG, and asks nothing of anybody."""
    asked: list[str] = []
    refused: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    tab.goto(file.as_uri())
    expect(tab.locator(".js-plotly-plot")).to_have_count(3)
    expect(tab.locator("#shares .points path").first).to_be_visible()
    with tab.expect_download() as downloading:
        tab.get_by_role("button", name="Save the figure as SVG").first.click()
    assert Path(downloading.value.path()).read_text(encoding="utf-8").startswith("<svg")
    assert refused == []
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []
