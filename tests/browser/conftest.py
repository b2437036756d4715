"""A real server on a loopback port, and a real Chromium that visits it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

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


def wait_for_the_page(tab: Page) -> None:
    """Before each click and each look at the tab, wait while Streamlit runs its page.

    A page that is being drawn moves: the button goes down on one element and comes up on another, which is no click.
    """
    running = "[data-testid=stApp]:not([data-test-script-state=notRunning])"
    # Playwright itself waits until what it handles cannot be seen any more.
    tab.add_locator_handler(tab.locator(running), lambda: None)


_POINTINGS = 5


def click_mark(chart: Locator, number: int) -> None:
    """Click a mark of a chart of Plotly, once the page stands still."""
    place = chart.locator(".points path").nth(number)
    expect(place).to_be_visible()
    # Plotly's own layer lies over the marks; it knows the mark under the pointer once it says so.
    named = chart.locator(".hoverlayer .hovertext")
    for _ in range(_POINTINGS):
        place.page.mouse.move(0, 0)
        place.hover(force=True)
        # A list that has closed lets the page scroll: a chart that went from under the pointer is pointed at again.
        with suppress(PlaywrightTimeout):
            named.wait_for(timeout=3_000)
            break
    expect(named).to_be_visible()
    place.click(force=True)


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
    wait_for_the_page(tab)
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    context.close()
    assert errors == []
