"""The command `catalogue`."""

import json

import pytest

from dashboard.cli import main
from dashboard.store import get_store
from db.models import Job


def test_the_command_reports_as_an_import_does_and_trains_nothing(capsys: pytest.CaptureFixture[str]):
    assert main(["catalogue", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"import_id", "read", "new", "updated", "unchanged", "refused", "labels", "seconds", "notes"}
    assert report["read"] == report["new"] >= 1300
    assert report["labels"] == 6 * report["read"]
    with get_store().read() as session:
        assert [job.kind for job in session.query(Job)] == ["import"]
