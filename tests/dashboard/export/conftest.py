"""An export of the small store (tests.small_store), and its proof pack."""

import pytest

from dashboard.export.pack import Pack, make_pack
from dashboard.export.takeaway import Takeaway, gather
from dashboard.store import get_store
from dashboard.trends.query import TrendQuery
from tests.small_store import fill_products, fill_tags


@pytest.fixture
def takeaway() -> Takeaway:
    fill_products(get_store())
    fill_tags(get_store())
    with get_store().read() as session:
        return gather(session, TrendQuery(by="quarter"), "en")


@pytest.fixture
def pack(takeaway: Takeaway) -> Pack:
    return make_pack(takeaway)
