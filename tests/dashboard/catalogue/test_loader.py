"""The catalogue's life in a store: it comes once, by the path of any file, and it goes in one act."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.catalogue import loader
from dashboard.catalogue.loader import begin, catalogue_imports, catalogue_request, load_catalogue, remove_catalogue
from dashboard.importing.job import run_import, run_undo
from dashboard.store import get_store
from db.engine import Store
from db.models import JobState, Label, Product
from db.queries.capabilities import add_missing_capabilities
from db.queries.jobs import JobRecord, claim_next_job, finish_job, list_jobs, queue_job
from tests.small_store import fill_products

WORK = {"import": run_import, "undo": run_undo, "train": lambda context: None}
ROWS = len(loader.PRODUCTS.read_bytes().splitlines()) - 1


class Worker:
    """Does a claimed job here and now, in place of a process of its own."""

    def __init__(self, store: Store, job: JobRecord) -> None:
        self.store, self.job_id, self.payload = store, job.id, job.payload

    def report(self, stage: str, progress: float | None = None) -> None:
        pass

    def finish(self, session, result) -> None:
        finish_job(session, self.job_id, JobState.SUCCEEDED, result=result)


def work(store: Store) -> list[str]:
    """Do all that is queued; return the kinds in the order in which they were done."""
    done = []
    while True:
        with store.write() as session:
            job = claim_next_job(session)
        if job is None:
            return done
        WORK[job.kind](Worker(store, job))
        with store.write() as session:
            finish_job(session, job.id, JobState.SUCCEEDED)
        done.append(job.kind)


def count(store: Store, *where) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Product).where(*where))


def queued(store: Store) -> list[str]:
    with store.read() as session:
        return [job.kind for job in reversed(list_jobs(session))]


@pytest.fixture(autouse=True)
def tended(monkeypatch: pytest.MonkeyPatch) -> list[Store]:
    """No worker is started; the stores are listed for which one was asked for."""
    asked: list[Store] = []
    monkeypatch.setattr(loader, "tend", asked.append)
    return asked


@pytest.fixture
def prepared(store: Store) -> Store:
    """A store on each database, with the label set that the catalogue is labelled by."""
    with store.write() as session:
        add_missing_capabilities(session, DEFAULT_CAPABILITIES)
    return store


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STRANDLINE_CATALOGUE")


@pytest.mark.usefixtures("wanted")
def test_a_new_store_gets_the_catalogue_and_a_training_once(prepared: Store, tended):
    store = prepared
    begin(store)
    begin(store)
    assert queued(store) == ["import", "train"]
    assert tended == [store]
    assert work(store) == ["import", "train"]
    assert count(store) == ROWS
    begin(store)
    assert work(store) == []


@pytest.mark.usefixtures("wanted")
def test_two_first_tabs_load_it_once(store: Store):
    together = Barrier(2)

    def open_tab() -> None:
        together.wait()
        begin(store)

    tabs = [Thread(target=open_tab) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert queued(store) == ["import", "train"]


@pytest.mark.usefixtures("wanted")
def test_a_store_with_products_of_its_own_is_left_alone():
    store = get_store()
    fill_products(store)
    begin(store)
    assert queued(store) == []


@pytest.mark.usefixtures("wanted")
def test_a_store_into_which_a_file_is_on_its_way_is_left_alone():
    store = get_store()
    with store.write() as session:
        queue_job(session, "import", {})
    begin(store)
    assert queued(store) == ["import"]


@pytest.mark.parametrize("said", ["off", "OFF", " off "])
def test_off_leaves_it_out_of_the_first_start_but_not_out_of_reach(monkeypatch: pytest.MonkeyPatch, said: str):
    monkeypatch.setenv("STRANDLINE_CATALOGUE", said)
    store = get_store()
    begin(store)
    assert queued(store) == []
    load_catalogue(store)
    load_catalogue(store)  # A second click before the first has been done.
    assert queued(store) == ["import", "train"]


@pytest.mark.usefixtures("wanted")
def test_what_was_removed_stays_removed_until_somebody_asks_for_it():
    store = get_store()
    begin(store)
    work(store)
    load_catalogue(store)
    work(store)
    remove_catalogue(store)
    remove_catalogue(store)  # A second click before the first has been done.
    assert work(store) == ["undo", "undo"], "both imports go: what a later one affirms would stay"
    assert count(store) == 0
    begin(store)
    assert work(store) == []
    load_catalogue(store)
    work(store)
    assert count(store) == ROWS


@pytest.mark.usefixtures("wanted")
def test_removing_it_before_it_has_come_stops_it():
    store = get_store()
    begin(store)
    remove_catalogue(store)
    assert work(store) == ["train"]
    assert count(store) == 0
    begin(store)
    assert queued(store) == ["import", "train"]


def test_labels_join_the_audit_lane_with_their_probabilities(prepared: Store):
    store = prepared
    get_labels = select(Label.origin, Label.annotator, Label.lane, func.min(Label.inclusion_probability)).group_by(
        Label.origin, Label.annotator, Label.lane
    )
    load_catalogue(store)
    work(store)
    with store.read() as session:
        ((origin, annotator, lane, lowest),) = session.execute(get_labels).all()
        without = session.scalar(select(func.count()).where(Label.inclusion_probability.is_(None)))
        labels = session.scalar(select(func.count(Label.id)))
        stale = session.scalar(
            select(func.count()).where(Label.product_id == Product.id, Label.text_hash != Product.text_hash)
        )
    assert (origin, annotator, lane) == ("catalogue", "catalogue", "audit")
    assert 0 < lowest < 1
    assert labels == 6 * ROWS, "four capabilities, ai and primary"
    assert without == 0
    assert stale == 0


def test_a_launch_keeps_what_the_file_says_of_it():
    store = get_store()
    load_catalogue(store)
    work(store)
    with store.read() as session:
        muse = session.scalars(select(Product).where(Product.external_id == "yc-10")).one()
        assert (muse.source, muse.name, muse.launched_on.isoformat()) == ("yc", "The Muse", "2012-03-20")
        assert (muse.launched_precision, muse.language, muse.industry) == ("season", "zh", "hr_recruiting")
    assert count(store, Product.launched_on.is_(None)) == 0


def test_a_second_load_changes_nothing():
    store = get_store()
    load_catalogue(store)
    work(store)
    load_catalogue(store)
    work(store)
    with store.read() as session:
        again, first = catalogue_imports(session)
    assert (first.new, first.refused) == (ROWS, 0)
    assert (again.new, again.updated, again.unchanged, again.labels) == (0, 0, ROWS, 0)


def test_the_request_survives_the_way_through_the_queue():
    request = catalogue_request()
    assert type(request).from_payload(request.to_payload()) == request
