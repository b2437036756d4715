"""Leases: which product lies on whose screen, so that no two tabs are given the same one."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import Lease, now
from db.queries.answers import lock_labelling

#: Products that are judged for the first time. A second look has a scope of its own.
FIRST = "first"
SECOND = "second"
#: A tab that is open asks for more time long before; one that is shut lets its products go after so long.
LEASE = timedelta(minutes=15)


def take_leases(
    session: Session,
    holder: str,
    candidates: Iterable[int],
    count: int,
    *,
    scope: str = FIRST,
    moment: datetime | None = None,
) -> list[int]:
    """Give `holder` the first `count` of the candidates that nobody else holds, for LEASE from now; return them.

    Those that it holds already are kept on; those that are no candidates any more are let go.
    """
    lock_labelling(session)
    moment = moment or now()
    held = {
        lease.product_id: lease.holder
        for lease in session.scalars(select(Lease).where(Lease.scope == scope, Lease.expires_at > moment))
    }
    taken: list[int] = []
    for product_id in candidates:
        if len(taken) == count:
            break
        if held.get(product_id, holder) == holder:
            taken.append(product_id)
    _replace(session, holder, scope, taken, moment)
    return taken


def lease_again(session: Session, holder: str, product_id: int, *, scope: str = FIRST) -> bool:
    """Give back a product whose answer was taken back to who held it; False where somebody else has it by now."""
    lock_labelling(session)
    moment = now()
    lease = session.get(Lease, (product_id, scope))
    if lease is not None and lease.holder != holder and lease.expires_at > moment:
        return False
    session.merge(Lease(product_id=product_id, scope=scope, holder=holder, expires_at=moment + LEASE))
    return True


def _replace(session: Session, holder: str, scope: str, product_ids: Sequence[int], moment: datetime) -> None:
    over = (Lease.holder == holder) | (Lease.expires_at <= moment)
    session.execute(delete(Lease).where(Lease.scope == scope, over))
    session.add_all(
        Lease(product_id=product_id, scope=scope, holder=holder, expires_at=moment + LEASE)
        for product_id in product_ids
    )
    session.flush()
