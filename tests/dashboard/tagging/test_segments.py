"""Units of a text: exact places, in any script."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.tagging.segments import Unit, units, without


def cut(text: str) -> list[str]:
    return [text[unit.start : unit.end] for unit in units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AI-powered notes, 24 hours", ["AI", "powered", "notes", "24", "hours"]),
        ("It doesn't stop", ["It", "doesn't", "stop"]),
        ("自动记账", ["自", "动", "记", "账"]),
        ("用 GPT4 写周报。", ["用", "GPT4", "写", "周", "报"]),
        ("カメラで撮る", ["カ", "メ", "ラ", "で", "撮", "る"]),
        ("👩‍👩‍👧 family ❤️ app 🇨🇳", ["family", "app"]),
        ("שלום עולם", ["שלום", "עולם"]),
        ("نظام ذكي", ["نظام", "ذكي"]),
        ("می‌خواهم", ["می‌خواهم"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("cafe\N{COMBINING ACUTE ACCENT} cre\N{COMBINING GRAVE ACCENT}me", ["cafe\u0301", "cre\u0300me"]),
        ("", []),
        ("!? …", []),
    ],
)
def test_a_text_falls_into_words_and_where_there_are_no_spaces_into_characters(text: str, expected: list[str]):
    assert cut(text) == expected


def test_only_characters_without_spaces_may_be_joined():
    assert [unit.joins for unit in units("写 code")] == [True, False]


@given(st.text(max_size=60))
def test_what_is_left_and_what_lies_between_rebuild_the_text(text: str):
    found = units(text)
    places = [0, *(place for unit in found for place in (unit.start, unit.end)), len(text)]
    assert places == sorted(places)
    assert all(unit.start < unit.end for unit in found)
    rebuilt = "".join(text[start:end] for start, end in pairwise(places))
    assert rebuilt == text
    assert without(text, []) == text
    assert len(without(text, found)) == len(text) - sum(unit.end - unit.start for unit in found)


def test_units_are_left_out_whatever_their_order():
    assert without("one two three", [Unit(8, 13, False), Unit(0, 3, False)]) == " two "
