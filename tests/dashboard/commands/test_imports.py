"""The commands `import` and `undo`: their JSON, their refusals, their exit status."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from dashboard.commands import jobs
from dashboard.importing.job import run_import, run_undo
from dashboard.jobs import launcher
from dashboard.store import get_store
from db.queries.jobs import list_jobs, queue_job

WORK = {"import": run_import, "undo": run_undo}


class InProcess:
    """A job that is done here and now, in place of a worker."""

    def __init__(self, kind: str, payload: dict[str, Any]) -> None:
        self.store = get_store()
        self.payload = payload
        with self.store.write() as session:
            self.job_id = queue_job(session, kind, payload)

    def report(self, stage: str, progress: float | None = None) -> None:
        pass

    def finish(self, session, result: dict[str, Any]) -> None:
        pass


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    """Run a command on a file in the test's folder: `command("import", "list.csv")` returns status, JSON, errors."""
    monkeypatch.setattr(jobs, "run_job", lambda kind, payload: WORK[kind](InProcess(kind, payload)))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, dict[str, Any], str]:
        status = main([*arguments, "--json"])
        said = capsys.readouterr()
        return status, json.loads(said.out), said.err

    return run


@pytest.fixture
def write(tmp_path: Path):
    def written(content: str | bytes, name: str = "list.csv") -> str:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return written


def queued() -> int:
    with get_store().read() as session:
        return len(list_jobs(session))


def test_an_import_prints_its_report(command, write):
    status, report, _errors = command("import", write("name,date\nBend,2024-03-05\n,2024\n"))
    assert status == 0
    assert report["seconds"] > 0
    assert report | {"seconds": 0} == {
        "import_id": 1,
        "read": 2,
        "new": 1,
        "updated": 0,
        "unchanged": 0,
        "refused": 1,
        "labels": 0,
        "seconds": 0,
        "notes": {},
    }


def test_a_person_reads_lines(command, write, capsys):
    command("import", write("name\nBend\n"))
    assert main(["import", "list.csv"]) == 0
    assert "unchanged: 1" in capsys.readouterr().out.splitlines()
    assert main(["undo", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Import 1 was undone."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is empty."),
        ("name,tagline\n", "The file has a header and no row under it."),
        ("title of it,tagline\nBend,Data\n", "No column holds the name of the product."),
        ("name,name\nBend,Data\n", "The header names a column twice: name."),
        ('name\n"Bend\nTwo\n', "A quoted cell that begins in line 2 is never closed"),
        (b"\x89PNG\r\n\x1a\n", "The file is a picture."),
        ("name,date\nBend,03/04/2024\n", "The dates in the column date leave open"),
    ],
)
def test_a_wrong_file_exits_with_2_and_queues_nothing(command, write, content, said: str):
    status, report, errors = command("import", write(content))
    assert status == 2
    assert errors.startswith(said)
    assert report == {"error": errors.strip()}
    assert queued() == 0


def test_a_file_that_is_not_there_exits_with_2(command):
    status, _report, errors = command("import", "absent.csv")
    assert (status, errors.startswith("There is no file absent.csv.")) == (2, True)


@pytest.mark.parametrize(("order", "day"), [("--day-first", "2024-04-03"), ("--month-first", "2024-03-04")])
def test_the_order_of_day_and_month_can_be_said(command, write, products, order: str, day: str):
    assert command("import", write("name,date\nBend,03/04/2024\n"), order)[0] == 0
    assert products() == [("list", "bend@" + day, day)]


@pytest.fixture
def products(home):
    from sqlalchemy import select

    from db.models import Product

    def read() -> list[tuple[str, str, str]]:
        with get_store().read() as session:
            rows = session.execute(
                select(Product.source, Product.external_id, Product.launched_on).order_by(Product.id)
            )
            return [(source, key, str(day or "")) for source, key, day in rows]

    return read


def test_source_mapping_encoding_and_delimiter_can_be_said(command, write, products):
    file = write("编号|叫什么|来源\n7|拼图|别处\n".encode("gb18030"))
    how = ["--source", "Mine", "--map", "name=叫什么", "--encoding", "gbk", "--delimiter", "pipe"]
    assert command("import", file, *how)[0] == 0
    assert products() == [("mine", "7", "")]


def test_a_suggested_column_can_be_left_out(command, write, products):
    assert (
        command("import", write("id,name,date\n7,Bend,2024\n"), "--map", "launched_on=", "--map", "external_id=")[0]
        == 0
    )
    assert products() == [("list", "bend", "")]


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("name", "name has no equals sign. A mapping is written FIELD=COLUMN."),
        ("name=title", "There is no column title."),
        ("colour=name", "There is no field colour."),
    ],
)
def test_a_wrong_mapping_exits_with_2(command, write, pair: str, said: str):
    status, _report, errors = command("import", write("name\nBend\n"), "--map", pair)
    assert (status, errors.startswith(said)) == (2, True)


def test_the_refused_rows_are_written_with_their_reasons_and_without_formulas(command, write, tmp_path):
    command("import", write("name,date\nBend,=1+1\n"), "--refused", "refused.csv")
    text = (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "line,column,value,reason"
    assert text.splitlines()[1].startswith("2,date,'=1+1,")


def test_a_folder_that_is_not_there_is_told_before_anything_is_stored(command, write):
    status, _report, errors = command("import", write("name\nBend\n"), "--refused", "absent/refused.csv")
    assert (status, errors.startswith("There is no folder absent.")) == (2, True)
    assert queued() == 0


def test_gold_labels_are_counted_in_their_lane(command, write):
    _status, report, _errors = command("import", write("name,automation,ai\nBend,1,0\n"), "--lane", "audit")
    assert report["labels"] == 2


def test_an_undo_prints_what_went(command, write):
    command("import", write("name,automation\nBend,1\n"))
    assert command("undo", "1")[:2] == (0, {"import_id": 1, "removed": 1, "restored": 0, "labels": 1})


@pytest.mark.parametrize("number", ["1", "99"])
def test_an_undo_of_what_is_not_there_exits_with_2(command, write, number: str):
    command("import", write("name\nBend\n"))
    command("undo", "1")
    before = queued()
    status, _report, errors = command("undo", number)
    assert status == 2
    assert errors.startswith(("Import 1 was undone already.", "There is no import 99."))
    assert queued() == before


@pytest.mark.slow
def test_an_import_runs_in_a_worker_and_is_taken_back(write, capsys, monkeypatch, tmp_path, products):
    monkeypatch.chdir(tmp_path)
    assert main(["import", write("name\nBend\n"), "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["new"] == 1
    assert said.err.splitlines()[-1] == "Import (job 1): succeeded"
    assert products() == [("list", "bend", "")]
    assert main(["undo", "1", "--json"]) == 0
    assert products() == []
    # The worker ends when nothing is queued any more.
    assert launcher._LAUNCHED.process.wait(timeout=20) == 0
