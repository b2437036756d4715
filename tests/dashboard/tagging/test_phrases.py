"""The words of a text that the table of concepts names for a capability."""

import pytest

from dashboard.tagging.phrases import MOST, phrases


@pytest.mark.parametrize(
    ("text", "capability", "words"),
    [
        ("It predicts which machines fail, and predicts it early.", "intelligence", ["predicts"]),
        ("An AI agent that writes emails", "automation", ["ai agent", "writes emails"]),
        ("自动开票、自动寄出", "automation", ["自动"]),
        ("ＰＲＥＤＩＣＴＳ，early", "intelligence", ["predicts"]),
        ("A plain list", "automation", []),
        ("", "automation", []),
        ("It predicts", "my own capability", []),
    ],
)
def test_words_are_found_in_their_order_each_once(text: str, capability: str, words: list[str]):
    assert phrases(text, capability) == words


def test_a_text_full_of_them_shows_a_few():
    text = "predicts, detects, scores, forecasts, recommends, diagnoses, classifies, analyses, recognises"
    assert len(phrases(text, "intelligence")) == MOST
