"""Which products a tab is given, in which order, and how far a queue has come."""

import pytest

from dashboard.labelling.answers import take_messages
from dashboard.labelling.draw import DrawRequest
from dashboard.labelling.drawing import make_draw
from dashboard.labelling.learning import learning_order
from dashboard.labelling.queue import AuditQueue, LearningQueue, Progress, open_draw, serve
from dashboard.store import get_store
from db.engine import Store
from db.queries.draws import list_draws, member_states
from tests.dashboard.labelling.test_answers import NOTHING, answer, undo
from tests.small_store import KEYS, LABELLED, fill_products, fill_tags


@pytest.fixture
def store() -> Store:
    """Eleven products, one labelled; ten are tagged by a model: those that have automation get 0.75, others 0.25."""
    store = get_store()
    fill_products(store)
    fill_tags(store)
    return store


def audit(store: Store) -> AuditQueue:
    with store.read() as session:
        draw = open_draw(session)
    assert draw is not None
    return AuditQueue(draw)


def drawn_order(store: Store, draw_id: int) -> list[int]:
    with store.read() as session:
        return [one.product_id for one in member_states(session, draw_id)]


def ids(served) -> list[int]:
    return [item.text.id for item in served.items]


def test_the_audit_asks_for_the_members_in_the_order_of_the_draw(store: Store):
    draw_id = make_draw(store, DrawRequest(6, seed=1), drawn_by="ann")
    order = drawn_order(store, draw_id)
    queue = audit(store)
    assert ids(serve(store, queue, "tab", count=3)) == order[:3]
    assert ids(serve(store, queue, "other", count=9)) == order[3:]
    take_messages(store, [answer(1, order[0], draw=draw_id), answer(2, order[1], draw=draw_id, outcome="skipped")])
    served = serve(store, queue, "tab", count=3)
    assert ids(served) == [order[2]]
    assert served.progress == Progress(done=1, unsure=0, skipped=1, left=4)


def test_an_answer_that_is_taken_back_is_asked_for_again_in_its_place(store: Store):
    draw_id = make_draw(store, DrawRequest(6, seed=1), drawn_by="ann")
    order = drawn_order(store, draw_id)
    serve(store, audit(store), "tab", count=2)
    take_messages(store, [answer(1, order[0], draw=draw_id), undo(2, of=1)])
    assert ids(serve(store, audit(store), "tab", count=2)) == order[:2]
    assert ids(serve(store, audit(store), "other", count=1)) == order[2:3]


def test_the_audit_brings_no_opinion_of_the_model_and_no_reason(store: Store):
    make_draw(store, DrawRequest(6, seed=1), drawn_by="ann")
    items = serve(store, audit(store), "tab").items
    assert {(item.reason, tuple(item.guess)) for item in items} == {(None, ())}


def test_the_newest_draw_that_is_unfinished_is_asked_for_and_a_finished_one_where_none_is(store: Store):
    with store.read() as session:
        assert open_draw(session) is None
    first, second = (make_draw(store, DrawRequest(1, seed=seed), drawn_by="ann") for seed in (1, 2))
    (product,) = drawn_order(store, second)
    take_messages(store, [answer(1, product, draw=second)])
    assert audit(store).draw_id == first
    (product,) = drawn_order(store, first)
    take_messages(store, [answer(2, product, draw=first)])
    assert audit(store).draw_id == second
    with store.read() as session:
        assert [draw.id for draw in list_draws(session)] == [second, first]


def test_the_learning_lane_asks_for_every_product_that_nobody_has_judged_and_says_why(store: Store):
    order = learning_order(store)
    assert sorted(one.product_id for one in order) == [1, 2, 3, 4, 5, 6, 8, 9, 10, 11]
    assert LABELLED not in [one.product_id for one in order]
    assert all(one.reason is not None and one.reason.values["capability"] in KEYS for one in order)


def test_before_there_is_a_model_or_a_label_the_words_alone_decide():
    store = get_store()
    fill_products(store)
    order = learning_order(store, limit=5)
    assert len({one.product_id for one in order}) == 5
    assert order[0].reason is not None
    assert order[0].reason.text().startswith("There are no labels yet: its words leave ")


def test_an_empty_store_has_no_order():
    assert learning_order(get_store()) == []


def test_the_learning_lane_comes_with_the_models_opinion_and_passes_over_what_was_judged_meanwhile(store: Store):
    order = learning_order(store)
    queue, numbers = LearningQueue(order), [one.product_id for one in order]
    served = serve(store, queue, "tab", count=3)
    assert ids(served) == numbers[:3]
    assert {item.guess.get("automation") for item in served.items} <= {0.75, 0.25, None}
    outcomes = ("labelled", "skipped", "unsure")
    take_messages(store, [answer(place + 1, numbers[place], outcome=outcome) for place, outcome in enumerate(outcomes)])
    served = serve(store, queue, "tab", count=2)
    assert ids(served) == numbers[3:5]
    assert served.progress == Progress(done=1, unsure=1, skipped=1, left=None)


def test_a_product_lies_on_one_screen_whatever_the_lane(store: Store):
    make_draw(store, DrawRequest(11, seed=1), drawn_by="ann")
    # One capability of one product is labelled: it is asked for again.
    assert len(ids(serve(store, audit(store), "tab"))) == 11
    assert ids(serve(store, LearningQueue(learning_order(store)), "other")) == []
    # The tab moves to the other lane, and lets go what it held.
    first = [one.product_id for one in learning_order(store)][:2]
    assert ids(serve(store, LearningQueue(learning_order(store)), "tab", count=2)) == first
    assert len(ids(serve(store, audit(store), "other"))) == 9


def test_a_label_given_while_learning_is_reused_when_its_product_has_its_turn_in_a_draw(store: Store):
    take_messages(store, [answer(1, 1, values=NOTHING)])
    draw_id = make_draw(store, DrawRequest(11, seed=1), drawn_by="ann")
    others = [one for one in drawn_order(store, draw_id) if one != 1]
    messages = [answer(place + 2, one, draw=draw_id) for place, one in enumerate(others)]
    take_messages(store, messages)
    with store.read() as session:
        progress = audit(store).progress(session)
    assert progress == Progress(done=10, unsure=0, skipped=0, left=0, reused=1)
