"""The command `trends`: its JSON, its table, its refusals."""

import json
import re

import pytest

from dashboard.cli import main
from dashboard.store import get_store
from tests.small_store import fill_audit, fill_products, fill_tags


@pytest.fixture
def filled() -> None:
    fill_products(get_store())
    fill_tags(get_store())


def series(capsys, *arguments: str) -> dict:
    assert main(["trends", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_series_has_the_keys_of_the_contract(filled, capsys):
    first = series(capsys)["series"][0]
    assert first == {
        "capability": "automation",
        "period": "2024-Q1",
        "products": 4,
        "tagged": 4,
        "positives": 1,
        "observed": 0.25,
        "estimate": None,
        "low": None,
        "high": None,
        "unfinished": False,
    }


def test_a_label_goes_before_the_model_and_what_is_left_out_is_counted(filled, capsys):
    data = series(capsys, "--by", "month", "--source", "producthunt", "--capability", "automation")
    counted = [(point["period"], point["products"], point["tagged"], point["positives"]) for point in data["series"]]
    assert counted == [("2024-08", 3, 3, 3), ("2024-09", 3, 2, 2)]
    assert data["left_out"] == {"no_date": 1, "too_coarse": {}, "untagged": {"automation": 1}}


def test_sources_may_be_named_together_or_one_by_one(filled, capsys):
    together = series(capsys, "--source", "yc", "producthunt")
    assert together == series(capsys, "--source", "yc", "--source", "producthunt") == series(capsys)


def test_a_range_and_a_language_narrow_the_series(filled, capsys):
    assert [period["period"] for period in series(capsys, "--from", "2024-Q3")["periods"]] == ["2024-Q3"]
    assert [period["period"] for period in series(capsys, "--to", "2024-03-01")["periods"]] == ["2024-Q1"]
    assert series(capsys, "--language", "zh", "--by", "quarter")["periods"][0]["sources"] == {"producthunt": 6}


def test_a_person_reads_a_table_and_the_notes(filled, capsys):
    assert main(["trends"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["2024-Q1", "4", "25.0%", "0.0%", "0.0%", "0.0%"]
    assert lines[2].split() == ["2024-Q2", "0", "–", "–", "–", "–"]
    assert "Left out, since they have no date: 1." in lines


def test_products_are_counted_before_anything_is_tagged(capsys):
    fill_products(get_store())
    data = series(capsys, "--capability", "automation")
    assert [(point["products"], point["tagged"], point["observed"]) for point in data["series"]] == [
        (4, 0, None),
        (0, 0, None),
        (6, 0, None),
    ]


def test_an_empty_store_has_an_empty_series(capsys):
    assert series(capsys)["series"] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--by", "month", "--source", "yc"], "none is known to the month"),
        (["--from", "soon"], "'soon' is not a period"),
        (["--source", "nobody"], "The store has: producthunt, yc."),
    ],
)
def test_a_wrong_request_exits_with_2_and_one_sentence(filled, capsys, arguments: list[str], sentence: str):
    assert main(["trends", *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_a_person_reads_the_corrected_shares_with_their_bands(filled, capsys):
    fill_audit(get_store())
    assert main(["trends", "--capability", "automation"]) == 0
    lines = capsys.readouterr().out.splitlines()
    below = lines[lines.index("corrected, with 95 % bands") :]
    assert re.fullmatch(r"2024-Q1 +4 +\d+% \(\d+%–\d+%\)", below[2])
    assert below[3].split() == ["2024-Q2", "0", "–"]
