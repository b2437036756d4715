"""A real server on a loopback port, and a real Chromium that visits it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.browser.chromium import REMEDY, find_chromium

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
# A busy machine may take seconds to draw a page; what never comes is still noticed.
expect.set_options(timeout=30_000)
# Without the last four Chromium calls home at every start, which a closed network answers by refusing.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def click_until(target: Locator, sign: Locator, *, gone: bool = False) -> None:
    """Click until the sign of it can be seen, or is `gone`: Streamlit loses a click that meets a rerun of the page."""
    for _ in range(5):
        target.click()
        try:
            expect(sign).to_be_visible(visible=not gone, timeout=6_000)
        except AssertionError:
            continue
        return
    expect(sign).to_be_visible(visible=not gone)


def point_at(place: Locator, sign: Locator) -> None:
    """Point at a mark until the chart names it: while a page fills, its charts move away under the pointer."""
    for _ in range(5):
        place.hover(force=True)
        try:
            expect(sign).to_be_visible(timeout=3_000)
        except AssertionError:
            place.page.mouse.move(0, 0)
            continue
        return
    expect(sign).to_be_visible()


@dataclass
class Server:
    """The app on a port of its own; `stop` and `start` again to see what survives."""

    home: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = ["--server.headless=true", f"--server.port={self.port}"]
        environment = os.environ | {"STRANDLINE_HOME": str(self.home)}
        with (self.home.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen([*command, *options], cwd=ROOT, env=environment, stdout=log, stderr=log)
        self._wait_until_healthy()

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=20)

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
            except (urllib.error.URLError, TimeoutError):
                time.sleep(0.1)
            else:
                return
        pytest.fail(f"The server did not start within {START_SECONDS} s; see server.log.")


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = Server(home, port)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        pytest.fail(REMEDY)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """An English browser's tab. An error in the page's own script fails the test."""
    context = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    context.close()
    assert errors == []
