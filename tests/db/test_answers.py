"""Answers stored once, taken back whole, and products that lie on one screen at a time. On both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from db.engine import Store
from db.models import Draw, Label, Lease, now
from db.queries.answers import LABELLED, SKIPPED, UNSURE, NewAnswer, count_answers, store_answer, withdraw_answer
from db.queries.draws import AUDIT, REPEAT, MemberRow, add_draw, advance_draw
from db.queries.labels import holding_labels_frame
from db.queries.leases import LEASE, lease_again, take_leases
from db.queries.revisions import read_revisions
from tests.db.test_labels import fill

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BOTH = {"automation": "yes", "intelligence": "no", "primary": "automation"}


@pytest.fixture
def filled(store: Store) -> Store:
    """Four products and two capabilities."""
    fill(store, products=4)
    return store


@pytest.fixture
def drawn(filled: Store) -> Store:
    """All but product 4 are drawn, in the order of their numbers."""
    strata = [{"name": "", "products": 6, "drawn": 3}]
    members = [MemberRow(number, number - 1, 0, 0.5) for number in (1, 2, 3)]
    with filled.write() as session:
        draw_id = add_draw(session, members, kind=AUDIT, frame={}, strata=strata, seed=7, drawn_by="ann")
        advance_draw(session, draw_id)
    return filled


def given(sequence: int, product_id: int, outcome: str = LABELLED, **more) -> NewAnswer:
    own = {"draw_id": None, "assisted": False, "values": BOTH, "given_at": NOON, "client": "tab", "annotator": "ann"}
    return NewAnswer(sequence=sequence, product_id=product_id, outcome=outcome, text_hash="read", **(own | more))


def give(store: Store, *answers: NewAnswer) -> list[bool]:
    with store.write() as session:
        return [store_answer(session, answer) for answer in answers]


def holding(store: Store) -> dict[tuple[int, str], tuple]:
    """{(product, capability): what holds of it}."""
    with store.read() as session:
        frame = holding_labels_frame(session, "annotator", "assisted", "draw_id")
    columns = ["value", "lane", "text_hash", "annotator", "assisted"]
    return {(row["product_id"], row["capability"]): tuple(row[columns]) for _, row in frame.iterrows()}


def test_an_answer_labels_every_capability_at_once(filled: Store):
    assert give(filled, given(1, 2)) == [True]
    said = ("learning", "read", "ann", False)
    assert holding(filled) == {
        (2, "automation"): ("yes", *said),
        (2, "intelligence"): ("no", *said),
        (2, "primary"): ("automation", *said),
    }


def test_a_message_that_comes_again_is_stored_once(filled: Store):
    with filled.read() as session:
        before = read_revisions(session)["labels"]
    assert give(filled, given(1, 2)) == [True]
    assert give(filled, given(1, 2), given(2, 3), given(1, 2)) == [False, True, False]
    with filled.read() as session:
        assert session.scalar(select(func.count()).select_from(Label)) == 6
        assert read_revisions(session)["labels"] == before + 2


def test_the_same_number_of_another_tab_is_another_message(filled: Store):
    assert give(filled, given(1, 2), given(1, 3, client="other")) == [True, True]


def test_an_answer_that_waited_for_a_connection_does_not_go_before_a_later_one(filled: Store):
    late = given(1, 2, client="asleep", values={"automation": "no"}, given_at=NOON - timedelta(hours=8))
    give(filled, given(1, 2), late)
    assert holding(filled)[2, "automation"][0] == "yes"


def test_an_answer_to_a_product_that_is_gone_is_told(filled: Store):
    with pytest.raises(LookupError):
        give(filled, given(1, 99))


def test_what_is_passed_over_leaves_no_label_and_is_counted(filled: Store):
    unsure = given(2, 2, UNSURE, values={"automation": "unsure", "intelligence": "unsure"})
    give(filled, given(1, 1, SKIPPED, values={}), unsure, given(3, 3))
    assert {product for product, _ in holding(filled)} == {2, 3}
    with filled.read() as session:
        assert count_answers(session) == {LABELLED: 1, UNSURE: 1, SKIPPED: 1}


def test_a_product_counts_once_by_its_newest_answer(filled: Store):
    give(filled, given(1, 1, SKIPPED, values={}), given(2, 1))
    with filled.read() as session:
        assert count_answers(session) == {LABELLED: 1}


def test_an_answer_is_taken_back_with_all_its_labels_and_never_comes_back(filled: Store):
    give(filled, given(1, 2), given(2, 3))
    with filled.write() as session:
        assert withdraw_answer(session, "tab", 1) == 2
        assert withdraw_answer(session, "tab", 1) is None
    assert {product for product, _ in holding(filled)} == {3}
    assert give(filled, given(1, 2)) == [False]
    with filled.read() as session:
        assert count_answers(session) == {LABELLED: 1}


def test_a_member_of_a_draw_is_labelled_in_the_audit_lane_with_its_probability(drawn: Store):
    give(drawn, given(1, 1, draw_id=1))
    with drawn.read() as session:
        frame = holding_labels_frame(session, "draw_id")
        assert session.get_one(Draw, 1).reached == 1
        assert count_answers(session, draw_id=1) == {LABELLED: 1}
        assert count_answers(session) == {}
    assert set(frame["lane"]) == {"audit"}
    assert set(frame["inclusion_probability"]) == {0.5}
    assert set(frame["draw_id"]) == {1}


def test_a_product_that_was_not_drawn_never_joins_the_audit_whatever_is_claimed(drawn: Store):
    give(drawn, given(1, 4, draw_id=1), given(2, 3, draw_id=9))
    assert {said[1] for said in holding(drawn).values()} == {"learning"}


def test_a_second_look_is_never_of_the_audit_and_reuses_nothing(filled: Store):
    """Products 1 and 2 are judged by ann, and drawn for bo to look at again."""
    give(filled, given(1, 1), given(2, 2))
    strata = [{"name": "", "products": 2, "drawn": 2}]
    members = [MemberRow(number, number - 1, 0, 1.0) for number in (1, 2)]
    with filled.write() as session:
        about = {"kind": REPEAT, "frame": {"annotator": "bo"}, "strata": strata, "seed": 7, "drawn_by": "ann"}
        draw_id = add_draw(session, members, **about)
        assert advance_draw(session, draw_id) == 0
    give(filled, given(3, 1, draw_id=draw_id, annotator="bo", values={"automation": "no"}))
    with filled.read() as session:
        label = session.scalars(select(Label).where(Label.annotator == "bo")).one()
        assert session.get_one(Draw, draw_id).reached == 1
        assert count_answers(session, draw_id) == {LABELLED: 1}
        # The lane of what would teach most counts its own answers alone.
        assert count_answers(session) == {LABELLED: 2}
    assert (label.lane, label.draw_id, label.inclusion_probability) == ("learning", draw_id, None)


def test_taking_an_answer_back_takes_its_turn_back(drawn: Store):
    give(drawn, given(1, 1, draw_id=1), given(2, 2, SKIPPED, draw_id=1, values={}))
    with drawn.write() as session:
        assert session.get_one(Draw, 1).reached == 2
        withdraw_answer(session, "tab", 1)
        session.expire_all()
        assert session.get_one(Draw, 1).reached == 0


def take(store: Store, holder: str, candidates: list[int], count: int = 2, after: timedelta = timedelta()) -> list[int]:
    with store.write() as session:
        return take_leases(session, holder, candidates, count, moment=NOON + after)


def test_no_product_lies_on_two_screens(filled: Store):
    assert take(filled, "first", [1, 2, 3, 4]) == [1, 2]
    assert take(filled, "second", [1, 2, 3, 4]) == [3, 4]
    assert take(filled, "third", [1, 2, 3, 4]) == []


def test_a_tab_keeps_what_it_holds_and_lets_go_what_is_asked_for_no_more(filled: Store):
    take(filled, "first", [1, 2, 3, 4])
    assert take(filled, "first", [2, 3, 4]) == [2, 3]
    assert take(filled, "second", [1, 2, 3, 4]) == [1, 4]


def test_a_shut_tab_loses_its_products_in_time_and_an_open_one_does_not(filled: Store):
    take(filled, "shut", [1, 2, 3, 4])
    take(filled, "open", [1, 2, 3, 4])
    take(filled, "open", [1, 2, 3, 4], after=LEASE / 2)
    assert take(filled, "third", [1, 2, 3, 4], count=4, after=LEASE) == [1, 2]


def test_a_second_look_has_leases_of_its_own(filled: Store):
    take(filled, "first", [1])
    with filled.write() as session:
        assert take_leases(session, "second", [1], 1, scope="repeat", moment=NOON) == [1]


def test_an_answer_lets_its_product_go_and_taking_it_back_brings_it_back(filled: Store):
    with filled.write() as session:
        take_leases(session, "tab", [1, 2], 2)
        store_answer(session, given(1, 1))
    with filled.read() as session:
        assert list(session.scalars(select(Lease.product_id))) == [2]
    with filled.write() as session:
        withdraw_answer(session, "tab", 1)
        assert lease_again(session, "tab", 1)
        assert not lease_again(session, "other", 1)
        session.get_one(Lease, (1, "first")).expires_at = now() - timedelta(seconds=1)
        session.flush()
        assert lease_again(session, "other", 1)
