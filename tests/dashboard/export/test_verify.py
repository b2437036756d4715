"""A pack is equal, or the check names what is not: the number and its file."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from dashboard.export.pack import Pack, make_pack, pack_zip, write_pack
from dashboard.export.takeaway import gather
from dashboard.export.verify import Difference, verify_pack
from dashboard.messages import RequestError
from dashboard.store import get_store
from dashboard.trends.query import TrendQuery
from db.models import Product


@pytest.fixture
def folder(pack: Pack, tmp_path: Path) -> Path:
    write_pack(pack, tmp_path / "pack")
    return tmp_path / "pack"


def alter(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(folder: Path) -> list[tuple[str, str, str, str | None]]:
    return [(one.file, one.place, one.found, one.expected) for one in verify_pack(folder).differences]


def test_what_was_written_is_equal(folder: Path, pack: Pack):
    checked = verify_pack(folder)
    assert checked.equal
    assert checked.numbers > 100
    assert checked.seal == pack.seal


def test_the_zip_is_as_good_as_the_folder(pack: Pack, tmp_path: Path):
    (tmp_path / "pack.zip").write_bytes(pack_zip(pack))
    assert verify_pack(tmp_path / "pack.zip").equal


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_filters_ranges_and_either_language_are_computed_again(takeaway, tmp_path: Path, lang: str):
    with get_store().write() as session:
        session.get_one(Product, 1).source = "=SUM(A1)"
    query = TrendQuery(by="month", sources=("producthunt", "=SUM(A1)"), languages=("zh",), capabilities=("automation",))
    with get_store().read() as session:
        write_pack(make_pack(gather(session, query, lang)), tmp_path / "pack")
    assert found(tmp_path / "pack") == []


def test_one_number_altered_in_the_series_is_named_with_what_it_should_be(folder: Path):
    alter(folder / "series.csv", "automation,2024-Q1,4,4,1,0.25,", "automation,2024-Q1,4,4,1,0.75,")
    assert found(folder) == [("series.csv", "2:observed", "0.75", "0.25")]


def test_a_corrected_share_an_audit_count_and_a_label_behind_them_are_computed_again(audited, tmp_path: Path):
    with get_store().read() as session:
        write_pack(make_pack(gather(session, TrendQuery(by="quarter"), "zh")), tmp_path / "pack")
    assert found(tmp_path / "pack") == []
    series = tmp_path / "pack" / "series.csv"
    rows = [line.split(",") for line in series.read_text(encoding="utf-8").splitlines()]
    column = rows[0].index("estimate")
    old, rows[3][column] = rows[3][column], "0.123456"
    series.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    alter(tmp_path / "pack" / "audit.csv", "automation,producthunt,zh,5,1,0,0,1", "automation,producthunt,zh,5,1,0,0,2")
    assert found(tmp_path / "pack") == [
        ("series.csv", "4:estimate", "0.123456", old),
        ("audit.csv", "2:true_negatives", "2", "1"),
    ]


def test_another_version_of_what_computes_is_said(folder: Path):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["software"]["numpy"] = "1.0"
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert [one[:2] for one in verify_pack(folder).software] == [("numpy", "1.0")]


def test_one_altered_in_the_counts(folder: Path):
    alter(folder / "counts.csv", "automation,2024-Q1,yc,en,4,4,1", "automation,2024-Q1,yc,en,4,4,2")
    assert found(folder) == [("counts.csv", "2:positives", "2", "1")]


def test_one_altered_in_a_table_of_the_page(folder: Path):
    alter(folder / "page.html", "25.00%", "52.00%")
    assert found(folder) == [("page.html", "table-shares/2:3", "52.00%", "25.00%")]


def test_one_altered_in_a_figure_of_the_page(folder: Path):
    alter(folder / "page.html", '"y": [0.25,', '"y": [0.52,')
    assert [one[:3] for one in found(folder)] == [("page.html", "data-shares/data/0/y/0", "0.52")]


def test_one_altered_in_the_workbook(folder: Path):
    rewrite(folder / "workbook.xlsx", lambda sheet: sheet.replace("<v>0.25</v>", "<v>0.75</v>"))
    assert found(folder) == [("workbook.xlsx", "Shares!C2", "0.75", "0.25")]


def test_a_tag_altered_in_the_rows_is_named_and_so_is_what_follows_from_it(folder: Path):
    text = (folder / "products.csv").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("6,"))
    alter(folder / "products.csv", line, line.replace(",yes,", ",no,", 1))
    differences = found(folder)
    assert differences[0] == ("products.csv", "7:automation_tag", "no", None)
    assert ("series.csv", "4:positives", "5", "4") in differences
    assert {one[0] for one in differences} == {
        "products.csv",
        "series.csv",
        "counts.csv",
        "page.html",
        "workbook.xlsx",
    }


def test_a_probability_that_no_count_rests_on_is_named_all_the_same(folder: Path):
    alter(folder / "products.csv", "0.75", "0.95")
    assert found(folder) == [("products.csv", "2:automation_probability", "0.95", None)]


def test_a_label_altered_is_named(folder: Path):
    alter(folder / "labels.csv", ",yes,", ",no,")
    assert found(folder)[0] == ("labels.csv", "2:value", "no", None)


def test_a_number_altered_in_the_manifest_is_named(folder: Path):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["revisions"]["labels"] = 99
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert found(folder) == [("manifest.json", "revisions/labels", "99", None)]


def test_words_altered_and_files_missing_are_named(folder: Path):
    alter(folder / "README.txt", "Strandline", "Somebody")
    assert found(folder) == [("README.txt", "", "altered", None)]
    (folder / "counts.csv").unlink()
    assert ("counts.csv", "", "missing", None) in found(folder)


def test_rows_that_nothing_can_be_counted_from_are_a_difference_not_an_error(folder: Path):
    alter(folder / "products.csv", "2024-03-20", "20 March")
    assert ("products.csv", "2:launched_on", "20 March", None) in found(folder)


def test_a_workbook_that_a_spreadsheet_saved_again_is_compared_by_its_cells(folder: Path):
    rewrite(folder / "workbook.xlsx", lambda sheet: re.sub(r' s="\d+"', "", sheet))
    assert verify_pack(folder).differences == (Difference("workbook.xlsx", "", "altered", None),)


@pytest.mark.parametrize("held", [None, "not JSON", '{"format": "another"}', "[]"])
def test_what_is_no_pack_gets_a_sentence(tmp_path: Path, held: str | None):
    if held is not None:
        (tmp_path / "manifest.json").write_text(held)
    with pytest.raises(RequestError, match="holds no proof pack"):
        verify_pack(tmp_path if held is not None else tmp_path / "nowhere")


def rewrite(file: Path, change) -> None:
    """Write a workbook anew, each of its sheets changed."""
    with zipfile.ZipFile(file) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        for name, data in parts.items():
            sheet = name.startswith("xl/worksheets/sheet")
            book.writestr(name, change(data.decode()).encode() if sheet else data)
    file.write_bytes(written.getvalue())
