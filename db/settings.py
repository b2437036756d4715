"""Where the store lies, by the environment."""

import os
from pathlib import Path

from sqlalchemy import make_url

CHECKOUT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """Return the folder of database, artifacts and logs; it is made if it is missing."""
    folder = Path(os.environ.get("STRANDLINE_HOME") or CHECKOUT / "var").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def database_url() -> str:
    """Return the address of the store: STRANDLINE_DATABASE_URL, else a SQLite file in the home folder."""
    return os.environ.get("STRANDLINE_DATABASE_URL") or f"sqlite:///{home() / 'strandline.db'}"


def shown_database_url() -> str:
    """Return the address of the store as a person may see it: its password is hidden."""
    return make_url(database_url()).render_as_string(hide_password=True)
