"""Suspected labels in a real browser: each is answered by one key, and the last answer is taken back by one."""

import pytest
from playwright.sync_api import Page, expect

from dashboard.store import get_store
from db.models import Label
from tests.browser.conftest import Server
from tests.judged_store import fill, older_metrics

pytestmark = pytest.mark.browser


def answers() -> int:
    with get_store().read() as session:
        return session.query(Label).filter(Label.assisted).count()


def test_a_suspected_label_is_kept_and_the_answer_taken_back_by_the_keyboard_alone(page: Page, server: Server):
    fill(older_metrics())
    page.goto(f"{server.url}/label?lang=en&view=suspects")
    product = page.locator("h4")
    keep = page.get_by_role("button", name="Keep the label")
    expect(keep).to_be_visible()
    first = product.inner_text()
    before = page.get_by_text("Suspected labels:").inner_text()
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Take the last answer back")).to_be_visible()
    expect(page.get_by_text(before)).to_have_count(0)
    assert answers() == 1
    page.keyboard.press("u")
    expect(page.get_by_text(before)).to_be_visible()
    expect(product).to_have_text(first)
    assert answers() == 0
