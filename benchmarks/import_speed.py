"""Measure an import against pandas: `python benchmarks/import_speed.py [FILE] [--runs N] [--json]`.

The peer reads the same file with `pandas.read_csv` and writes it into a fresh SQLite file with `DataFrame.to_sql`. It
cleans nothing, checks nothing, makes no keys and finds no launch twice. Each run is a process of its own with all
modules loaded before its clock starts; both kinds alternate, and the ratio is that of their medians. Also printed: the
peak memory of the importing process, the time for which it holds the write lock, and the wall time of the command
`import` as a person runs it, start of Python, command and worker included.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.engine import Store

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_FILE = ROOT.parent / "shared" / "data" / "producthunt_daily_zh.csv"
LIMITS = {"ratio": 4.0, "peak_mb": 400.0, "locked_seconds": 2.0}


def main() -> int:
    """Run the benchmark, print its figures, and return 1 where one is over its limit."""
    parser = argparse.ArgumentParser(description="Importing a file, against pandas.read_csv + DataFrame.to_sql")
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT_FILE)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", choices=sorted(KINDS), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.file.is_file():
        sys.exit(f"{args.file} is absent: the real records are not part of the project. Name another CSV file.")
    if args.one:
        print(json.dumps(KINDS[args.one](args.file)))
        return 0
    figures = measure(args.file, args.runs)
    print(json.dumps(figures) if args.json else "\n".join(readable(figures)))
    return int(any(figures[name] > limit for name, limit in LIMITS.items()))


def measure(file: Path, runs: int) -> dict[str, float]:
    """Alternate both kinds of run and return the medians, the ratio, the peak memory and the time of the lock."""
    results: dict[str, list[dict[str, float]]] = {kind: [] for kind in KINDS}
    for _ in range(runs):
        for kind, found in results.items():
            found.append(run_one(kind, file))
    seconds = {kind: statistics.median(run["seconds"] for run in found) for kind, found in results.items()}
    return {
        **{f"{kind}_seconds": round(taken, 3) for kind, taken in seconds.items()},
        "ratio": round(seconds["import"] / seconds["peer"], 2),
        "bare_ratio": round(seconds["import"] / seconds["bare_peer"], 2),
        "peak_mb": round(max(run["peak_mb"] for run in results["import"])),
        "peer_peak_mb": round(max(run["peak_mb"] for run in results["peer"])),
        "locked_seconds": round(max(run["locked_seconds"] for run in results["import"]), 3),
        "command_seconds": round(statistics.median(run_command(file) for _ in range(min(runs, 3))), 3),
        "products": results["import"][0]["products"],
        "runs": runs,
    }


def readable(figures: dict[str, float]) -> list[str]:
    """Return the figures as lines."""
    return [
        f"import: {figures['import_seconds']} s for {figures['products']} products (median of {figures['runs']} runs)",
        f"pandas.read_csv + DataFrame.to_sql: {figures['peer_seconds']} s",
        f"ratio: {figures['ratio']} (limit {LIMITS['ratio']})",
        f"the same on a sqlite3 connection: {figures['bare_peer_seconds']} s, ratio {figures['bare_ratio']}",
        f"peak memory: {figures['peak_mb']} MB (limit {LIMITS['peak_mb']:.0f}); the peer: {figures['peer_peak_mb']} MB",
        f"write lock held: {figures['locked_seconds']} s (limit {LIMITS['locked_seconds']})",
        f"the whole command, start of Python and worker included: {figures['command_seconds']} s",
    ]


def run_one(kind: str, file: Path) -> dict[str, float]:
    """Run one kind in a fresh process with an empty home, and return what it measured."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, __file__, str(file), "--one", kind]
        done = subprocess.run(command, env=environment(home), check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def run_command(file: Path) -> float:
    """Return the wall seconds of the command `import` on an empty home."""
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        command = [sys.executable, "-m", "dashboard", "import", str(file), "--json"]
        subprocess.run(command, cwd=ROOT, env=environment(home), check=True, capture_output=True)
        return time.perf_counter() - started


def environment(home: str) -> dict[str, str]:
    """Return the environment of a process that has a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STRANDLINE_")}
    return kept | {"STRANDLINE_HOME": home, "PYTHONPATH": str(ROOT)}


def import_once(file: Path) -> dict[str, float]:
    """Look at the file and import it, as the command does, without its processes."""
    from dashboard.importing.inspect import inspect_file, request_import
    from dashboard.importing.job import run_import
    from dashboard.store import get_store
    from db.queries.capabilities import list_capabilities

    store = get_store()
    with store.read() as session:
        capabilities = list_capabilities(session)
    started = time.perf_counter()
    request = request_import(file, file.name, inspect_file(file), capabilities)
    timed = TimedStore(store)
    result = run_import(Job(timed, request.to_payload()))
    return {
        "seconds": time.perf_counter() - started,
        "locked_seconds": timed.locked_seconds,
        "products": result["new"],
        "peak_mb": peak_mb(),
    }


class TimedStore:
    """A store that measures how long its write transactions last."""

    def __init__(self, store: "Store") -> None:
        self.read = store.read
        self.engine = store.engine
        self._store = store
        self.locked_seconds = 0.0

    @contextmanager
    def write(self) -> Iterator["Session"]:
        """Yield the store's own session, and note the time from its first statement to the end of its commit."""
        with self._store.write() as session:
            session.connection()  # Here the lock is taken.
            started = time.perf_counter()
            yield session
        self.locked_seconds = max(self.locked_seconds, time.perf_counter() - started)


@dataclass
class Job:
    """A job without a worker: nobody listens, and there is nothing to mark."""

    store: TimedStore
    payload: dict[str, object]
    job_id: None = None

    def report(self, stage: str, progress: float | None = None) -> None:
        """Say nothing."""

    def finish(self, session: "Session", result: dict[str, object]) -> None:
        """Mark nothing."""


def peer_once(file: Path) -> dict[str, float]:
    """Read the file with pandas and write it into a fresh SQLite file."""
    import pandas as pd
    from sqlalchemy import create_engine

    engine = create_engine(f"sqlite:///{os.environ['STRANDLINE_HOME']}/peer.db")
    started = time.perf_counter()
    pd.read_csv(file).to_sql("products", engine, index=False)
    return {"seconds": time.perf_counter() - started, "peak_mb": peak_mb()}


def bare_peer_once(file: Path) -> dict[str, float]:
    """Do the same past SQLAlchemy, on a connection of the driver: pandas knows that way for SQLite alone."""
    import sqlite3
    from contextlib import closing

    import pandas as pd

    with closing(sqlite3.connect(Path(os.environ["STRANDLINE_HOME"]) / "peer.db")) as connection:
        started = time.perf_counter()
        pd.read_csv(file).to_sql("products", connection, index=False)
        connection.commit()
        return {"seconds": time.perf_counter() - started, "peak_mb": peak_mb()}


def peak_mb() -> float:
    """Return the largest memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


KINDS = {"import": import_once, "peer": peer_once, "bare_peer": bare_peer_once}

if __name__ == "__main__":
    sys.exit(main())
