"""Bring the tables of a database up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from db.engine import migration_lock

SCRIPTS = Path(__file__).resolve().parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run the migrations that `engine`'s database lacks, one process at a time.

    Two processes that migrate one fresh file at once would fail; here the second waits and finds the work done.
    """
    config = alembic_config()
    head = ScriptDirectory.from_config(config).get_current_head()
    if current_revision(engine) == head:
        return
    with migration_lock(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def current_revision(engine: Engine) -> str | None:
    """Return the migration that the database stands at, or None for a fresh one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def knows_revision(revision: str) -> bool:
    """Tell whether a migration is one of ours; one of a newer Strandline is not."""
    return any(script.revision == revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def alembic_config() -> Config:
    """Return Alembic's configuration: where the scripts lie, and nothing else."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    return config
