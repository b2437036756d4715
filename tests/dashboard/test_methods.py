"""The words on the methods: complete, and the same methods in both languages."""

import re

import pytest

from dashboard.methods import list_methods
from dashboard.translations import LANGUAGES


def test_both_languages_explain_the_same_methods_in_the_same_order():
    keys = {code: [method.key for method in list_methods(code)] for code in LANGUAGES}
    assert keys["en"] == keys["zh"]
    assert len(set(keys["en"])) == len(keys["en"])


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_each_says_what_it_does_whence_it_comes_what_it_assumes_and_what_breaks_it(code: str):
    for method in list_methods(code):
        for name, said in vars(method).items():
            assert said.strip(), (method.key, name)
        assert len(method.what) > 40


def test_the_chinese_text_is_chinese_and_names_the_same_papers():
    for english, chinese in zip(list_methods("en"), list_methods("zh"), strict=True):
        assert re.search("[一-鿿]", chinese.title + chinese.what)
        years = [sorted(re.findall(r"(?:19|20)\d\d", method.source)) for method in (english, chinese)]
        assert years[0] == years[1], english.key
