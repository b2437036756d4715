"""What a run costs: time, computing, memory, energy. It is known while the run goes on, and stored with it."""

import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import psutil

from dashboard.training.devices import GpuUse

#: Watts that one busy core draws: about 3 in a laptop (28 W for 8 cores) and 16 in a desktop (125 W for 8). A server's
#: core lies between them.
CORE_WATTS = (3.0, 16.0)
#: How far a card's own reading of its watts may be off, either way (NVIDIA's manual of nvidia-smi says 5 %, and we look
#: once a second only).
GPU_ERROR = 0.10
_SECONDS_AN_HOUR = 3600


@dataclass(frozen=True)
class Energy:
    """What the computing took, in watt hours; the rest of the machine is not counted in."""

    low_wh: float
    high_wh: float


def energy(cpu_seconds: float, gpu_watt_seconds: float = 0.0) -> Energy:
    """Return the range in which the energy of a computation lies.

    It is the seconds of all cores together times CORE_WATTS, and what the graphics card said that it drew, give or take
    GPU_ERROR. Not in it: memory, disks, screen, cooling, and what the machine would have drawn anyway.

    >>> energy(cpu_seconds=3600)
    Energy(low_wh=3.0, high_wh=16.0)
    """
    low, high = (cpu_seconds * watts for watts in CORE_WATTS)
    return Energy(
        round((low + gpu_watt_seconds * (1 - GPU_ERROR)) / _SECONDS_AN_HOUR, 3),
        round((high + gpu_watt_seconds * (1 + GPU_ERROR)) / _SECONDS_AN_HOUR, 3),
    )


@dataclass
class Meter:
    """Runs from when it is made, in the process whose computing it measures."""

    # The name of the graphics card that the run uses, once that is known.
    gpu: str | None = None
    clock: Callable[[], float] = time.monotonic
    _cpu: float = field(default_factory=time.process_time)
    # The stages in their order, with the moment in which each began, and the computing until then.
    _stages: list[tuple[str, float, float]] = field(default_factory=list)
    _use: GpuUse | None = None
    _gpu_seen_at: float = 0.0
    _gpu_watt_seconds: float = 0.0

    def __post_init__(self) -> None:
        self._began = self.clock()

    @property
    def seconds(self) -> float:
        """Return the seconds since the start."""
        return round(self.clock() - self._began, 2)

    @property
    def cpu_seconds(self) -> float:
        """Return the seconds that all cores together have computed since the start."""
        return round(time.process_time() - self._cpu, 2)

    def enter(self, stage: str) -> None:
        """Begin a stage of the run, which ends the one before it."""
        self._stages.append((stage, self.seconds, self.cpu_seconds))

    def see_gpu(self, use: GpuUse) -> None:
        """Take note of what the graphics card does at this moment; between two looks it is taken to do the same."""
        moment = self.clock()
        if self._use is not None:
            self._gpu_watt_seconds += self._use.watts * (moment - self._gpu_seen_at)
        self._use, self._gpu_seen_at = use, moment

    def cost(self) -> dict[str, Any]:
        """Return what the run has cost so far, as builtins.

        `seconds` on the clock, and of all cores together `cpu_seconds`; `memory_mb` now, `peak_memory_mb` at most;
        `stages`, seconds of each, `cpu_stages` likewise; `energy`, an Energy; with a graphics card `gpu`, a GpuUse.
        """
        cpu = self.cpu_seconds
        spent = {
            "seconds": self.seconds,
            "cpu_seconds": cpu,
            "memory_mb": round(psutil.Process().memory_info().rss / 2**20),
            "peak_memory_mb": _peak_memory_mb(),
            "stages": self._of_stages([began for _, began, _ in self._stages], self.seconds),
            "cpu_stages": self._of_stages([spent for _, _, spent in self._stages], cpu),
            "energy": asdict(energy(cpu, self._gpu_watt_seconds)),
        }
        return spent if self._use is None else spent | {"gpu": asdict(self._use)}

    def _of_stages(self, begins: list[float], now: float) -> dict[str, float]:
        ends = [*begins[1:], now]
        stages = (stage for stage, _, _ in self._stages)
        return {stage: round(end - begin, 2) for stage, begin, end in zip(stages, begins, ends, strict=False)}


def _peak_memory_mb() -> float:
    if sys.platform == "win32":
        return round(psutil.Process().memory_info().peak_wset / 2**20)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kilobytes, but bytes on macOS.
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10))
