"""How long until the first page is ready in a browser, against an empty one-line Streamlit app started the same way.

    python benchmarks/first_page.py [--home FOLDER] [--rounds 5]

The clock runs from the start of a fresh server to a page whose script has run. The two take turns, so that a busy
moment of the machine hits both; one round before the first warms the disk.
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from app_server import ROOT, chromium, filled_home, open_page, served
from playwright.sync_api import Browser

EMPTY = 'import streamlit as st; st.title("Empty")\n'
LIMIT = 2.0


def main() -> None:
    """Measure both apps in turns and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", help="a home folder that holds products; default: one with the two real files")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with filled_home(args.home) as home, tempfile.TemporaryDirectory() as folder, chromium() as browser:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        scripts = {"Strandline": ROOT / "app.py", "empty app": empty}
        seconds: dict[str, list[float]] = {name: [] for name in scripts}
        for number in range(args.rounds + 1):
            for name, script in scripts.items():
                taken = seconds_to_first_page(browser, script, home)
                if number:
                    seconds[name].append(taken)
    for name, values in seconds.items():
        print(f"{name}: median {median(values):.2f} s of {', '.join(f'{value:.2f}' for value in values)}")
    ratio = median(seconds["Strandline"]) / median(seconds["empty app"])
    print(f"ratio: {ratio:.2f} (limit {LIMIT:.1f})")


def seconds_to_first_page(browser: Browser, script: Path, home: Path) -> float:
    """Start a fresh server of a script and return the seconds until its page is ready in a browser."""
    with served(script, home) as server:
        open_page(browser, server.url)
        return time.perf_counter() - server.started


if __name__ == "__main__":
    main()
