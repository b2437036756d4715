"""The settings page, in both languages."""

import pytest

from dashboard.ui import translations


@pytest.mark.parametrize(("language", "title"), [("en", "Cross-domain"), ("zh", "跨界融合")])
def test_settings_name_the_capabilities_in_the_readers_language(open_page, language: str, title: str):
    page = open_page("pages/settings.py", lang=language)
    assert not page.exception
    assert title in [text.value for text in page.text]


def test_settings_say_where_the_data_lies(open_page, home):
    page = open_page("pages/settings.py", lang="en")
    assert f"sqlite:///{home / 'strandline.db'}" in [code.value for code in page.code]


def test_a_switch_of_the_language_outlives_a_run_that_still_has_the_old_address(
    open_page, monkeypatch: pytest.MonkeyPatch
):
    clock = [100.0]
    monkeypatch.setattr(translations, "monotonic", lambda: clock[0])
    page = open_page("pages/settings.py", lang="en")
    page.segmented_control(key="language_switch").set_value("zh").run()
    assert page.title[0].value == "设置"
    # A fragment's tick, say, that the browser had sent before it knew.
    page.query_params["lang"] = "en"
    page.run()
    assert (page.title[0].value, page.query_params["lang"]) == ("设置", "zh")

    # Later on it is the reader who goes back to the earlier address.
    clock[0] += translations.LATE_SECONDS
    page.query_params["lang"] = "en"
    page.run()
    assert page.title[0].value == "Settings"
