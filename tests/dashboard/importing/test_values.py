"""What single cells say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.importing.refusal import RefusedCellError
from dashboard.importing.values import (
    read_label,
    read_language,
    read_list,
    read_primary,
    read_probability,
    read_votes,
)

CAPABILITIES = {"automation": "automation", "自动化": "automation", "cross-domain": "cross_domain"}


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("['ai', 'b2b']", ["ai", "b2b"]),
        ('["ai", "it\'s"]', ["ai", "it's"]),
        (r"""['it\'s', "x, y"]""", ["it's", "x, y"]),
        ("[]", []),
        ("[ai, b2b]", ["ai", "b2b"]),
        ("ai, b2b; cloud、数据，工具", ["ai", "b2b", "cloud", "数据", "工具"]),
        ("ai, ai ,, b2b", ["ai", "b2b"]),
        ("developer tools", ["developer tools"]),
        ("['nan', None]", []),
        (r'["\ud800half", "a\u0000b"]', ["half", "ab"]),
    ],
)
def test_a_list_in_a_string_is_read(written: str, items: list[str]):
    assert read_list(written) == items


@given(st.text(alphabet="[](){}'\"\\,abu0d8 \n", max_size=60))
def test_any_brackets_give_a_list_of_clean_words(written: str):
    for item in read_list(written):
        assert item == item.strip()
        assert item
        assert "\0" not in item


def test_many_brackets_are_no_trap():
    assert read_list("[" * 30_000 + "]") == ["[" * 29_999]


@pytest.mark.parametrize(
    ("written", "votes"), [("12", 12), ("0", 0), ("12.0", 12), ("1,234", 1234), ("2147483647", 2**31 - 1)]
)
def test_votes_are_read(written: str, votes: int):
    assert read_votes(written) == votes


@pytest.mark.parametrize("written", ["-3", "12.5", "1,23", "many", "1e5", "2147483648", "9" * 20_000])
def test_votes_that_are_no_count_are_refused(written: str):
    with pytest.raises(RefusedCellError, match="Votes are a whole number from 0"):
        read_votes(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", "yes"),
        ("0", "no"),
        ("1.0", "yes"),
        ("Yes", "yes"),
        ("FALSE", "no"),
        ("是", "yes"),
        ("否", "no"),
        ("unsure", "unsure"),
    ],
)
def test_a_label_is_read_in_both_languages(written: str, value: str):
    assert read_label("automation", written) == value


def test_another_label_is_refused():
    with pytest.raises(RefusedCellError, match="A label is yes, no or unsure"):
        read_label("automation", "2")


def test_the_primary_capability_is_named_by_key_or_title():
    assert [read_primary(said, CAPABILITIES) for said in ("automation", "自动化", "Cross-Domain", "none")] == [
        *("automation", "automation", "cross_domain", "none"),
    ]
    with pytest.raises(RefusedCellError, match="The primary capability is one of the label set, or none"):
        read_primary("magic", CAPABILITIES)


@pytest.mark.parametrize("written", ["0", "-0.1", "1.01", "nan", "inf", "often", "1" * 20_000])
def test_a_probability_outside_of_its_range_is_refused(written: str):
    with pytest.raises(RefusedCellError, match="A probability lies over 0 and is at most 1"):
        read_probability(written)


def test_a_probability_is_read():
    assert (read_probability("0.25"), read_probability("1")) == (0.25, 1.0)


def test_languages_are_read():
    assert [read_language(said) for said in ("en", "English", "zh-CN", "中文", "fr")] == [
        "en",
        "en",
        "zh",
        "zh",
        "other",
    ]
