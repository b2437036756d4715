"""CSV that is safe to open in a spreadsheet."""

import io
from datetime import date

import pandas as pd
import pytest

from dashboard.export.csv import csv_bytes, neutralise_formulas, read_neutralised


@pytest.mark.parametrize("start", list("=+-@＝＋－＠\t\r\n"))
def test_a_text_that_begins_a_formula_gets_an_apostrophe(start: str):
    frame = pd.DataFrame({f"{start}head": [f"{start}1+1"]})
    safe = neutralise_formulas(frame)
    assert (list(safe.columns), safe.iloc[0, 0]) == ([f"'{start}head"], f"'{start}1+1")
    assert frame.iloc[0, 0] == f"{start}1+1"


def test_numbers_dates_and_plain_text_stay_as_they_are():
    frame = pd.DataFrame({"a": [-1.5], "b": [date(2024, 1, 2)], "c": ["R&D = good"], "d": [None]})
    assert csv_bytes(frame).decode("utf-8-sig") == "a,b,c,d\n-1.5,2024-01-02,R&D = good,\n"


def test_categories_are_text_too_and_equal_names_of_columns_do_no_harm():
    frame = pd.DataFrame([["=a", "=b"]], columns=["x", "x"]).astype("category")
    assert neutralise_formulas(frame).iloc[0].tolist() == ["'=a", "'=b"]


def test_chinese_quotes_and_line_breaks_come_back():
    names = ['潮线 "说"', "two\nlines", "a,b"]
    read = pd.read_csv(io.BytesIO(csv_bytes(pd.DataFrame({"name": names}))))
    assert read["name"].tolist() == names


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'tis", "plain", "", "'", "＝1", "'\t"])
def test_what_was_made_harmless_is_read_back_as_it_was(text: str):
    safe = neutralise_formulas(pd.DataFrame({"a": [text]})).iloc[0, 0]
    assert read_neutralised(safe) == text
