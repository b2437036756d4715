"""How fast are the counts behind Trends, against DuckDB's for the same over a table in memory?

    python benchmarks/trends_speed.py [--home FOLDER] [--rounds 41]

Launches by quarter and source, and for each capability the tagged and the positive ones, on a store with the two real
lists, all tagged. Both take turns; printed is the ratio of their medians. The store that is named is copied. What a
change of a filter costs as a whole says trends_views.py.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import duckdb
import pandas as pd
from trends_while_training import filled

from dashboard.store import get_store
from dashboard.trends.counts import count_trends
from dashboard.trends.launches import capability_keys
from dashboard.trends.query import TrendQuery
from db.queries.trends import launches_frame

GOAL = 5.0


def main() -> None:
    """Count in turns and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home folder with the real lists and an active model")
    parser.add_argument("--rounds", type=int, default=41)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="strandline-benchmark-") as folder:
        os.environ["STRANDLINE_HOME"] = str(filled(args.home, Path(folder) / "home"))
        with get_store().read() as session:
            launches = launches_frame(session)
    query, duck = TrendQuery(by="quarter"), duckdb_counts(launches)
    pairs = [(timed(lambda: count_trends(launches, query)), timed(duck)) for _ in range(args.rounds)]
    ours, theirs = (median(one) for one in zip(*pairs, strict=True))
    print(f"{len(launches):,} launches: {1000 * ours:.1f} ms, DuckDB {1000 * theirs:.1f} ms")
    print(f"ratio: {ours / theirs:.2f} (goal at most {GOAL:.0f})")


def duckdb_counts(launches: pd.DataFrame) -> Callable[[], object]:
    """Return what counts the same in DuckDB: launches by quarter and source, tagged and positive by capability."""
    connection = duckdb.connect()
    names, keys = ["source", "launched_precision"], capability_keys(launches)
    columns = [*names, "launched_on", *(f"tag_{key}" for key in keys)]
    connection.register("frame", launches[columns].astype(dict.fromkeys(names, "object")))
    connection.execute("CREATE TABLE launches AS SELECT * FROM frame")
    sums = ", ".join(
        f"count(*) FILTER (tag_{key} >= 0) AS tagged_{key}, count(*) FILTER (tag_{key} = 1) AS positives_{key}"
        for key in keys
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
