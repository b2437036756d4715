"""The text of a product: its form, its hash, its script, and whether it says AI."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.tagging.text import detect_language, fold, product_text, says_ai, text_hash


def test_a_text_is_its_parts_as_sentences():
    assert product_text("Bend", "Carbon data!", "It counts") == "Bend. Carbon data! It counts"
    assert product_text("Bend", "", "") == "Bend."


def test_the_hash_does_not_see_case_width_punctuation_or_where_the_tagline_ends():
    hashes = {
        text_hash("Bend", "Carbon data", "It counts: CO2."),
        text_hash("BEND", "", "carbon data. It counts CO2"),
        text_hash("Ｂｅｎｄ", "Carbon data", "It counts，CO₂"),
    }
    assert len(hashes) == 1
    assert len(hashes.pop()) == 16


def test_the_hash_sees_each_letter_and_digit():
    assert text_hash("Bend", "", "It counts CO2") != text_hash("Bend", "", "It counts CO3")


@given(st.text())
def test_folding_is_nfkc_and_casefold_whatever_the_shortcut(text: str):
    expected = unicodedata.normalize("NFKC", text).casefold() if not text.isascii() else text.lower()
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A tool that counts carbon", "en"),
        ("这是一款针对开发者的工具", "zh"),
        ("Paste Switch 是一款针对 Mac 的剪贴板工具", "zh"),
        ("Learn to write 学习 with a tutor that listens", "en"),
        ("これはとてもべんりなツールです", "other"),
        ("Это инструмент", "other"),
        ("12345 🚀", "other"),
        ("", "other"),
    ],
)
def test_the_language_is_told_by_the_script_that_prevails(text: str, language: str):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    ["An AI-powered desk", "用AI助手写作", "Built on GPT4", "Machine-learning for farms", "基于大模型的客服"],
)
def test_a_text_says_ai_by_a_word_of_the_table(text: str):
    assert says_ai(text)


@pytest.mark.parametrize(
    "text", ["Maintain your air filters", "Email for sailors", "给团队用的记事本", "Learning machine"]
)
def test_a_text_does_not_say_ai_by_a_part_of_a_word(text: str):
    assert not says_ai(text)


def test_the_table_agrees_with_people(shared_data: Path):
    with (shared_data / "gold_dev.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    agreed = sum(says_ai(f"{row['name']}. {row['text']}") == (row["ai"] == "1") for row in rows)
    assert agreed / len(rows) >= 0.95
