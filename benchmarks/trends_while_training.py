"""Does the Trends page stay quick while a model trains? The server's time for a change of its filters.

    python benchmarks/trends_while_training.py [--home FOLDER] [--changes 40]

The page's script runs as the server runs it for a session (streamlit.testing), on a store with the embedded catalogue
and the two real lists, all tagged; each change asks for another period, source or language by the address. Then a
training is started, as a click on Train does, and the same changes are made again while its networks learn, and once
more when it was stopped, so that a busy moment of the machine does not count for one side alone. The store that is
named is copied: it is not changed.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from peer import COLUMNS, ROOT, home_with_a_model, real_file
from streamlit.testing.v1 import AppTest

from dashboard.jobs.launcher import submit
from dashboard.store import get_store
from dashboard.training.request import TrainingRequest
from db.engine import Store
from db.models import JobState
from db.queries.jobs import get_job, request_cancel

GOAL = 2.0
BEATS = 0.2
FILTERS = [
    {"by": by, "source": source, "language": language}
    for by, source, language in itertools.product(
        ("month", "quarter", "year"), ("producthunt", "yc", ""), ("zh", "en", "")
    )
    # A batch of Y Combinator is known to the season alone, and its texts are English.
    if source == "producthunt" or (by != "month" and (source, language) != ("yc", "zh"))
]


def main() -> None:
    """Change filters before, during and after a training, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home folder with the real lists and an active model")
    parser.add_argument("--changes", type=int, default=40)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="strandline-benchmark-") as folder:
        os.environ["STRANDLINE_HOME"] = str(filled(args.home, Path(folder) / "home"))
        alone, training = measure(args.changes)
    print(f"alone: median {median(alone):.3f} s of {len(alone)} changes, the slowest {max(alone):.3f} s")
    print(f"while training: median {median(training):.3f} s of {len(training)}, the slowest {max(training):.3f} s")
    print(f"ratio: {median(training) / median(alone):.2f} (goal at most {GOAL:.0f})")


def filled(named: Path | None, folder: Path) -> Path:
    """Return a home of our own: a copy of the one that was named, or a new one with both lists and a model."""
    with home_with_a_model(named) as home:
        shutil.copytree(home, folder)
    if named is None:
        environment = os.environ | {"STRANDLINE_HOME": str(folder)}
        for command in [*(["import", str(real_file(name))] for name in COLUMNS), ["tag"]]:
            program = [sys.executable, "-m", "dashboard", *command]
            subprocess.run(program, cwd=ROOT, env=environment, check=True, capture_output=True)
    return folder


def measure(changes: int) -> tuple[list[float], list[float]]:
    """Return the seconds of each change without a training, and of each while one went on."""
    store = get_store()
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    page.switch_page("pages/trends.py")
    seconds_of_changes(page, len(FILTERS))  # Fills the caches.
    before = seconds_of_changes(page, changes)
    job = submit(store, "train", TrainingRequest().to_payload())
    wait(store, job, lambda state, stage: state is JobState.RUNNING and stage == "training")
    during = seconds_of_changes(page, changes)
    if look(store, job) != (JobState.RUNNING, "training"):
        sys.exit("The training ended before the changes did: ask for fewer (--changes).")
    with store.write() as session:
        request_cancel(session, job)
    wait(store, job, lambda state, _stage: state.is_finished)
    return before + seconds_of_changes(page, changes), during


def seconds_of_changes(page: AppTest, count: int, *, with_chart: bool = True) -> list[float]:
    """Ask the page for one choice after the other, and return the seconds of each; `with_chart`: it must draw one."""
    seconds = []
    for choice in itertools.islice(itertools.cycle(FILTERS), count):
        for name, value in choice.items():
            page.query_params[name] = [value] if value else []
        start = time.perf_counter()
        page.run()
        seconds.append(time.perf_counter() - start)
        if page.exception:
            sys.exit(f"The page failed for {choice}: {page.exception[0].value}")
        if with_chart and not page.get("plotly_chart"):
            sys.exit(f"The page drew no chart for {choice}.")
    return seconds


def wait(store: Store, job: int, condition: Callable[[JobState, str], bool]) -> None:
    """Wait until the state and the stage of a job are what is waited for."""
    while not condition(*(now := look(store, job))):
        if now[0].is_finished:
            sys.exit("The training has ended before it was asked to.")
        time.sleep(BEATS)


def look(store: Store, job: int) -> tuple[JobState, str]:
    """Return the state and the stage of a job."""
    with store.read() as session:
        record = get_job(session, job)
    if record is None:
        raise LookupError(job)
    return record.state, record.stage


if __name__ == "__main__":
    main()
