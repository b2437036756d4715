"""What a tab sends: answers, and answers taken back. Each message is stored once, however often it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from dashboard.messages import RequestError, message
from db.engine import Store
from db.models import now
from db.queries.answers import OUTCOMES, SKIPPED, UNSURE, NewAnswer, store_answer, withdraw_answer
from db.queries.labelling import capability_keys
from db.queries.labels import NO, NONE, YES
from db.queries.leases import FIRST, lease_again

PRIMARY = "primary"
ANSWER, UNDO = "answer", "undo"
#: A message may have waited for a connection so long; what claims more is taken for a clock that was set.
OLDEST = timedelta(days=30)
_LONGEST = 200

# What became of a message: stored now; stored before; its product is gone; or it makes no sense.
STORED, KNOWN, GONE, REFUSED = "stored", "known", "gone", "refused"


@dataclass(frozen=True)
class Receipt:
    """What became of one message, by the name that the tab gave it."""

    id: str
    state: str


def take_messages(store: Store, messages: Sequence[Mapping[str, Any]], *, scope: str = FIRST) -> list[Receipt]:
    """Store what a tab sends, in the order in which it was given, all in one transaction; return a receipt of each.

    A message that makes no sense is refused by itself, so that it holds up no other one.
    """
    with store.write() as session:
        keys = capability_keys(session)
        return [Receipt(str(one.get("id", "")), _take(session, one, keys, scope)) for one in messages]


def read_answer(said: Mapping[str, Any], keys: Sequence[str]) -> NewAnswer:
    """Return the answer that a message holds. Raise RequestError for one that makes no sense.

    `keys` is the label set; capabilities that are no part of it any more are passed over.
    """
    try:
        outcome = OUTCOMES[OUTCOMES.index(said["outcome"])]
        draw = said.get("draw")
        age = timedelta(milliseconds=max(0.0, float(said.get("age", 0))))
        return NewAnswer(
            client=str(said["client"])[:_LONGEST],
            sequence=int(said["sequence"]),
            product_id=int(said["product"]),
            annotator=str(said["annotator"]).strip()[:_LONGEST],
            draw_id=None if draw is None else int(draw),
            outcome=outcome,
            assisted=bool(said["assisted"]),
            text_hash=str(said["text_hash"])[:_LONGEST],
            values=_values(outcome, said, keys),
            given_at=now() - min(age, OLDEST),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise RequestError(
            message(
                "A message of the Label page can't be read ({error}). It holds a product, an outcome and values. "
                "Reload the page.",
                error=repr(error),
            )
        ) from error


def _take(session: Session, said: Mapping[str, Any], keys: Sequence[str], scope: str) -> str:
    if said.get("kind") == UNDO:
        return _undo(session, said, scope)
    try:
        given = read_answer(said, keys)
    except RequestError:
        return REFUSED
    try:
        return STORED if store_answer(session, given) else KNOWN
    except LookupError:
        return GONE


def _undo(session: Session, said: Mapping[str, Any], scope: str) -> str:
    try:
        of, holder = said["of"], str(said["client"])
        client, sequence = str(of["client"]), int(of["sequence"])
    except (KeyError, TypeError, ValueError):
        return REFUSED
    product_id = withdraw_answer(session, client, sequence)
    if product_id is None:
        return KNOWN
    lease_again(session, holder, product_id, scope=scope)
    return STORED


def _values(outcome: str, said: Mapping[str, Any], keys: Sequence[str]) -> dict[str, str]:
    if outcome == SKIPPED:
        return {}
    given = said["values"]
    if not isinstance(given, Mapping) or not given:
        raise ValueError("values")
    own = [key for key in keys if key in given]
    if outcome == UNSURE:
        return dict.fromkeys(own, UNSURE)
    values = {key: YES if given[key] is True else NO for key in own}
    primary = _primary(values, said.get(PRIMARY))
    return values if primary is None else values | {PRIMARY: primary}


def _primary(values: Mapping[str, str], said: Any) -> str | None:
    """Return the main capability: the one that was said, else the only one that holds, or none; None: nobody knows."""
    held = [key for key, value in values.items() if value == YES]
    if said in held:
        return str(said)
    return NONE if not held else held[0] if len(held) == 1 else None
