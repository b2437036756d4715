"""What a run costs, and that it is known while the run goes on."""

import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.training import watch
from dashboard.training.cost import Energy, Meter, energy
from dashboard.training.devices import GpuUse, gpu_use
from dashboard.training.watch import watching
from db.engine import Store
from db.models import Job
from db.queries.training import create_run, get_run

USE = GpuUse("NVIDIA T4", 87, 1024, 15360, 70)


class Clock:
    """Stands still until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def fake_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An `nvidia-smi` that knows one card, first on the PATH."""
    tool = tmp_path / "bin" / "nvidia-smi"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\necho 'NVIDIA L4, 3, 12, 23034, [N/A]'\necho 'NVIDIA T4, 87, 1024, 15360, 70.00'\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=":")


def test_the_energy_of_an_hour_of_one_core_is_the_range_of_its_watts():
    assert energy(3600) == Energy(3.0, 16.0)


def test_a_graphics_card_adds_what_it_says_give_or_take_a_tenth():
    assert energy(0, gpu_watt_seconds=3600 * 100) == Energy(90.0, 110.0)


def test_each_stage_has_its_seconds():
    clock = Clock()
    meter = Meter(clock=clock)
    for stage, seconds in (("starting", 5), ("training", 20), ("tagging", 1)):
        meter.enter(stage)
        clock.now += seconds
    assert meter.cost()["stages"] == {"starting": 5, "training": 20, "tagging": 1}
    assert meter.cost()["seconds"] == 26


def test_between_two_looks_a_card_is_taken_to_draw_what_it_drew():
    clock = Clock()
    meter = Meter(clock=clock)
    meter.see_gpu(USE)
    clock.now += 3600
    meter.see_gpu(replace(USE, watts=10))
    spent = meter.cost()
    low, high = spent["energy"]["low_wh"], spent["energy"]["high_wh"]
    # The test itself takes some CPU seconds too.
    assert (low, high) == (pytest.approx(63, abs=0.1), pytest.approx(77, abs=0.1))
    assert spent["gpu"]["watts"] == 10


def test_a_run_on_a_processor_tells_of_no_card():
    assert "gpu" not in Meter().cost()


def test_the_card_that_the_run_uses_is_looked_at(fake_card: None):
    assert gpu_use("NVIDIA T4") == USE
    assert gpu_use("NVIDIA L4") == GpuUse("NVIDIA L4", 3, 12, 23034, 0)
    assert gpu_use("NVIDIA H100") is None


def test_the_cost_is_in_the_store_while_the_run_goes_on(store: Store, fake_card: None, monkeypatch: pytest.MonkeyPatch):
    with store.write() as session:
        session.add(Job(id=1, kind="train", payload={}))
        session.flush()
        run_id = create_run(session, 1, preset="fast", seed=7, config={})
    monkeypatch.setattr(watch, "SECONDS", 0.01)
    stored = threading.Event()
    keep = watch._store
    monkeypatch.setattr(watch, "_store", lambda *arguments: (keep(*arguments), stored.set()))
    with watching(store, run_id, Meter(gpu="NVIDIA T4")):
        assert stored.wait(20)
        with store.read() as session:
            run = get_run(session, run_id)
    assert run is not None
    assert run.cost["memory_mb"] > 10
    assert run.cost["gpu"]["use_percent"] == 87


def test_watching_ends_with_the_run_even_if_it_fails(store: Store):
    before = threading.active_count()

    def fail() -> None:
        with watching(store, 1, Meter()):
            assert threading.active_count() == before + 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert threading.active_count() == before
