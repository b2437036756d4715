"""What a tab sends, and what becomes of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dashboard.labelling.answers import GONE, KNOWN, REFUSED, STORED, read_answer, take_messages
from dashboard.messages import RequestError
from dashboard.store import get_store
from db.engine import Store
from db.models import Answer, Lease, now
from db.queries.labels import holding_labels_frame
from tests.small_store import KEYS, fill_products

NOTHING = dict.fromkeys(KEYS, False)


def answer(sequence: int, product: int = 1, **more) -> dict:
    """The message that automation holds for a product."""
    own = {"outcome": "labelled", "values": NOTHING | {"automation": True}, "primary": "automation", "assisted": False}
    sent = {"client": "tab", "sequence": sequence, "product": product, "draw": None, "annotator": "ann", "age": 0}
    return {"id": f"tab-{sequence}", "kind": "answer", "text_hash": "now", **sent, **own, **more}


def undo(sequence: int, of: int) -> dict:
    return {"id": f"tab-{sequence}", "kind": "undo", "client": "tab", "of": {"client": "tab", "sequence": of}}


def values(**said: object) -> dict[str, str]:
    return dict(read_answer(answer(1, **said), KEYS).values)


def test_a_judgement_says_yes_or_no_of_every_capability():
    assert values() == {
        "automation": "yes",
        "intelligence": "no",
        "personalization": "no",
        "cross_domain": "no",
        "primary": "automation",
    }


def test_none_of_them_is_a_judgement_too():
    assert values(values=NOTHING, primary=None)["primary"] == "none"


def test_the_main_capability_is_one_that_holds_and_nobody_guesses_it():
    two = NOTHING | {"automation": True, "intelligence": True}
    assert values(values=two, primary="intelligence")["primary"] == "intelligence"
    assert "primary" not in values(values=two, primary="cross_domain")
    assert values(primary="cross_domain")["primary"] == "automation"


def test_who_is_unsure_is_unsure_of_every_capability():
    assert values(outcome="unsure") == dict.fromkeys(KEYS, "unsure")


def test_who_skips_says_nothing():
    assert values(outcome="skipped") == {}


def test_a_capability_that_is_there_no_more_is_passed_over_and_a_new_one_is_not_judged():
    assert set(values(values={"automation": True, "gone": True})) == {"automation", "primary"}


def test_an_answer_was_given_when_it_was_given_however_long_it_waited():
    waited = timedelta(hours=9)
    given_at = read_answer(answer(1, age=waited / timedelta(milliseconds=1)), KEYS).given_at
    assert timedelta() <= now() - given_at - waited < timedelta(minutes=1)
    assert now() - read_answer(answer(1, age=-1e9), KEYS).given_at < timedelta(minutes=1)
    assert now() - read_answer(answer(1, age=1e15), KEYS).given_at < timedelta(days=31)


@pytest.mark.parametrize(
    "wrong", [{"outcome": "perhaps"}, {"product": "x"}, {"values": {}}, {"values": "yes"}, {"draw": "x"}]
)
def test_a_message_that_makes_no_sense_is_told_apart(wrong: dict):
    with pytest.raises(RequestError, match=r"A message of the Label page can't be read"):
        read_answer(answer(1, **wrong), KEYS)


@pytest.fixture
def store() -> Store:
    store = get_store()
    fill_products(store)
    return store


def take(store: Store, *messages: dict) -> list[str]:
    return [receipt.state for receipt in take_messages(store, messages)]


def labelled(store: Store) -> dict[int, str]:
    """{product: what is said of automation}."""
    with store.read() as session:
        frame = holding_labels_frame(session)
    own = frame[frame["capability"] == "automation"]
    return dict(zip(own["product_id"], own["value"], strict=True))


def test_each_message_gets_a_receipt_and_a_wrong_one_holds_up_no_other(store: Store):
    said = take(store, answer(1), answer(2, outcome="perhaps"), answer(3, product=99), answer(4, product=2), answer(1))
    assert said == [STORED, REFUSED, GONE, STORED, KNOWN]
    assert labelled(store) == {1: "yes", 2: "yes"}


def test_an_answer_and_its_undoing_can_come_together_and_again(store: Store):
    assert take(store, answer(1), undo(2, of=1), answer(3, values=NOTHING)) == [STORED, STORED, STORED]
    assert labelled(store) == {1: "no"}
    assert take(store, answer(1), undo(2, of=1)) == [KNOWN, KNOWN]
    assert labelled(store) == {1: "no"}


def test_a_product_whose_answer_is_taken_back_lies_on_its_screen_again(store: Store):
    take(store, answer(1), undo(2, of=1))
    with store.read() as session:
        (lease,) = session.scalars(select(Lease))
        (kept,) = session.scalars(select(Answer))
    assert (lease.product_id, lease.holder) == (1, "tab")
    assert kept.withdrawn_at is not None


def test_an_undoing_of_nothing_is_refused_or_known(store: Store):
    assert take(store, {"kind": "undo", "client": "tab"}, undo(2, of=7)) == [REFUSED, KNOWN]


def test_an_answer_with_the_model_in_view_is_marked(store: Store):
    take(store, answer(1, assisted=True))
    with store.read() as session:
        assert set(holding_labels_frame(session, "assisted")["assisted"]) == {True}
