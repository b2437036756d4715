"""Store what became of a job, however busy the store is."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from db.engine import Store

RETRY_SECONDS = 0.5
#: A store that can't be written for this long is gone, and nobody is left to be told.
GIVE_UP_SECONDS = 600

T = TypeVar("T")
log = logging.getLogger(__name__)


def store_surely(store: Store, act: Callable[[Session], T]) -> T:
    """Run `act` in a write transaction, again and again while the store is locked or out of reach."""
    deadline = time.monotonic() + GIVE_UP_SECONDS
    while True:
        try:
            with store.write() as session:
                return act(session)
        except OperationalError as error:
            if time.monotonic() > deadline:
                raise
            log.warning("The store is busy; trying again: %s", error)
            time.sleep(RETRY_SECONDS)
