"""Texts without their words of AI: what goes, what stays."""

import pytest

from dashboard.tagging.masking import mask_marketing, says_marketing


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("AI-powered billing", "billing"),
        ("Billing, powered by a large language model.", "Billing, powered by a large ."),
        ("ChatGPT for teams", "for teams"),
        ("Machine-learning based search", "search"),
        ("smart, intelligent notes", ", notes"),
        ("AI驱动的记账工具", "记账工具"),
        ("智能客服机器人", "客服机器人"),
        ("人工智能助手与大模型", "助手与"),
    ],
)
def test_the_words_go_and_what_the_product_does_stays(text: str, left: str):
    assert mask_marketing(text) == left
    assert says_marketing(text)


@pytest.mark.parametrize("text", ["It mails said invoices", "Maid service, email for chairs", "记账工具"])
def test_other_words_are_left_whole(text: str):
    assert mask_marketing(text) == text
    assert not says_marketing(text)
