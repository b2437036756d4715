"""Keeps what a run costs in the store while it goes on, so that a page can show it."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from dashboard.training.cost import Meter
from dashboard.training.devices import gpu_use
from db.engine import Store
from db.queries.training import describe_run

SECONDS = 1.0

log = logging.getLogger(__name__)


@contextmanager
def watching(store: Store, run_id: int, meter: Meter) -> Iterator[None]:
    """Store the cost of a run once a second, from a thread beside the run, until the run ends."""
    ended = threading.Event()

    def keep() -> None:
        while not ended.wait(SECONDS):
            if meter.gpu is not None and (use := gpu_use(meter.gpu)):
                meter.see_gpu(use)
            _store(store, run_id, meter)

    thread = threading.Thread(target=keep, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _store(store: Store, run_id: int, meter: Meter) -> None:
    try:
        with store.write() as session:
            describe_run(session, run_id, cost=meter.cost())
    except OperationalError as error:
        log.warning("The store is busy; the cost of this second is left out: %s", error)
