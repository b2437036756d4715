"""The file of the catalogue by itself: what holds of every row, checked without the sources it was drawn from."""

import csv
import re
from collections import Counter
from datetime import date

import pytest

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.catalogue.industries import APPLICATION_TITLES, INDUSTRIES, INDUSTRY_TITLES
from dashboard.catalogue.loader import PRODUCTS

CAPABILITIES = [capability.key for capability in DEFAULT_CAPABILITIES]
#: The days of a Y Combinator batch, and the years of each source.
DEMO_DAYS = {(3, 20), (6, 10), (8, 25), (12, 5)}
YEARS = {
    "yc": (date(2012, 1, 1), date(2024, 12, 31)),
    "producthunt": (date(2024, 8, 1), date(2026, 8, 31)),
}
SHARE_IN_CHINESE = {"yc": 0.2, "producthunt": 0.5}
#: Words of an English description, characters of a Chinese one; no sentence of this size is a stub or an essay.
LENGTHS = {"en": (25, 60), "zh": (40, 110)}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
Row = dict[str, str]


def length(row: Row) -> int:
    """Words of an English text; characters of a Chinese one, the spaces around foreign names left out."""
    text = row["description"]
    return len(text.split()) if row["language"] == "en" else len(re.sub(r"\s", "", text))


def opening(row: Row) -> str:
    """The first five words without their punctuation, or the first eight Chinese characters and letters."""
    if row["language"] == "en":
        return " ".join(re.findall(r"[\w'’-]+", row["description"].lower())[:5])
    return "".join(re.findall(r"\w", row["description"]))[:8]


def looks_chinese(text: str) -> bool:
    """Foreign names stand in Chinese texts, so a fifth of the characters decides; English texts have none."""
    return len(CHINESE.findall(text)) > len(text) / 5


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with PRODUCTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def failing(rows: list[Row], holds) -> list[str]:
    """The ids of the rows for which something does not hold: a failure names them."""
    return [row["external_id"] for row in rows if not holds(row)]


def test_there_are_enough_products_and_none_comes_twice(rows):
    assert len(rows) >= 1300
    assert [key for key, times in Counter(row["external_id"] for row in rows).items() if times > 1] == []
    assert failing(rows, lambda row: all(row[column].strip() for column in ("name", "url", "stratum"))) == []


def test_the_key_names_its_source(rows):
    assert {row["source"] for row in rows} == set(YEARS)
    pattern = {"yc": re.compile(r"yc-\d+"), "producthunt": re.compile(r"ph-.+@\d{4}-\d\d-\d\d")}
    assert failing(rows, lambda row: pattern[row["source"]].fullmatch(row["external_id"])) == []


def test_each_launch_is_a_day_within_the_years_of_its_source(rows):
    def holds(row: Row) -> bool:
        day = date.fromisoformat(row["launched_on"])
        first, last = YEARS[row["source"]]
        as_the_source_dates = (
            (day.month, day.day) in DEMO_DAYS if row["source"] == "yc" else row["external_id"].endswith(f"@{day}")
        )
        return first <= day <= last and as_the_source_dates

    assert failing(rows, holds) == []


def test_labels_are_yes_or_no(rows):
    assert failing(rows, lambda row: {row[column] for column in (*CAPABILITIES, "ai")} <= {"0", "1"}) == []


def test_the_primary_capability_is_one_that_holds_and_is_missing_only_where_none_holds(rows):
    def holds(row: Row) -> bool:
        held = {key for key in CAPABILITIES if row[key] == "1"}
        return row["primary"] in (held or {"none"})

    assert failing(rows, holds) == []


def test_industries_and_fields_come_from_the_closed_lists(rows):
    assert failing(rows, lambda row: row["industry"] in INDUSTRY_TITLES) == []
    assert {row["industry"] for row in rows} == set(INDUSTRY_TITLES), "no industry stands in the list for nothing"

    def in_order(row: Row) -> bool:
        named = row["application_fields"].split("; ") if row["application_fields"] else []
        return named == [key for key in APPLICATION_TITLES if key in named]

    assert failing(rows, in_order) == []


def test_the_closed_list_of_industries_stays_short_and_says_what_each_means():
    assert len(INDUSTRIES) == len(INDUSTRY_TITLES) <= 20
    assert all(industry.definition.endswith(".") and len(industry.definition) < 90 for industry in INDUSTRIES)


def test_the_language_is_that_of_the_text(rows):
    def holds(row: Row) -> bool:
        if row["language"] == "zh":
            return looks_chinese(row["description"]) and bool(CHINESE.search(row["tagline"]))
        return row["language"] == "en" and not CHINESE.search(row["description"] + row["tagline"])

    assert failing(rows, holds) == []


@pytest.mark.parametrize("source", YEARS)
def test_language_was_drawn_within_the_source(rows, source: str):
    of_source = [row for row in rows if row["source"] == source]
    chinese = sum(row["language"] == "zh" for row in of_source) / len(of_source)
    assert chinese == pytest.approx(SHARE_IN_CHINESE[source], abs=0.01)


@pytest.mark.parametrize("language", LENGTHS)
def test_descriptions_are_neither_stubs_nor_essays(rows, language: str):
    low, high = LENGTHS[language]
    lengths = {row["external_id"]: length(row) for row in rows if row["language"] == language}
    assert {key: size for key, size in lengths.items() if not low <= size <= high} == {}


def test_no_opening_becomes_a_habit(rows):
    openings = Counter(opening(row) for row in rows)
    assert {words: times for words, times in openings.items() if times > 4} == {}


def test_texts_are_whole_and_on_one_line(rows):
    assert (
        failing(
            rows,
            lambda row: (
                row["description"] == " ".join(row["description"].split()) and row["description"][-1] in ".?!。？！"
            ),
        )
        == []
    )
    assert failing(rows, lambda row: row["tagline"].strip() == row["tagline"] != "") == []
    assert len({row["description"] for row in rows}) == len(rows)


def test_inclusion_probabilities_are_those_of_a_draw(rows):
    assert failing(rows, lambda row: 0 < float(row["inclusion_probability"]) <= 1) == []
    by_stratum = {(row["stratum"], row["inclusion_probability"]) for row in rows}
    assert len(by_stratum) == len({stratum for stratum, _ in by_stratum}), "all of a stratum had the same chance"


def test_votes_are_whole_numbers_where_the_source_counts_them(rows):
    assert (
        failing(rows, lambda row: row["votes"].isdecimal() if row["source"] == "producthunt" else not row["votes"])
        == []
    )
