"""What a run costs: time, computing, memory."""

import sys
import time
from dataclasses import dataclass, field

import psutil


@dataclass(frozen=True)
class Meter:
    """Runs from when it is made."""

    _wall: float = field(default_factory=time.monotonic)
    _cpu: float = field(default_factory=time.process_time)

    @property
    def seconds(self) -> float:
        """Return the seconds since the start."""
        return round(time.monotonic() - self._wall, 2)

    def cost(self) -> dict[str, float]:
        """Return seconds on the clock, seconds of all cores together, and the most memory that the process took."""
        cpu = round(time.process_time() - self._cpu, 2)
        return {"seconds": self.seconds, "cpu_seconds": cpu, "peak_memory_mb": _peak_memory_mb()}


def _peak_memory_mb() -> float:
    if sys.platform == "win32":
        return round(psutil.Process().memory_info().peak_wset / 2**20)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kilobytes, but bytes on macOS.
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10))
