"""Where the store lies."""

from pathlib import Path

import pytest

from db.settings import database_url, home, shown_database_url


def test_the_store_is_a_sqlite_file_in_the_home_folder_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch):
    assert database_url() == f"sqlite:///{home() / 'strandline.db'}"
    monkeypatch.setenv("STRANDLINE_DATABASE_URL", "postgresql://localhost/strandline")
    assert database_url() == "postgresql://localhost/strandline"


def test_the_home_folder_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("STRANDLINE_HOME", str(tmp_path / "a" / "b"))
    assert home().is_dir()


def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STRANDLINE_DATABASE_URL", "postgresql://me:secret@localhost/strandline")
    assert shown_database_url() == "postgresql://me:***@localhost/strandline"
