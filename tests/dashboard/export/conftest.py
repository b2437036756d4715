"""An export of the small store (tests.small_store), and its proof pack."""

import pytest

from dashboard.export.pack import Pack, make_pack
from dashboard.export.takeaway import Takeaway, gather
from dashboard.store import get_store
from dashboard.trends.query import TrendQuery
from db.engine import Store
from db.models import Label
from db.queries.revisions import raise_revision
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


@pytest.fixture
def audited() -> Store:
    """The small store with two of Product Hunt's products drawn at random: the model is right on 5, wrong on 6."""
    store = get_store()
    fill_products(store)
    fill_tags(store)
    with store.write() as session:
        session.add_all(
            Label(
                product_id=number,
                capability="automation",
                value=value,
                annotator="ann",
                origin="person",
                lane="audit",
                text_hash="now",
                inclusion_probability=0.3,
            )
            for number, value in ((5, "yes"), (6, "no"))
        )
        raise_revision(session, "labels")
    return store
