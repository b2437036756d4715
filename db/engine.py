"""Engines and transactions. The only place that knows one database from another.

SQLite gets WAL (readers and one writer do not wait for each other), a busy timeout, foreign keys, and explicit
BEGINs: with the driver's deferred begin a transaction that reads and then writes fails at once when another process
has written in between, whatever the timeout.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    JSON,
    URL,
    Connection,
    Dialect,
    Engine,
    FromClause,
    Table,
    create_engine,
    event,
    insert,
    make_url,
    text,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from db import settings

BUSY_TIMEOUT_MS = 10_000
# An arbitrary number that names our advisory lock among those of a shared PostgreSQL server.
MIGRATION_LOCK = 7_204_116
_WRITES = "strandline_writes"
_ENGINES: list[Engine] = []


@dataclass(frozen=True)
class Store:
    """A migrated database. Sessions are short: one per call, never kept in a page's state or a cache."""

    url: str
    engine: Engine

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that sees one consistent state and stores nothing."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that holds the write lock from its first statement, and commit it at the end."""
        writer = self.engine.execution_options(**{_WRITES: True})
        with Session(writer, expire_on_commit=False) as session, session.begin():
            yield session


@cache
def engine_for(url: str) -> Engine:
    """Return the engine of a database address, made once a process."""
    engine = _new_engine(url)
    _ENGINES.append(engine)
    return engine


@cache
def open_store(url: str | None = None) -> Store:
    """Open the store at `url` (default: as the environment says), bringing its tables up to date first."""
    from db.migrate import migrate

    url = url or settings.database_url()
    engine = engine_for(url)
    migrate(engine)
    return Store(url, engine)


def close_stores() -> None:
    """Forget every engine of this process and close its connections."""
    for engine in _ENGINES:
        engine.dispose()
    _ENGINES.clear()
    open_store.cache_clear()
    engine_for.cache_clear()


def insert_rows(session: Session, table: FromClause, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert many rows, each a tuple in the order of `names`: a third of the time of an insert of dictionaries.

    What SQLAlchemy would do to each value of each row is done column by column, once for each different value.
    """
    if not rows:
        return
    statement = insert(cast("Table", table))
    connection = session.connection()
    if connection.dialect.paramstyle != "qmark":
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
        return
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(names))
    given = dict(zip(names, zip(*rows, strict=True), strict=True))
    # The statement names the columns in the order of the table, whatever the order of `names`.
    columns = [_bound(table.c[name].type, given[name], connection.dialect) for name in compiled.positiontup or ()]
    connection.exec_driver_sql(str(compiled), list(zip(*columns, strict=True)))


def _bound(kind: TypeEngine[Any], values: Sequence[Any], dialect: Dialect) -> Iterable[Any]:
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    if process is None:
        return values
    if isinstance(kind, JSON):  # Lists are no keys, and the most frequent one is empty.
        empty = process([])
        return [empty if value == [] else process(value) for value in values]
    processed = {value: process(value) for value in set(values)}
    return [processed[value] for value in values]


@contextmanager
def migration_lock(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction that one process at a time can hold.

    Foreign keys are off on SQLite meanwhile: Alembic alters a table there by copying it.
    """
    with engine.execution_options(**{_WRITES: True}).connect() as connection:
        if engine.dialect.name == "sqlite":
            _driver(connection).execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                if engine.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
                yield connection
        finally:
            if engine.dialect.name == "sqlite":
                _driver(connection).execute("PRAGMA foreign_keys = ON")


def is_file_store(url: str) -> bool:
    """Tell whether a database address names a SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def absolute_url(url: str) -> str:
    """Return a database address that means the same in every folder: a SQLite file gets its whole path."""
    parsed = make_url(url)
    if not is_file_store(url) or not parsed.database or parsed.database == ":memory:":
        return url
    return parsed.set(database=str(Path(parsed.database).resolve())).render_as_string(hide_password=False)


def copy_to_file(store: Store, file: Path) -> None:
    """Copy a SQLite store as it stands at one moment into a new file, while other processes read and write it."""
    with store.engine.connect() as connection, closing(sqlite3.connect(file)) as target:
        _driver(connection).backup(target)


def replace_by_file(store: Store, file: Path) -> None:
    """Replace all that a SQLite store holds by what `file` holds, in one transaction: others see all of it or nothing.

    The store's own file stays, so that processes which have it open go on, and read the new rows next time.
    """
    with closing(sqlite3.connect(file)) as source, store.engine.connect() as connection:
        source.backup(_driver(connection))


@contextmanager
def open_copy(file: Path) -> Iterator[Store]:
    """Yield the store in a SQLite file beside this process's own one, migrated, and close it at the end."""
    from db.migrate import migrate

    url = f"sqlite:///{file}"
    engine = _new_engine(url)
    try:
        migrate(engine)
        yield Store(url, engine)
    finally:
        engine.dispose()


def _new_engine(url: str) -> Engine:
    engine = create_engine(_with_driver(url), pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _with_driver(url: str) -> URL:
    """Name psycopg 3 where the address says PostgreSQL alone, as its own tools print it."""
    parsed = make_url(url)
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername in ("postgresql", "postgres") else parsed


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # The driver shall not begin by itself; _begin_sqlite does.
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    _switch_to_wal(connection)


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    # The busy timeout does not cover this switch, and the first processes on a fresh file all attempt it.
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except connection.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
