"""A proof pack: what it holds, and that it is written whole or not at all."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.export.pack import FOLDER, Pack, make_pack, pack_zip, write_pack
from dashboard.export.takeaway import gather
from dashboard.messages import RequestError
from dashboard.store import get_store
from dashboard.trends.query import TrendQuery
from db.models import Label, Product
from tests.small_store import WILD_NAME


def table(pack: Pack, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pack.files[name].decode("utf-8-sig"))))


def test_the_series_is_that_of_the_trends_page(pack: Pack):
    first, _, third = table(pack, "series.csv")[:3]
    assert first | {"capability": "automation", "period": "2024-Q1", "tagged": "4", "positives": "1"} == first
    assert (first["observed"], third["tagged"], third["positives"]) == ("0.25", "5", "5")


def test_the_counts_add_up_to_the_series(pack: Pack):
    counts = [row for row in table(pack, "counts.csv") if row["capability"] == "automation"]
    assert [(row["period"], row["source"], row["language"], row["products"], row["positives"]) for row in counts] == [
        ("2024-Q1", "yc", "en", "4", "1"),
        ("2024-Q3", "producthunt", "zh", "6", "5"),
    ]


def test_what_corrects_the_shares_goes_along_and_the_corrected_ones_are_those_of_the_command_line(audited, capsys):
    with get_store().read() as session:
        pack = make_pack(gather(session, TrendQuery(by="quarter"), "en"))
    own = [row for row in table(pack, "audit.csv") if row["capability"] == "automation" and row["source"] != "yc"]
    names = ("true_positives", "false_negatives", "false_positives", "true_negatives")
    assert [[row[name] for name in names] for row in own] == [["1", "0", "0", "1"]]
    assert main(["trends", "--by", "quarter", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["series"][2]
    third = table(pack, "series.csv")[2]
    assert 0 < told["low"] < told["estimate"] < told["high"] < 1
    for name in ("estimate", "low", "high"):
        assert float(third[name]) == pytest.approx(told[name], abs=1e-6)
    assert json.loads(pack.files["manifest.json"])["method"]["seed"] == 0


def test_every_product_has_its_tag_and_who_said_so(pack: Pack):
    products = {row["id"]: row for row in table(pack, "products.csv")}
    assert (products["7"]["automation_tag"], products["7"]["automation_by"]) == ("yes", "label")
    assert (products["6"]["automation_tag"], products["6"]["automation_probability"]) == ("yes", "0.75")
    assert products["10"]["automation_tag"] == ""
    assert products["11"]["launched_on"] == ""


def test_it_holds_no_text_of_a_product_and_nobodys_name(pack: Pack):
    held = b"".join(data for name, data in pack.files.items() if name != "workbook.xlsx").decode()
    assert "Product 6" not in held
    assert WILD_NAME not in held
    assert "annotator" not in held
    assert "ann," not in held


def test_the_manifest_names_query_revisions_model_versions_and_every_file(pack: Pack):
    manifest = json.loads(pack.files["manifest.json"])
    assert manifest["query"]["by"] == "quarter"
    assert manifest["model"]["number"] == 1
    assert manifest["revisions"]["labels"] > 0
    assert set(manifest["files"]) == set(pack.files) - {"manifest.json"}
    assert {"python", "strandline", "plotly", "xlsxwriter"} <= set(manifest["software"])


def test_only_the_chosen_products_and_their_labels_go_along():
    with get_store().write() as session:
        for number, source in ((1, "yc"), (2, "own")):
            own = Product(id=number, source=source, external_id=str(number), product_group="", name="N", language="en")
            own.text_hash = "now"
            session.add(own)
        session.flush()
        for number in (1, 2):
            session.add(
                Label(
                    product_id=number,
                    capability="automation",
                    value="yes",
                    annotator="ann",
                    origin="person",
                    lane="learning",
                    text_hash="now",
                )
            )
    with get_store().read() as session:
        taken = gather(session, TrendQuery(sources=("own",)), "en")
    assert taken.products["id"].tolist() == [2]
    assert taken.labels["product_id"].tolist() == [2]


def test_a_store_without_products_has_a_pack_too():
    with get_store().read() as session:
        pack = make_pack(gather(session, TrendQuery(), "zh"))
    assert table(pack, "series.csv") == []
    assert '<html lang="zh">' in pack.files["page.html"].decode()


def test_a_folder_that_holds_something_is_left_alone(pack: Pack, tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(RequestError, match="is there already and not empty"):
        write_pack(pack, tmp_path)
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["mine.txt"]


def test_a_folder_that_is_empty_or_not_there_yet_gets_the_files(pack: Pack, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "a" / "new"):
        write_pack(pack, folder)
        assert {one.name for one in folder.iterdir()} == set(pack.files)
    assert not list(tmp_path.glob(".*"))


def test_the_zip_unpacks_into_one_folder(pack: Pack):
    with zipfile.ZipFile(io.BytesIO(pack_zip(pack))) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {FOLDER}
        assert archive.read(f"{FOLDER}/series.csv") == pack.files["series.csv"]
