"""How long does each view of Trends take to redraw after a change of its filters, on the server?

    python benchmarks/trends_views.py [--home FOLDER] [--changes 30] [--view NAME …]

The page's script runs as the server runs it for a session (streamlit.testing), on a store with the embedded catalogue
and the two real lists, all tagged; each change asks for another period, source or language by the address.
"""

import argparse
import os
import tempfile
from pathlib import Path

import numpy as np
from peer import ROOT
from streamlit.testing.v1 import AppTest
from trends_while_training import FILTERS, filled, seconds_of_changes

MEDIAN_GOAL, SLOW_GOAL = 0.3, 0.6
#: What the address says beside the filters.
VIEWS = {
    "shares": {},
    "real": {"view": "real"},
    "where by industry": {"view": "where"},
    "where together": {"view": "where", "pane": "together"},
    "where new pairs": {"view": "where", "pane": "new"},
    "compare": {"view": "compare", "a.industry": "health", "b.industry": "finance"},
}


def main() -> None:
    """Print the median and the 95th percentile of every view's changes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a home folder with the real lists and an active model")
    parser.add_argument("--changes", type=int, default=30)
    parser.add_argument("--view", choices=VIEWS, action="append", help="these alone")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="strandline-benchmark-") as folder:
        os.environ["STRANDLINE_HOME"] = str(filled(args.home, Path(folder) / "home"))
        for name in args.view or VIEWS:
            seconds = measure(VIEWS[name], args.changes)
            middle, slow = np.quantile(seconds, (0.5, 0.95))
            print(f"{name}: median {middle:.3f} s (goal {MEDIAN_GOAL}), 95 % within {slow:.3f} s (goal {SLOW_GOAL})")


def measure(address: dict[str, str], changes: int) -> list[float]:
    """Return the seconds of each change of the filters of one view."""
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in address.items():
        page.query_params[key] = value
    page.switch_page("pages/trends.py")
    # Some choices have no new pair of fields, and so no chart.
    seconds_of_changes(page, len(FILTERS), with_chart=False)  # Fills the caches.
    return seconds_of_changes(page, changes, with_chart=False)


if __name__ == "__main__":
    main()
