"""How much memory the web process holds once the Overview has been opened, and whether TensorFlow is in it.

python benchmarks/web_memory.py [--home FOLDER]
"""

import argparse

import psutil
from app_server import ROOT, chromium, filled_home, open_page, served

LIMIT_MB = 350


def main() -> None:
    """Open the Overview of a filled store and print what the server's process holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", help="a home folder that holds products; default: one with the two real files")
    args = parser.parse_args()
    with filled_home(args.home) as home, served(ROOT / "app.py", home) as server, chromium() as browser:
        open_page(browser, server.url)
        process = psutil.Process(server.process.pid)
        resident = process.memory_info().rss / 1e6
        tensorflow = any("tensorflow" in region.path for region in process.memory_maps())
    print(f"web process after the Overview: {resident:.0f} MB resident (limit {LIMIT_MB} MB)")
    print(f"TensorFlow loaded: {'yes' if tensorflow else 'no'}")


if __name__ == "__main__":
    main()
