"""Industries and fields of application by the table of words."""

import csv

import numpy as np
import pytest

from dashboard.catalogue.industries import APPLICATION_TITLES, INDUSTRY_TITLES
from dashboard.catalogue.loader import PRODUCTS
from dashboard.tagging.fields import APPLICATION, INDUSTRY, list_fields, rule_fields
from dashboard.tagging.text import product_text, says_ai
from dashboard.ui.trends_where_words import FIELD_PRECISION, INDUSTRY_PRECISION


def ruled(text: str, ai: bool = True) -> tuple[str, list[str]]:
    """Return the industry that the rule names, or an empty text, and the fields."""
    found = rule_fields([text], np.array([ai]))
    place = int(found.industry[0])
    return (
        found.industries[place] if place >= 0 else "",
        [key for key, holds in zip(found.applications, found.application[0], strict=True) if holds],
    )


def test_the_table_has_every_industry_and_the_fields_that_can_be_told():
    kinds = {kind: [field.key for field in list_fields() if field.group == kind] for kind in (INDUSTRY, APPLICATION)}
    assert kinds[INDUSTRY] == list(INDUSTRY_TITLES)
    assert kinds[APPLICATION] == [key for key in APPLICATION_TITLES if key != "other"]
    assert all(field.english and field.chinese for field in list_fields())


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("Patients book doctors by phone.", "health"),
        ("患者在线预约医生。", "health"),
        ("Farmers see how their crops do.", "food_agriculture"),
        ("Doctors only.", ""),  # One word alone is no reason.
        ("Patients and doctors, farmers and crops.", ""),  # Two industries, as many words for each.
        ("", ""),
    ],
)
def test_an_industry_is_the_one_that_most_words_speak_for(text: str, industry: str):
    assert ruled(text)[0] == industry


def test_a_field_needs_two_words_and_a_text_that_says_ai():
    text = "It turns speech into text and reads podcasts aloud."
    assert "speech" in ruled(text)[1]
    assert ruled(text, ai=False)[1] == []
    assert ruled("A podcast.")[1] == []


def test_texts_in_blocks_get_what_each_gets_alone():
    texts = ["Patients book doctors.", "Farmers see crops."] * 300
    assert (
        rule_fields(texts, np.ones(600, bool)).industry.tolist()
        == [*rule_fields(texts[:2], np.ones(2, bool)).industry] * 300
    )


def test_the_page_states_the_precision_that_the_rule_has_on_the_catalogue():
    with PRODUCTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [product_text(row["name"], row["tagline"], row["description"]) for row in rows]
    found = rule_fields(texts, np.array([says_ai(text) for text in texts]))
    given = np.array([found.industries.index(row["industry"]) for row in rows])
    fields = np.array([[key in row["application_fields"].split("; ") for key in found.applications] for row in rows])
    named = found.industry >= 0
    assert (found.industry == given)[named].mean() == pytest.approx(INDUSTRY_PRECISION, abs=0.006)
    assert fields[found.application].mean() == pytest.approx(FIELD_PRECISION, abs=0.006)
    assert named.mean() > 0.8
