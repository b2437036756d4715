"""The commands `draw` and `draws`, on the small store: 4 products of yc, 7 of Product Hunt."""

import json

import pytest

from dashboard.cli import main
from dashboard.store import get_store
from tests.small_store import fill_products


@pytest.fixture
def filled() -> None:
    fill_products(get_store())


def said(capsys, *arguments: str) -> dict:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_draw_says_its_number_its_seed_and_its_strata(filled, capsys):
    assert said(capsys, "draw", "6", "--strata", "source", "--seed", "5") == {
        "draw_id": 1,
        "seed": 5,
        "size": 6,
        "frame": {
            "sources": [],
            "languages": [],
            "start": None,
            "end": None,
            "by": None,
            "strata_by": ["source"],
            "allocation": "proportional",
        },
        "strata": [
            {"name": "producthunt", "products": 7, "drawn": 4, "probability": 4 / 7, "states": {"left": 4}, "stale": 0},
            {"name": "yc", "products": 4, "drawn": 2, "probability": 0.5, "states": {"left": 2}, "stale": 0},
        ],
    }


def test_a_period_a_source_and_a_language_narrow_the_frame(filled, capsys):
    arguments = ("--period", "2024-Q3", "--source", "producthunt", "--language", "zh")
    (stratum,) = said(capsys, "draw", "3", *arguments)["strata"]
    assert (stratum["products"], stratum["drawn"]) == (6, 3)


def test_draws_are_listed_newest_first(filled, capsys):
    for count in ("2", "3"):
        said(capsys, "draw", count)
    assert [draw["size"] for draw in said(capsys, "draws")["draws"]] == [3, 2]


def test_a_person_reads_a_line_a_draw(filled, capsys):
    assert main(["draws"]) == 0
    assert main(["draw", "2", "--seed", "5"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "There is no draw yet.",
        "Draw 1: 2 of 11 products by seed 5, 2 left to label.",
    ]


def test_more_than_there_are_is_refused(filled, capsys):
    assert main(["draw", "12"]) == 2
    assert "12 products were asked for, and the frame holds 11" in capsys.readouterr().err
