"""The command `labels`: out, back in, and what is refused."""

import csv
import json
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.commands import jobs
from dashboard.importing.job import run_import
from dashboard.labelling.file_job import run_label_import
from dashboard.store import get_store
from db.models import Label, Product
from db.queries.label_files import judgements_frame
from tests.dashboard.commands.test_imports import InProcess

WORK = {"import": run_import, "labels": run_label_import}
PRODUCTS = "id,name,tagline,automation,ai,primary\n=1,Bend,Bends pipes,1,0,automation\n2,Lay,Lays tiles,0,,none\n"


@pytest.fixture
def command(monkeypatch, capsys, tmp_path: Path):
    monkeypatch.setattr(jobs, "run_job", lambda kind, payload: WORK[kind](InProcess(kind, payload)))
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text(PRODUCTS, encoding="utf-8")

    def run(*arguments: str) -> tuple[int, dict, str]:
        status = main([*arguments, "--json"])
        said = capsys.readouterr()
        return status, json.loads(said.out), said.err

    assert run("import", "list.csv")[1]["labels"] == 5
    return run


def rows(name: str = "out.csv") -> list[dict[str, str]]:
    with Path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_goes_out_comes_back_and_changes_nothing(command):
    status, report, _errors = command("labels", "export", "out.csv")
    assert (status, report | {"seconds": 0}) == (
        0,
        {"file": "out.csv", "labels": 5, "products": 2, "outdated": 0, "seconds": 0},
    )
    with get_store().read() as session:
        before = judgements_frame(session)
    status, report, _errors = command("labels", "import", "out.csv")
    counts = {name: report[name] for name in ("read", "labels", "unchanged", "refused")}
    assert (status, counts) == (0, {"read": 5, "labels": 0, "unchanged": 5, "refused": 0})
    with get_store().read() as session:
        assert judgements_frame(session).equals(before)


def test_labels_move_to_another_store_as_they_were(command, home, monkeypatch):
    with get_store().write() as session:
        label = session.get_one(Label, 1)
        label.annotator, label.origin, label.assisted = "+Ann, 安", "person", True
    command("labels", "export", "out.csv")
    assert rows()[0]["external_id"] == "'=1"
    with get_store().read() as session:
        before = judgements_frame(session)
    monkeypatch.setenv("STRANDLINE_HOME", str(home.with_name("other")))
    bare = PRODUCTS.replace(",1,0,automation", ",,,").replace(",0,,none", ",,,")
    Path("list.csv").write_text(bare, encoding="utf-8")
    assert command("import", "list.csv")[1]["labels"] == 0
    assert command("labels", "import", "out.csv")[1]["labels"] == 5
    assert command("labels", "import", "out.csv")[1]["labels"] == 0
    with get_store().read() as session:
        assert judgements_frame(session).equals(before)


def test_labels_follow_a_product_whose_text_changes_and_are_then_of_an_older_text(command):
    Path("list.csv").write_text(PRODUCTS.replace("Bends pipes", "Draws wires"), encoding="utf-8")
    command("import", "list.csv")
    with get_store().read() as session:
        assert session.get_one(Product, 1).tagline == "Draws wires"
    # The file holds the labels anew, of the new text: the older judgements hold no more.
    assert command("labels", "export", "out.csv")[1]["outdated"] == 0
    bare = "id,name,tagline\n2,Lay,Lays stones\n"
    Path("list.csv").write_text(bare, encoding="utf-8")
    command("import", "list.csv")
    assert command("labels", "export", "out.csv")[1]["outdated"] == 1
    assert {row["external_id"] for row in rows() if row["holds"] == row["outdated"] == "yes"} == {"2"}


def test_rows_that_cannot_be_taken_are_written_with_their_reasons(command, tmp_path: Path):
    lines = ["source,external_id,capability,value", "list,2,ai,yes", "list,3,ai,yes", "list,2,speed,yes"]
    Path("in.csv").write_text("\n".join(lines), encoding="utf-8")
    status, report, _errors = command("labels", "import", "in.csv", "--refused", "refused.csv")
    assert (status, report["labels"], report["refused"]) == (0, 1, 2)
    assert [(row["line"], row["column"], row["value"]) for row in rows("refused.csv")] == [
        ("3", "external_id", "3"),
        ("4", "capability", "speed"),
    ]


def test_a_person_may_say_that_a_file_was_drawn_at_random(command):
    Path("in.csv").write_text("source,external_id,capability,value\nlist,2,ai,yes\n", encoding="utf-8")
    command("labels", "import", "in.csv", "--lane", "audit")
    with get_store().read() as session:
        assert judgements_frame(session)["lane"].tolist()[-1] == "audit"


def test_a_list_of_products_exits_with_2_and_queues_nothing(command):
    status, report, errors = command("labels", "import", "list.csv")
    assert (status, errors.startswith("The file has no column source, external_id, capability, value.")) == (2, True)
    assert report == {"error": errors.strip()}


def test_a_folder_that_is_not_there_exits_with_2(command):
    status, _report, errors = command("labels", "export", "absent/out.csv")
    assert (status, errors.startswith("There is no folder absent.")) == (2, True)
