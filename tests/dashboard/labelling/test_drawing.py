"""A draw that is made and stored: what it keeps, and what it refuses."""

import pytest

from dashboard.labelling.draw import DrawRequest
from dashboard.labelling.drawing import make_draw
from dashboard.labelling.frame import DrawFrame
from dashboard.messages import RequestError
from dashboard.store import get_store
from db.queries.draws import list_draws, member_states
from tests.small_store import fill_products, fill_tags


def test_frame_strata_seed_and_probabilities_are_stored_at_the_draw():
    """The small store has 4 products of yc, 7 of Product Hunt."""
    store = get_store()
    fill_products(store)
    draw_id = make_draw(store, DrawRequest(6, seed=5, strata_by=("source",)), drawn_by="ann")
    with store.read() as session:
        (record,) = list_draws(session)
        members = member_states(session, draw_id)
    assert (record.kind, record.seed, record.size, record.drawn_by, record.reached) == ("audit", 5, 6, "ann", 0)
    assert record.strata == [
        {"name": "producthunt", "products": 7, "drawn": 4},
        {"name": "yc", "products": 4, "drawn": 2},
    ]
    assert DrawFrame.from_json(record.frame) == DrawFrame()
    assert record.frame["strata_by"] == ["source"]
    assert sorted(member.stratum for member in members) == [0, 0, 0, 0, 1, 1]


def test_labelled_products_are_drawn_as_well():
    store = get_store()
    fill_products(store)
    fill_tags(store)
    draw_id = make_draw(store, DrawRequest(11, seed=5), drawn_by="ann")
    with store.read() as session:
        assert sorted(member.product_id for member in member_states(session, draw_id)) == list(range(1, 12))


def test_a_seed_serves_once():
    store = get_store()
    fill_products(store)
    make_draw(store, DrawRequest(2, seed=5), drawn_by="ann")
    with pytest.raises(RequestError, match="The seed 5 has made draw 1 already"):
        make_draw(store, DrawRequest(3, seed=5), drawn_by="ann")
    with store.read() as session:
        assert len(list_draws(session)) == 1


def test_a_seed_that_no_column_holds_is_refused():
    with pytest.raises(RequestError, match="A seed is a whole number from 0 to 2147483647"):
        make_draw(get_store(), DrawRequest(2, seed=2**31), drawn_by="ann")
