"""Bring the tables of a database up to date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

from db.engine import migration_lock

if TYPE_CHECKING:
    from alembic.config import Config

# Alembic takes 0.2 s to import, and every process opens the store: it is imported only where there is work for it.
SCRIPTS = Path(__file__).resolve().parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run the migrations that `engine`'s database lacks, one process at a time.

    Two processes that migrate one fresh file at once would fail; here the second waits and finds the work done.
    """
    if current_revision(engine) == newest_revision():
        return
    from alembic import command

    config = alembic_config()
    with migration_lock(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def current_revision(engine: Engine) -> str | None:
    """Return the migration that the database stands at, or None for a fresh one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def newest_revision() -> str:
    """Return the last of our migrations: their files are named by number, `0001_the_first_tables.py`."""
    return max(path.name.split("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))


def knows_revision(revision: str) -> bool:
    """Tell whether a migration is one of ours; one of a newer Strandline is not."""
    from alembic.script import ScriptDirectory

    return any(script.revision == revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def alembic_config() -> Config:
    """Return Alembic's configuration: where the scripts lie, and nothing else."""
    from alembic.config import Config

    # Its own default is the standard output of when it was imported, which may be closed by now.
    config = Config(stdout=sys.stdout)
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    return config
