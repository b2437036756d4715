"""The commands `export` and `verify`."""

import json
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.store import get_store
from db.models import Label, Product
from tests.small_store import fill_products, fill_tags


@pytest.fixture
def folder(tmp_path: Path, capsys) -> Path:
    fill_products(get_store())
    fill_tags(get_store())
    assert main(["export", str(tmp_path / "pack"), "--by", "month", "--source", "producthunt", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["products"] == 7
    assert {one["name"] for one in told["files"]} == {one.name for one in (tmp_path / "pack").iterdir()}
    return tmp_path / "pack"


def test_an_export_verifies_and_the_seal_is_the_same(folder: Path, capsys):
    assert main(["verify", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("equal. ")
    assert lines[1] == f"Seal: {json.loads((folder / 'manifest.json').read_text())['seal']}"


def test_one_altered_number_is_named_and_is_exit_status_1(folder: Path, capsys):
    series = folder / "series.csv"
    series.write_text(series.read_text().replace("automation,2024-08,3,3,3", "automation,2024-08,3,3,2"))
    assert main(["verify", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "series.csv, 2:positives: 2, computed: 3"
    assert main(["verify", str(folder), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["equal"] is False
    assert told["differences"] == [{"file": "series.csv", "place": "2:positives", "found": "2", "expected": "3"}]


def test_a_wrong_request_exits_with_2_before_anything_is_written(tmp_path: Path, capsys):
    assert main(["export", str(tmp_path / "pack"), "--source", "nobody"]) == 2
    assert "No product has the source 'nobody'" in capsys.readouterr().err
    assert not (tmp_path / "pack").exists()
    assert main(["verify", str(tmp_path)]) == 2
    assert "holds no proof pack" in capsys.readouterr().err


def test_how_the_store_has_moved_since_is_said_and_is_no_fault_of_the_pack(folder: Path, capsys):
    assert main(["verify", str(folder), "--store"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "The store holds the same products with the same tags."
    with get_store().write() as session:
        session.delete(session.get_one(Product, 5))
        session.get_one(Product, 6).text_hash = "later"
        for number, value in ((8, "no"), (9, "yes")):
            own = {"capability": "automation", "annotator": "ann", "origin": "person", "lane": "learning"}
            session.add(Label(product_id=number, value=value, text_hash="now", **own))
    assert main(["verify", str(folder), "--store", "--json"]) == 0
    store = json.loads(capsys.readouterr().out)["store"]
    assert (store["gone"], store["new"], store["changed"], store["equal"]) == (1, 0, 1, False)
    # The tag of 6 was given to another text; 8 got a label against its tag, 9 one that agrees and is another source.
    assert dict(store["retagged"])["automation"] == 3
