"""Other people's text in Markdown. What a browser makes of it was looked at in a real one."""

import re

import pytest

from dashboard.ui.plain import plain


@pytest.mark.parametrize("mark", list("\\`*_{}[]()#+-.!|~>$:<&=^"))
def test_every_mark_of_markdown_is_escaped(mark: str):
    assert plain(f"a {mark} b") == f"a \\{mark} b"


@pytest.mark.parametrize("text", [":smile:", ":material/home:", "https://a.org", "www.a.org", "a@b.org", "->", "<--"])
def test_what_streamlit_turns_into_icons_links_and_arrows_is_broken_up(text: str):
    said = plain(text)
    assert "\N{WORD JOINER}" in said
    assert re.sub("[\\\\\N{WORD JOINER}]", "", said) == text


@pytest.mark.parametrize("text", ["Café 42", "日报，一句话。", "مرحبا", "🌊", "R'n'B; 100 %"])
def test_plain_words_stay_as_they_are(text: str):
    assert plain(text) == text


def test_lines_become_one():
    assert plain("a\n\n    code") == "a code"
