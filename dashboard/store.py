"""The store, ready for use: migrated, and with the default label set and its codebook in it."""

from functools import cache

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.labelling.default_examples import default_examples
from db.engine import Store, open_store
from db.queries.capabilities import add_missing_capabilities, list_capabilities
from db.queries.codebook import are_examples_given, give_examples
from db.settings import database_url


def get_store() -> Store:
    """Return the store that the environment names, prepared once a process."""
    return _prepare(database_url())


@cache
def _prepare(url: str) -> Store:
    store = open_store(url)
    with store.read() as session:
        if list_capabilities(session) and are_examples_given(session):
            return store
    with store.write() as session:
        add_missing_capabilities(session, DEFAULT_CAPABILITIES)
        give_examples(session, default_examples())
    return store
