"""How long a training takes, from the click on "Train" to tagged products, on a new store with the embedded catalogue.

    python benchmarks/training_speed.py [--rounds 3]

The clock starts where the page queues the job, and stops when the job has ended: start of the worker and of
TensorFlow, five networks for honest figures, the final one, export and tagging included. Told of each stage are seconds
on the clock and, as other programs may use the cores too, seconds of computing; medians of the rounds.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

GOAL = 90.0
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Train on fresh stores and print a line a stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = [train_once() for _ in range(parser.parse_args().rounds)]
    print("stage | seconds | computing")
    for stage in rounds[0]["stages"]:
        seconds, computing = (median(one[kind][stage] for one in rounds) for kind in ("stages", "cpu_stages"))
        print(f"{stage} | {seconds:.1f} | {computing:.1f}")
    waiting = median(one["total"] - one["seconds"] for one in rounds)
    print(f"until the worker begins, and after it | {waiting:.1f} |")
    total, computing = (median(one[kind] for one in rounds) for kind in ("total", "cpu_seconds"))
    print(f"in all | {total:.1f} (goal {GOAL:.0f} on two idle cores) | {computing:.1f}")
    print(f"peak memory: {max(one['peak_memory_mb'] for one in rounds):.0f} MB; load: {os.getloadavg()[0]:.1f}")


def train_once() -> dict[str, Any]:
    """Train on a new store, and return the run's cost with `total`, the seconds from the click to the end."""
    from dashboard.catalogue.loader import catalogue_request
    from dashboard.jobs.launcher import submit, wait_for
    from dashboard.store import get_store
    from dashboard.training.request import TrainingRequest
    from db.engine import close_stores
    from db.queries.training import list_runs

    with tempfile.TemporaryDirectory(prefix="strandline-benchmark-") as folder:
        os.environ |= {"STRANDLINE_HOME": folder, "STRANDLINE_CATALOGUE": "off"}
        store = get_store()
        wait_for(store, submit(store, "import", catalogue_request().to_payload()), on_progress=lambda _job: None)
        start = time.monotonic()
        job = wait_for(store, submit(store, "train", TrainingRequest().to_payload()), on_progress=lambda _job: None)
        total = time.monotonic() - start
        with store.read() as session:
            run = list_runs(session)[0]
        close_stores()
    if job.result is None:
        raise SystemExit(f"The training has failed: {job.error}")
    return {**(run.cost or {}), "total": total}


if __name__ == "__main__":
    main()
