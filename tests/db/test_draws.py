"""Draws in the store: turns, labels from before that join the audit, and how far a draw has come.

The store has four products, and the draws of these tests take all four, in the order of their numbers.
"""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from db.engine import Store
from db.models import Answer, Capability, Draw, Label, Product
from db.queries.draws import (
    AUDIT,
    LABELLED,
    LEFT,
    REUSED,
    SKIPPED,
    UNSURE,
    MemberRow,
    add_draw,
    advance_draw,
    count_states,
    draw_of_seed,
    list_draws,
    member_states,
    products_to_draw,
)
from db.queries.labels import holding_labels_frame

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
KEYS = ("automation", "intelligence")


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as session:
        session.add_all(
            Capability(
                key=key, position=place, color="#000000", title_en="", title_zh="", definition_en="", definition_zh=""
            )
            for place, key in enumerate(KEYS)
        )
        session.add_all(
            Product(
                id=number,
                source="yc",
                external_id=f"yc-{number}",
                product_group=str(number),
                name=f"Product {number}",
                language="en",
                text_hash="now",
            )
            for number in range(1, 5)
        )
    return store


def draw(store: Store) -> int:
    """Draw all four: products 1 and 3 of the first stratum, 2 and 4 of the second."""
    strata = [{"name": name, "products": 20, "drawn": 2} for name in ("odd", "even")]
    members = [MemberRow(number, number - 1, (number + 1) % 2, 0.1) for number in range(1, 5)]
    with store.write() as session:
        draw_id = add_draw(session, members, kind=AUDIT, frame={}, strata=strata, seed=7, drawn_by="ann")
        advance_draw(session, draw_id)
    return draw_id


def label_before(store: Store, product_id: int, *keys: str, **more) -> None:
    """Judge capabilities yes, in the learning lane."""
    own = {"value": "yes", "annotator": "bob", "origin": "person", "lane": "learning", "text_hash": "now"}
    with store.write() as session:
        session.add_all(
            Label(product_id=product_id, capability=key, created_at=MONDAY, **(own | more)) for key in keys or KEYS
        )


def answer(store: Store, draw_id: int, product_id: int, outcome: str = "labelled", text_hash: str = "now") -> int:
    with store.write() as session:
        given = Answer(
            client="tab",
            sequence=product_id,
            product_id=product_id,
            annotator="ann",
            lane=AUDIT,
            draw_id=draw_id,
            outcome=outcome,
            text_hash=text_hash,
        )
        session.add(given)
        session.flush()
        advance_draw(session, draw_id)
        return given.id


def states(store: Store, draw_id: int) -> list[str]:
    with store.read() as session:
        return [one.state for one in member_states(session, draw_id)]


def reached(store: Store, draw_id: int) -> int:
    with store.read() as session:
        return session.get_one(Draw, draw_id).reached


def test_a_draw_can_choose_from_all_products(filled: Store):
    with filled.read() as session:
        frame = products_to_draw(session)
    assert frame["id"].tolist() == [1, 2, 3, 4]
    assert frame["launched_on"].isna().all()


def test_a_new_draw_waits_for_its_first_product(filled: Store):
    draw_id = draw(filled)
    assert states(filled, draw_id) == [LEFT] * 4
    assert reached(filled, draw_id) == 0


def test_a_label_from_before_joins_the_audit_at_its_turn_and_not_sooner(filled: Store):
    label_before(filled, 2)
    draw_id = draw(filled)
    assert states(filled, draw_id) == [LEFT, LEFT, LEFT, LEFT]
    answer(filled, draw_id, 1)
    assert states(filled, draw_id) == [LABELLED, REUSED, LEFT, LEFT]
    assert reached(filled, draw_id) == 2


def test_a_reused_label_is_in_the_audit_lane_as_it_was_given(filled: Store):
    label_before(filled, 1)
    draw_id = draw(filled)
    with filled.read() as session:
        held = holding_labels_frame(session, "annotator", "draw_id", "created_at")
    assert held["capability"].tolist() == ["automation", "intelligence"]
    row = held.iloc[0].to_dict()
    assert (row["value"], row["lane"], row["origin"], row["annotator"]) == ("yes", "audit", "person", "bob")
    assert (row["draw_id"], row["inclusion_probability"]) == (draw_id, 0.1)
    assert row["created_at"].day == 16


@pytest.mark.parametrize(
    ("why", "keys", "more"),
    [
        ("only a part was judged", ("automation",), {}),
        ("the text has changed since", KEYS, {"text_hash": "then"}),
        ("the model's opinion was on the screen", KEYS, {"assisted": True}),
        ("nobody was sure", KEYS, {"value": "unsure"}),
    ],
)
def test_a_product_is_asked_for_again_where(filled: Store, why, keys, more):
    label_before(filled, 1, *keys, **more)
    assert states(filled, draw(filled))[0] == LEFT, why


def test_skipped_and_unsure_products_are_counted_and_the_draw_goes_on(filled: Store):
    label_before(filled, 4)
    draw_id = draw(filled)
    answer(filled, draw_id, 1, "skipped")
    answer(filled, draw_id, 2, "unsure")
    assert reached(filled, draw_id) == 2
    with filled.read() as session:
        (record,) = list_draws(session)
        odd, even = count_states(record, member_states(session, draw_id))
    assert (odd.name, odd.products, odd.drawn, odd.counts, odd.told) == ("odd", 20, 2, {SKIPPED: 1, LEFT: 1}, 0)
    assert even.counts == {UNSURE: 1, LEFT: 1}


def test_what_is_answered_before_its_turn_waits_for_the_gap_to_close(filled: Store):
    draw_id = draw(filled)
    answer(filled, draw_id, 2)
    assert (states(filled, draw_id)[1], reached(filled, draw_id)) == (LABELLED, 0)
    answer(filled, draw_id, 1)
    assert reached(filled, draw_id) == 2


def test_an_answer_that_is_taken_back_opens_its_product_again(filled: Store):
    draw_id = draw(filled)
    given = answer(filled, draw_id, 1)
    answer(filled, draw_id, 2)
    with filled.write() as session:
        session.get_one(Answer, given).withdrawn_at = MONDAY
        session.flush()
        assert advance_draw(session, draw_id) == 0
    assert states(filled, draw_id)[:2] == [LEFT, LABELLED]


def test_advancing_twice_copies_no_label_twice(filled: Store):
    label_before(filled, 1)
    draw_id = draw(filled)
    with filled.write() as session:
        assert advance_draw(session, draw_id) == 1
        assert len(session.scalars(select(Label)).all()) == 4


def test_a_label_of_a_text_that_has_changed_since_is_counted_as_stale(filled: Store):
    draw_id = draw(filled)
    answer(filled, draw_id, 1)
    with filled.write() as session:
        session.get_one(Product, 1).text_hash = "later"
    with filled.read() as session:
        (record,) = list_draws(session)
        odd, even = count_states(record, member_states(session, draw_id))
    assert (odd.stale, even.stale) == (1, 0)


def test_a_seed_is_known_by_the_draw_that_it_made(filled: Store):
    draw_id = draw(filled)
    with filled.read() as session:
        assert (draw_of_seed(session, 7), draw_of_seed(session, 8)) == (draw_id, None)
