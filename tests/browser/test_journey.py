"""The main job, from a file to the products behind a point, as one person does it in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, click_mark
from tests.browser.test_import import visit
from tests.samples import sample_csv

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]
TRAINING_MS = 150_000


def stop_button(page: Page) -> Locator:
    """Our own: Streamlit's header has one too while a page runs."""
    return page.get_by_test_id("stMain").get_by_role("button", name="Stop")


def import_file(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Start the import").click()
    expect(page.get_by_text("The import is done")).to_be_visible()


@pytest.mark.bare_home
def test_from_a_file_to_the_products_behind_a_point(page: Page, server: Server, tmp_path: Path):
    file = tmp_path / "launches.csv"
    file.write_text(sample_csv(160), "utf-8")
    page.goto(f"{server.url}/products?lang=en")
    import_file(page, file)

    visit(page, "Training")
    start = page.get_by_role("button", name="Train a model")
    start.click()
    stop_button(page).click()
    expect(page.get_by_text("The training was stopped")).to_be_visible(timeout=10_000)
    start.click()
    # The curves are there while the run is still at work, and a reload and a second tab show the same.
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(4, timeout=TRAINING_MS)
    expect(stop_button(page)).to_be_visible()
    page.reload()
    expect(stop_button(page)).to_be_visible()
    second = page.context.new_page()
    second.goto(f"{server.url}/training?lang=en")
    expect(second.get_by_test_id("stVegaLiteChart")).to_have_count(4)
    second.close()
    expect(page.get_by_text("The training is done")).to_be_visible(timeout=TRAINING_MS)
    expect(page.get_by_role("heading", name="How good it is")).to_be_visible()
    expect(page.get_by_text("mean average precision").first).to_be_visible()

    visit(page, "Products")
    page.goto(f"{server.url}/products?lang=en&product=1")
    # The table is drawn on a canvas; its cells stand beside it for screen readers.
    product = page.get_by_role("dialog").get_by_role("tabpanel", name="About")
    expect(product.get_by_role("gridcell", name="a file", include_hidden=True)).to_have_count(4)
    expect(product.get_by_role("columnheader", name="Probability", include_hidden=True)).to_be_attached()

    page.goto(f"{server.url}/trends?lang=en&by=quarter")
    click_mark(page.locator(".js-plotly-plot").first, 0)
    expect(page.get_by_role("heading", name="Automation, 2023-Q1")).to_be_visible()

    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="趋势", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="自动化")).to_be_visible()
    visit(page, "训练")
    expect(page.get_by_text("平均精度").first).to_be_visible()
    visit(page, "总览")
    assert "lang=zh" in page.url
