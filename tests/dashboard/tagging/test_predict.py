"""The rows of a file, tagged without storing anything."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.messages import RequestError
from dashboard.tagging import predict
from dashboard.tagging.artifact import load_artifact
from dashboard.tagging.predict import Predicted, predict_file

Run = Callable[[str], tuple[Predicted, list[dict[str, str]]]]


@pytest.fixture
def run(artifact_folder: Path, tmp_path: Path) -> Run:
    """Predict the text of a CSV; the counts and the rows come back."""

    def done(text: str) -> tuple[Predicted, list[dict[str, str]]]:
        source, out = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_text(text, encoding="utf-8")
        counts = predict_file(source, out, load_artifact(artifact_folder), DEFAULT_CAPABILITIES)
        with out.open(encoding="utf-8", newline="") as file:
            return counts, list(csv.DictReader(file))

    return done


def test_each_row_has_one_row_in_the_same_order(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(predict, "BATCH", 2)
    counts, rows = run("id,name,text\nx,A,a robot\ny,B,notes\nz,C,they predict\n")
    assert counts == Predicted(rows=3, empty=0)
    assert list(rows[0]) == ["id", "automation", "intelligence", "automation_tag", "intelligence_tag", "primary"]
    assert [row["id"] for row in rows] == ["x", "y", "z"]
    assert [row["automation_tag"] + row["intelligence_tag"] for row in rows] == ["10", "00", "01"]
    assert [row["primary"] for row in rows] == ["automation", "none", "intelligence"]
    assert float(rows[0]["automation"]) > 0.9 > 0.1 > float(rows[1]["automation"])


def test_without_an_id_the_line_number_stands_for_it(run: Run):
    _, rows = run('name,text\nA,"a robot\nwith legs"\nB,notes\n')
    assert [row["id"] for row in rows] == ["2", "4"]


def test_an_address_is_no_id(run: Run):
    _, rows = run("rank,list_date,name,tagline,description,keywords,votes,featured,launched_at,url\n" + PRODUCT_HUNT)
    assert [row["id"] for row in rows] == ["2"]


PRODUCT_HUNT = (
    "1,2024-08-06,A,robot,notes,k,3,True,2024-08-05T15:01:00+08:00,https://www.producthunt.com/posts/making-today\n"
)


def test_a_row_without_a_text_gets_empty_cells_and_is_counted(run: Run):
    counts, rows = run("id,name,tagline,description\n1,Robot,,\n2,B,robot,\n3\n")
    assert counts == Predicted(rows=3, empty=2)
    assert set(rows[0].values()) == {"1", ""}
    assert rows[1]["primary"] == "automation"
    assert rows[2]["id"] == "3"


def test_a_formula_in_an_id_is_written_as_text(run: Run):
    _, rows = run("id,name,text\n=1+1,A,a robot\n")
    assert rows[0]["id"] == "'=1+1"


def test_a_file_without_a_text_column_is_refused(run: Run):
    with pytest.raises(RequestError, match=r"No column of in\.csv holds a text"):
        run("name,votes\nA,3\n")


def test_the_file_of_before_stays_when_the_reading_fails(run: Run, tmp_path: Path):
    run("id,name,text\nx,A,a robot\n")
    before = (tmp_path / "out.csv").read_text()
    with pytest.raises(RequestError, match="never closed"):
        run('id,name,text\nx,A,a robot\ny,B,"notes\n')
    assert (tmp_path / "out.csv").read_text() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_that_is_not_there_is_refused(artifact_folder: Path, tmp_path: Path):
    with pytest.raises(RequestError, match="in a folder that exists"):
        predict_file(tmp_path / "in.csv", tmp_path / "no" / "out.csv", load_artifact(artifact_folder), [])
