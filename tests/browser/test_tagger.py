"""The Tagger page as a person uses it: a text, its marks, a product, and a word against the model."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.store import get_store
from tests.browser.conftest import Server
from tests.small_model import ROBOT, add_small_model

pytestmark = pytest.mark.browser
WILD = '<script>document.title="no"</script><img src=x onerror=\'document.title="no"\'> A robot & co'


def test_a_pasted_text_shows_its_marks_in_both_languages_and_its_markup_is_text(page: Page, server: Server):
    add_small_model(get_store())
    page.goto(f"{server.url}/tagger?lang=en")
    page.get_by_label("A text in English or Chinese").fill(WILD)
    page.get_by_role("button", name="Explain", exact=True).click()
    see_marks(page, "The text with the words that speak for and against it")

    # A switch of the language keeps the text.
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="标签解释", level=1)).to_be_visible()
    expect(page.get_by_label("一段中文或英文")).to_have_value(WILD)
    expect(page.get_by_role("button", name="解释", exact=True)).to_be_visible()
    see_marks(page, "文本，标出支持和不支持的词")


def see_marks(page: Page, region: str) -> None:
    text = page.get_by_role("region", name=region)
    expect(text.locator("mark")).to_have_text(["robot"])
    expect(text).to_contain_text("<script>")
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "no"


def test_a_product_is_chosen_and_a_label_against_the_model_stands_in_its_drawer_until_it_is_taken_back(
    page: Page, server: Server
):
    add_small_model(get_store())
    page.goto(f"{server.url}/tagger?lang=en")
    search = page.get_by_label("Or a product of the store")
    search.fill("robot sorts")
    search.press("Enter")
    page.get_by_role("button", name="Robo").click()
    expect(page.get_by_role("heading", name="Robo")).to_be_visible()
    expect(page.locator("mark").filter(has_text="robot").first).to_be_visible()

    page.get_by_role("button", name="This is wrong").first.click()
    page.get_by_label("Your name").fill("Ann")
    page.get_by_role("button", name="Store the label").click()
    expect(page.get_by_text("Label: no, by Ann")).to_be_visible()
    # The form is closed: it would hide what can be done next.
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.get_by_role("link", name="All about this product").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("tab", name="Labels").click()
    expect(drawer.get_by_role("gridcell", name="Ann", include_hidden=True)).to_be_attached()

    page.goto(f"{server.url}/products?lang=zh&product={ROBOT}")
    expect(drawer.get_by_role("gridcell", name="人工", include_hidden=True).first).to_be_attached()

    page.goto(f"{server.url}/tagger?lang=zh&product={ROBOT}")
    page.get_by_role("button", name="判断有误").last.click()
    page.get_by_role("button", name="保存标注").click()
    expect(page.get_by_text("标注：")).to_have_count(2)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="撤回标注").click()
    expect(page.get_by_text("标注：")).to_have_count(1)


def test_the_drawer_of_a_product_leads_to_the_explanation_of_its_tags(page: Page, server: Server):
    from dashboard.tagging.active import load_active
    from dashboard.tagging.job import tag_product

    add_small_model(get_store())
    active = load_active(get_store())
    tag_product(get_store(), active.record.id, active.artifact, ROBOT)
    page.goto(f"{server.url}/products?lang=en&product={ROBOT}")
    page.get_by_role("link", name="Why? Explain these tags").click()
    expect(page.get_by_role("heading", name="Tagger", level=1)).to_be_visible()
    expect(page.locator("mark").filter(has_text="robot").first).to_be_visible()
    assert f"product={ROBOT}" in page.url
    assert "lang=en" in page.url
