"""What a machine can train on, in one sentence a case."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.training import devices
from dashboard.training.devices import Gpu, describe, find_cpu, find_devices, find_gpus, parse_gpus

ROOT = Path(__file__).resolve().parents[3]
CARD = Gpu("NVIDIA T4", 15360, "550.54")


@pytest.mark.parametrize(
    ("gpus", "uses_gpu", "system", "said"),
    [
        ((CARD,), True, "Linux", "uses the graphics card NVIDIA T4"),
        ((CARD,), False, "Linux", "pip install 'tensorflow[and-cuda]'"),
        ((CARD,), False, "Windows", "inside WSL2"),
        ((), False, "Linux", "There is no graphics card that TensorFlow can use"),
    ],
)
def test_each_case_has_its_sentence(gpus: tuple[Gpu, ...], uses_gpu: bool, system: str, said: str):
    assert said in describe(gpus, uses_gpu=uses_gpu, system=system).text()


def test_cards_are_read_from_the_list_of_the_driver():
    assert parse_gpus("NVIDIA T4, 15360, 550.54\nGrid, [N/A], 1\n") == (CARD, Gpu("Grid", 0, "1"))
    assert parse_gpus("") == ()


def test_a_machine_without_the_drivers_tool_has_no_cards(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(devices, "_SMI", ("no-such-tool",))
    assert find_gpus() == ()


def test_tensorflow_is_asked_only_where_there_is_a_card(monkeypatch: pytest.MonkeyPatch):
    asked = []
    monkeypatch.setattr(devices, "tensorflow_sees_gpus", lambda: asked.append(1) or True)
    monkeypatch.setattr(devices, "find_gpus", lambda: ())
    assert not find_devices().uses_gpu
    monkeypatch.setattr(devices, "find_gpus", lambda: (CARD,))
    assert find_devices().uses_gpu
    assert asked == [1]


def test_the_processor_is_named():
    cpu = find_cpu()
    assert cpu.cores >= 1
    assert cpu.memory_gb > 0
    assert cpu.model


def test_looking_loads_no_tensorflow():
    code = (
        "import sys; from dashboard.training.devices import find_cpu, describe; find_cpu();"
        "print(sorted({'tensorflow', 'keras', 'scipy', 'sklearn', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
