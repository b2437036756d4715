"""The settings page, in both languages."""

import pytest


@pytest.mark.parametrize(("language", "title"), [("en", "Cross-domain"), ("zh", "跨界融合")])
def test_settings_name_the_capabilities_in_the_readers_language(open_page, language: str, title: str):
    page = open_page("pages/settings.py", lang=language)
    assert not page.exception
    assert title in [text.value for text in page.text]


def test_settings_say_where_the_data_lies(open_page, home):
    page = open_page("pages/settings.py", lang="en")
    assert f"sqlite:///{home / 'strandline.db'}" in [code.value for code in page.code]
