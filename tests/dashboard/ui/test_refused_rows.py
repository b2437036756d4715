"""Refused rows as a person takes them along."""

import pandas as pd

from dashboard.export.csv import csv_bytes
from dashboard.messages import english, message
from dashboard.ui.refused_rows import refused_in_words


def test_the_file_of_refused_rows_says_why_and_holds_no_formula():
    reason = message("The date lies before {year}.", year=1970).to_json()
    refused = pd.DataFrame({"line": [7], "column": ["date"], "value": ["=1+1"], "reason": [reason]})
    assert csv_bytes(refused_in_words(refused, english)).decode("utf-8-sig").splitlines() == [
        "line,column,value,reason",
        "7,date,'=1+1,The date lies before 1970.",
    ]
