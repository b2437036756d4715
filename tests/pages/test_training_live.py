"""A run on the Training page: while it trains, and after."""

from collections.abc import Callable
from dataclasses import asdict

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.jobs import launcher
from dashboard.store import get_store
from dashboard.training.cost import energy
from db.models import JobState, Product
from db.queries.jobs import claim_next_job, finish_job, get_job, queue_job, report_progress
from db.queries.training import EpochRecord, add_epoch, add_run_data, create_run, describe_run
from db.settings import home as home_folder

PAGE = "pages/training.py"
STAGES = {"starting": 5.0, "reading": 1.0, "training": 20.0}
COST = {"seconds": 26.0, "cpu_seconds": 40.0, "memory_mb": 900, "peak_memory_mb": 1229, "stages": STAGES}
CARD = {"name": "NVIDIA T4", "use_percent": 87.0, "memory_mb": 1024.0, "memory_total_mb": 15360.0, "watts": 70.0}
LATER = {"evaluating": 6.0, "exporting": 3.0, "tagging": 1.0}


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "start_worker", lambda store: None)


def start_run(cost: dict | None = None) -> tuple[int, int]:
    """Queue and claim a job, and add its run: returns the numbers of both."""
    with get_store().write() as session:
        queue_job(session, "train", {})
    with get_store().write() as session:
        job = claim_next_job(session)
        assert job is not None
        run_id = create_run(session, job.id, preset="fast", seed=7, config={"epochs": 4, "folds": 5})
        describe_run(session, run_id, cost=cost or COST | {"energy": asdict(energy(40))})
    return job.id, run_id


def train_half(job_id: int, run_id: int) -> None:
    """Two epochs of 80 texts in 0.1 s each, and half of the training done."""
    with get_store().write() as session:
        for epoch in (1, 2):
            figures = {"automation": {"average_precision": 0.3 * epoch, "f1": 0.2 * epoch}}
            add_epoch(session, run_id, EpochRecord(1, epoch, 1 / epoch, 1.0, 0.3 * epoch, 0.1, 80, figures))
        report_progress(session, job_id, "training", 0.5)


def finish(job_id: int, state: JobState) -> None:
    with get_store().write() as session:
        assert finish_job(session, job_id, state)


def metrics(page: AppTest) -> dict[str, str]:
    assert not page.exception
    return {metric.label: metric.value for metric in page.metric}


def captions(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(caption.value for caption in page.caption)


def test_before_the_first_epoch_the_page_says_that_it_is_to_come(open_page: Callable[..., AppTest]):
    start_run()
    assert "The first epoch is still to come." in captions(open_page(PAGE, lang="en"))


def test_a_run_that_goes_on_shows_its_pace(open_page: Callable[..., AppTest]):
    train_half(*start_run())
    shown = metrics(open_page(PAGE, lang="en"))

    assert shown["Texts a second"] == "800"
    assert shown["Memory of the worker"] == "900 MB"
    # Half of the training took 20 s; what comes after it, no earlier run tells.
    assert shown["Left of the training, about"] == "20 s"
    assert "Elapsed" in shown


def test_with_an_earlier_run_the_time_of_all_stages_is_foreseen(open_page: Callable[..., AppTest]):
    job_id, _ = start_run(COST | {"energy": asdict(energy(40)), "stages": STAGES | LATER})
    finish(job_id, JobState.SUCCEEDED)
    train_half(*start_run())
    assert metrics(open_page(PAGE, lang="en"))["Left, about"] == "30 s"


def test_a_run_on_a_graphics_card_shows_its_use_and_memory(open_page: Callable[..., AppTest]):
    train_half(*start_run(COST | {"gpu": CARD}))
    shown = metrics(open_page(PAGE, lang="en"))

    assert shown["Graphics card in use"] == "87 %"
    assert shown["Memory of the graphics card"] == "1.0 GB of 15.0 GB"


def test_the_curves_of_a_run_grow_in_place(open_page: Callable[..., AppTest]):
    job_id, run_id = start_run()
    train_half(job_id, run_id)
    page = open_page(PAGE, lang="en")
    before = page.get("vega_lite_chart")
    with get_store().write() as session:
        add_epoch(session, run_id, EpochRecord(1, 3, 0.3, 1.0, 0.6, 0.1, 80, None))
    page.run()

    after = page.get("vega_lite_chart")
    assert len(after) == 4
    assert after[0].proto.data.data != before[0].proto.data.data
    # One identity and one specification: the browser draws on.
    assert [chart.proto.id for chart in after] == [chart.proto.id for chart in before]
    assert [chart.proto.spec for chart in after] == [chart.proto.spec for chart in before]


def test_the_end_of_the_log_can_be_read_while_a_run_goes_on(open_page: Callable[..., AppTest]):
    job_id, run_id = start_run()
    train_half(job_id, run_id)
    with get_store().read() as session:
        job = get_job(session, job_id)
    assert job is not None
    path = home_folder() / job.log_file
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(f"line {number}" for number in range(40)))
    page = open_page(PAGE, lang="en")

    (log,) = page.code
    assert log.value.splitlines()[-1] == "line 39"
    assert len(log.value.splitlines()) == 12


def test_a_batch_is_shown_as_the_network_reads_it(open_page: Callable[..., AppTest]):
    job_id, run_id = start_run()
    train_half(job_id, run_id)
    targets = {"automation": 1, "intelligence": 0, "cross_domain": None}
    read = {"features": 40, "weightiest": [["transcri", 0.31], ["医院", 0.2]], "targets": targets}
    with get_store().write() as session:
        names = {"external_id": "1", "product_group": "1", "name": "Notes", "description": "It transcribes *calls*."}
        session.add(Product(id=1, source="test", language="en", text_hash="1", **names))
        batch = {"size": 16, "texts": [{"product_id": 1, **read}, {"product_id": 2, **read}]}
        add_run_data(session, run_id, {"batch": batch})
    page = open_page(PAGE, lang="en")

    assert not page.exception
    assert any(text.value == "Notes. It transcribes *calls*." for text in page.text)
    shown = "\n".join(text.value for text in page.markdown)
    assert ":gray-badge[transcri 0.31] :gray-badge[医院 0.20]" in shown
    assert ":green-badge[Automation: yes] :orange-badge[Intelligence: no] :gray-badge[Cross\\-domain: ?]" in shown
    assert "This product is no longer in the store." in captions(page)


@pytest.mark.parametrize("state", [JobState.SUCCEEDED, JobState.CANCELLED])
def test_a_run_that_has_ended_says_what_it_cost(open_page: Callable[..., AppTest], state: JobState):
    job_id, run_id = start_run()
    train_half(job_id, run_id)
    finish(job_id, state)
    page = open_page(PAGE, lang="en")

    assert metrics(page) == {}
    said = captions(page)
    assert "26 s on the clock, 40 s of computing" in said
    assert "1.2 GB of memory at most" in said
    # 40 s of a core at 3 to 16 watts.
    assert "0.03 to 0.18 Wh" in said


def test_a_run_of_before_costs_were_kept_so_says_nothing_of_them(open_page: Callable[..., AppTest]):
    job_id, _ = start_run({"seconds": 26.0})
    finish(job_id, JobState.SUCCEEDED)
    assert "Cost:" not in captions(open_page(PAGE, lang="en"))


def test_a_run_that_was_stopped_at_once_says_so(open_page: Callable[..., AppTest]):
    job_id, _ = start_run()
    finish(job_id, JobState.CANCELLED)
    assert "This run ended before its first epoch." in captions(open_page(PAGE, lang="en"))


def test_the_page_reads_in_chinese_too(open_page: Callable[..., AppTest]):
    train_half(*start_run())
    assert metrics(open_page(PAGE, lang="zh"))["每秒文本数"] == "800"
