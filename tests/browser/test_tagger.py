"""The Tagger page as a person uses it: a text, its marks, a product, and a word against the model."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.store import get_store
from tests.browser.conftest import Server
from tests.small_model import ROBOT, add_small_model

pytestmark = pytest.mark.browser
WILD = '<script>document.title="no"</script><img src=x onerror=\'document.title="no"\'> A robot & co'


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("A text in English or Chinese", "Explain", "The text with the words that speak for and against it")),
        ("zh", ("一段中文或英文", "解释", "文本，标出支持和不支持的词")),
    ],
)
def test_a_pasted_text_shows_its_marks_and_its_markup_is_text(
    page: Page, server: Server, language: str, words: tuple[str, str, str]
):
    field, button, region = words
    add_small_model(get_store())
    page.goto(f"{server.url}/tagger?lang={language}")
    page.get_by_label(field).fill(WILD)
    page.get_by_role("button", name=button, exact=True).click()

    text = page.get_by_role("region", name=region)
    expect(text.locator("mark")).to_have_text(["robot"])
    expect(text).to_contain_text("<script>")
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "no"

    # A switch of the language keeps the text.
    page.get_by_role("radio", name="English" if language == "zh" else "中文").click()
    expect(page.get_by_role("heading", name="Tagger" if language == "zh" else "标签解释", level=1)).to_be_visible()
    expect(page.locator("textarea")).to_have_value(WILD)
    expect(page.locator("mark").filter(has_text="robot").first).to_be_visible()


def test_a_product_is_chosen_and_a_label_against_the_model_stands_in_its_drawer(page: Page, server: Server):
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
    expect(page.get_by_role("button", name="Take the label back")).to_be_visible()

    page.get_by_role("link", name="All about this product").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("tab", name="Labels").click()
    expect(drawer.get_by_role("gridcell", name="Ann", include_hidden=True)).to_be_attached()

    page.goto(f"{server.url}/products?lang=zh&product={ROBOT}")
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("gridcell", name="人工", include_hidden=True).first).to_be_attached()


def test_a_label_is_taken_back(page: Page, server: Server):
    add_small_model(get_store())
    page.goto(f"{server.url}/tagger?lang=zh&product={ROBOT}")
    page.get_by_role("button", name="判断有误").first.click()
    page.get_by_role("button", name="保存标注").click()
    expect(page.get_by_text("标注：否")).to_be_visible()
    # The form goes away by and by, and may pass over the button.
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="撤回标注").click()
    expect(page.get_by_text("标注：否")).to_have_count(0)
    expect(page.get_by_role("button", name="判断有误").first).to_be_visible()


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
