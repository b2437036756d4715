"""What makes two rows one launch, and two launches one product."""

from datetime import date

import pytest

from dashboard.importing.keys import (
    MAX_KEY,
    bounded,
    canonical_url,
    launch_key,
    product_group,
    source_key,
    source_of_file,
)


@pytest.mark.parametrize(
    "url",
    [
        *("https://www.example.com/tool", "http://example.com/tool/", "EXAMPLE.com/tool", "//example.com/tool#top"),
        *("https://example.com/tool?utm_source=x&ref=y", "https://example.com/tool/?"),
    ],
)
def test_addresses_of_one_page_are_one(url: str):
    assert canonical_url(url) == "example.com/tool"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/tool", "https://example.com/Tool"),
        ("https://example.com/?id=1", "https://example.com/?id=2"),
        ("https://a.example.com", "https://example.com"),
        ("https://example.com/a//b", "https://example.com/b"),
    ],
)
def test_addresses_of_two_pages_are_two(one: str, other: str):
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize("url", ["", "http://[", "://", "?", "#", "🚀", "javascript:alert(1)"])
def test_any_text_has_a_canonical_form(url: str):
    assert canonical_url(canonical_url(url)) == canonical_url(url)


def test_a_launch_without_a_number_is_known_by_address_or_name_and_day():
    day = date(2024, 3, 5)
    assert launch_key("https://Bend.green/", "Bend", day) == "bend.green@2024-03-05"
    assert launch_key("", "Bend Green!", day) == "bendgreen@2024-03-05"
    assert launch_key("", "Bend", None) == "bend"
    assert launch_key("", "🚀", None) == "🚀"


def test_a_group_holds_the_launches_of_one_product_of_one_source():
    assert product_group("x", "https://a.example/", "A") == product_group("x", "http://www.a.example", "A 2.0")
    assert product_group("x", "", "Bend Green") == product_group("x", "", "bend-green")
    assert product_group("x", "", "Bend") != product_group("y", "", "Bend")


def test_a_long_key_fits_an_index_and_stays_its_own():
    one, other = bounded("x" * 20_000 + "1"), bounded("x" * 20_000 + "2")
    assert len(one) == len(other) == MAX_KEY
    assert one != other


def test_a_source_is_a_plain_word():
    assert [source_key(name) for name in ("My Launches!", "新产品 榜", "a_b", "../..", "", "🚀")] == [
        *("my-launches", "新产品-榜", "a-b", "", "", ""),
    ]
    assert len(source_key("x" * 100)) == 40


@pytest.mark.parametrize(
    ("file_name", "source"),
    [
        ("launches.csv", "launches"),
        ("launches-2024-05.csv", "launches"),
        ("launches (1).csv", "launches"),
        ("新品2024年.csv", "新品"),
        ("2024.csv", "2024"),
        ("🚀.csv", "file"),
        ("list", "list"),
    ],
)
def test_the_files_of_a_series_have_one_source(file_name: str, source: str):
    assert source_of_file(file_name) == source
