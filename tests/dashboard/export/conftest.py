"""An export of the small store (tests.small_store), and its proof pack."""

import pytest

from dashboard.export.pack import Pack, make_pack
from dashboard.export.takeaway import Takeaway, gather
from dashboard.store import get_store
from dashboard.trends.query import TrendQuery
from db.engine import Store
from tests.small_store import fill_audit, fill_products, fill_tags


@pytest.fixture
def takeaway() -> Takeaway:
    fill_products(get_store())
    fill_tags(get_store())
    with get_store().read() as session:
        return gather(session, TrendQuery(by="quarter"), "en")


@pytest.fixture
def pack(takeaway: Takeaway) -> Pack:
    return make_pack(takeaway)


@pytest.fixture
def audited() -> Store:
    """The small store with an audit of two products."""
    store = get_store()
    fill_products(store)
    fill_tags(store)
    fill_audit(store)
    return store
