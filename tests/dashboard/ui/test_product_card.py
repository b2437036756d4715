"""What of a product becomes a link."""

import pytest

from dashboard.ui.product_card import web_address


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "http://例子.中国/"])
def test_an_address_of_the_web_is_a_link(url: str):
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "example.org", "https:", "http://[::1"],
)
def test_anything_else_is_text(url: str):
    assert web_address(url) is None
