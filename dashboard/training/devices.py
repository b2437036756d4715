"""What this machine can train on, found without TensorFlow in this process: importing it takes seconds and 700 MB."""

import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

from dashboard.messages import Message, message

_SMI = ("nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader,nounits")
_USE = (
    "nvidia-smi",
    "--query-gpu=name,utilization.gpu,memory.used,memory.total,power.draw",
    "--format=csv,noheader,nounits",
)
_SMI_SECONDS = 10
_TENSORFLOW_SECONDS = 120
_COUNT_GPUS = "import tensorflow as tf; print(len(tf.config.list_physical_devices('GPU')))"


@dataclass(frozen=True)
class Cpu:
    """The processor and its memory."""

    model: str
    cores: int
    memory_gb: float


@dataclass(frozen=True)
class Gpu:
    """A graphics card that the driver knows."""

    name: str
    memory_mb: int
    driver: str


@dataclass(frozen=True)
class GpuUse:
    """What a graphics card does at one moment; 0 for what it does not tell."""

    name: str
    use_percent: float
    memory_mb: float
    memory_total_mb: float
    watts: float


@dataclass(frozen=True)
class Devices:
    """What there is, and whether TensorFlow would use the graphics cards."""

    cpu: Cpu
    gpus: tuple[Gpu, ...]
    uses_gpu: bool
    # What that means for a training, in a sentence.
    said: Message


def find_devices() -> Devices:
    """Look at this machine. It takes seconds where there is a graphics card, and no time elsewhere."""
    gpus = find_gpus()
    uses_gpu = bool(gpus) and tensorflow_sees_gpus()
    return Devices(find_cpu(), gpus, uses_gpu, describe(gpus, uses_gpu=uses_gpu, system=platform.system()))


def find_cpu() -> Cpu:
    """Return the processor's name, the number of its cores and the memory."""
    return Cpu(_cpu_model(), os.cpu_count() or 1, round(psutil.virtual_memory().total / 2**30, 1))


def find_gpus() -> tuple[Gpu, ...]:
    """Return the graphics cards that NVIDIA's own tool lists; none where it is absent or fails."""
    return parse_gpus(_ask(_SMI))


def parse_gpus(listed: str) -> tuple[Gpu, ...]:
    """Return the cards of nvidia-smi's list; a card that does not tell its memory has 0.

    >>> parse_gpus("NVIDIA T4, 15360, 550.54")
    (Gpu(name='NVIDIA T4', memory_mb=15360, driver='550.54'),)
    """
    rows = [[cell.strip() for cell in line.split(",")] for line in listed.splitlines()]
    return tuple(
        Gpu(name, int(memory) if memory.isdigit() else 0, driver)
        for name, memory, driver in (row for row in rows if len(row) == 3)
    )


def gpu_use(name: str) -> GpuUse | None:
    """Return what the graphics card of this name does now; the first of several, None where there is none."""
    return next((use for use in parse_gpu_uses(_ask(_USE)) if use.name == name), None)


def parse_gpu_uses(listed: str) -> tuple[GpuUse, ...]:
    """Return what each card of nvidia-smi's list does.

    >>> parse_gpu_uses("NVIDIA T4, 87, 1024, 15360, 65.25")
    (GpuUse(name='NVIDIA T4', use_percent=87.0, memory_mb=1024.0, memory_total_mb=15360.0, watts=65.25),)
    """
    rows = [[cell.strip() for cell in line.split(",")] for line in listed.splitlines()]
    return tuple(GpuUse(row[0], *map(_number, row[1:])) for row in rows if len(row) == 5)


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return 0.0  # "[N/A]": a virtual card, for one, tells no watts.


def _ask(command: tuple[str, ...]) -> str:
    """Return what NVIDIA's own tool prints; nothing where it is absent or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SMI_SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def tensorflow_sees_gpus() -> bool:
    """Ask TensorFlow, in a process of its own, whether it can use a graphics card."""
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, "-c", _COUNT_GPUS]
    try:
        counted = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, timeout=_TENSORFLOW_SECONDS, check=True, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return counted.stdout.strip() not in ("", "0")


def describe(gpus: tuple[Gpu, ...], *, uses_gpu: bool, system: str) -> Message:
    """Return the sentence for a machine. `system` is platform.system()."""
    if uses_gpu:
        return message("A training uses the graphics card {name}.", name=gpus[0].name)
    if gpus and system == "Windows":
        return message(
            "There is a graphics card, {name}, and TensorFlow can't use it on Windows itself. A training uses the "
            "processor, which is enough for the preset fast. To use the card, run Strandline inside WSL2.",
            name=gpus[0].name,
        )
    if gpus:
        return message(
            "There is a graphics card, {name}, and TensorFlow lacks the libraries for it. A training uses the "
            "processor, which is enough for the preset fast. To use the card: pip install 'tensorflow[and-cuda]'.",
            name=gpus[0].name,
        )
    return message(
        "There is no graphics card that TensorFlow can use. A training uses the processor, which is enough for the "
        "preset fast."
    )


def _cpu_model() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
