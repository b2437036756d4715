"""How long does a change of a filter take on Trends, and how fast are the counts behind it?

    python benchmarks/trends_speed.py [--home FOLDER] [--changes 60]

The page's script runs as the server runs it for a session (streamlit.testing), on a store with the two real lists, all
tagged and partly labelled at random, so that shares are corrected; each change asks for another period, source or
language by the address. The views of Trends take turns. Then the counts by period, source and capability are set beside
DuckDB's over the same table in memory (ratio of medians, both in turns). The store that is named is copied.
"""

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import duckdb
import numpy as np
import pandas as pd
from peer import ROOT
from streamlit.testing.v1 import AppTest
from trends_while_training import FILTERS, filled

from dashboard.store import get_store
from dashboard.trends.counts import count_trends
from dashboard.trends.launches import capability_keys
from dashboard.trends.query import TrendQuery
from dashboard.ui.trends_views import VIEWS
from db.queries.trends import launches_frame

MEDIAN, SLOW, TIMES = 0.3, 0.6, 5.0
#: Views that are not redrawn from the launches alone: jobs, files and texts.
OTHERS = ("new", "take", "take_along", "how", "saved", "terms")


def main() -> None:
    """Measure the page view by view, then the counts, and print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home folder with the real lists and an active model")
    parser.add_argument("--changes", type=int, default=60)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="strandline-benchmark-") as folder:
        os.environ["STRANDLINE_HOME"] = str(filled(args.home, Path(folder) / "home"))
        every: list[float] = []
        for view in VIEWS:
            if view not in OTHERS:
                seconds = changes(view, args.changes)
                every += seconds
                print(f"{view}: median {median(seconds):.3f} s, 95th percentile {np.quantile(seconds, 0.95):.3f} s")
        slow = np.quantile(every, 0.95)
        print(f"all: median {median(every):.3f} s (goal {MEDIAN}), 95th percentile {slow:.3f} s (goal {SLOW})")
        ours, duck = counts()
    print(
        f"counts: {1000 * ours:.1f} ms, DuckDB {1000 * duck:.1f} ms: {ours / duck:.1f} times (goal at most {TIMES:.0f})"
    )


def changes(view: str, count: int) -> list[float]:
    """Return the seconds of each change of a filter in one view; one round before fills the caches."""
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    page.switch_page("pages/trends.py")
    page.query_params["view"] = [view]
    seconds = []
    for number, choice in enumerate(itertools.islice(itertools.cycle(FILTERS), len(FILTERS) + count)):
        for name, value in choice.items():
            page.query_params[name] = [value] if value else []
        start = time.perf_counter()
        page.run()
        taken = time.perf_counter() - start
        if page.exception:
            sys.exit(f"The view {view} failed for {choice}: {page.exception[0].value}")
        if number >= len(FILTERS):
            seconds.append(taken)
    return seconds


def counts() -> tuple[float, float]:
    """Return the median seconds of our counts by quarter, and of DuckDB's, in turns."""
    with get_store().read() as session:
        launches = launches_frame(session)
    query = TrendQuery(by="quarter")
    duck = duckdb_counts(launches)
    ours, theirs = zip(*((timed(lambda: count_trends(launches, query)), timed(duck)) for _ in range(41)), strict=True)
    return median(ours), median(theirs)


def duckdb_counts(launches: pd.DataFrame) -> Callable[[], object]:
    """Return what counts the same in DuckDB: launches by quarter and source, tagged and positive by capability."""
    connection = duckdb.connect()
    table = launches.astype({"source": "str", "language": "str", "launched_precision": "str"})  # noqa: F841 - SQL reads it
    connection.execute("CREATE TABLE launches AS SELECT * FROM table")
    sums = ", ".join(
        f"count(*) FILTER (tag_{key} >= 0) AS tagged_{key}, count(*) FILTER (tag_{key} = 1) AS positives_{key}"
        for key in capability_keys(launches)
    )
    statement = (
        f"SELECT date_trunc('quarter', launched_on) AS period, source, count(*) AS products, {sums} FROM launches "  # noqa: S608
        "WHERE launched_on IS NOT NULL AND launched_precision IN ('day', 'month', 'season') GROUP BY ALL ORDER BY ALL"
    )
    return lambda: connection.execute(statement).fetchall()


def timed(act: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
