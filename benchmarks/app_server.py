"""What the benchmarks of the web app share: a filled home folder, a server on a free port, a browser."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
FILES = ("yc_companies.csv", "producthunt_daily_zh.csv")
READY = "[data-testid=stApp][data-test-script-state=notRunning] h1"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


@dataclass(frozen=True)
class Running:
    """A server that answers: its process, its address, and when it was started (time.perf_counter)."""

    process: subprocess.Popen[bytes]
    url: str
    started: float


@contextmanager
def filled_home(named: str | None) -> Iterator[Path]:
    """Yield the home folder that was named, else a fresh one into which the real files have been imported."""
    if named:
        yield Path(named).resolve()
        return
    if not DATA.is_dir():
        sys.exit(f"{DATA} is absent, and no home folder was named. Name one that holds products: --home FOLDER.")
    with tempfile.TemporaryDirectory(prefix="strandline-benchmark-") as folder:
        for name in FILES:
            command = [sys.executable, "-m", "dashboard", "import", str(DATA / name)]
            subprocess.run(command, cwd=ROOT, env=_environment(folder), check=True, stdout=subprocess.DEVNULL)
        yield Path(folder)


@contextmanager
def served(script: Path, home: Path) -> Iterator[Running]:
    """Yield a fresh server of one script; it is stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options, "--browser.gatherUsageStats=false"],
        cwd=script.parent,
        env=_environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_healthy(port)
        yield Running(process, f"http://127.0.0.1:{port}", started)
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the Chromium that the browser tests use."""
    sys.path.insert(0, str(ROOT))
    from tests.browser.chromium import REMEDY, find_chromium

    program = find_chromium()
    if program is None:
        sys.exit(REMEDY)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


def open_page(browser: Browser, url: str) -> None:
    """Open a page in a browser profile of its own and wait until its script has run and its title stands."""
    context = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector(READY, timeout=60_000)
    context.close()


def _environment(home: Path | str) -> dict[str, str]:
    return os.environ | {"STRANDLINE_HOME": str(home), "STRANDLINE_CATALOGUE": "off"}


def _wait_until_healthy(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(f"No server answered on port {port} within 60 s.")
