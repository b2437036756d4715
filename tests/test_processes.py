"""The web server, a worker and the command line on one home: as people start them, all at once."""

import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dashboard.messages import Message
from dashboard.store import get_store
from db.models import JobState
from db.queries.jobs import get_job

ROOT = Path(__file__).resolve().parents[1]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start `python -m …` from the checkout; whatever still runs at the end of the test is ended."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", *arguments]
        started.append(subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start_server(start: Start) -> tuple[subprocess.Popen[str], str]:
    """Start the app on a free loopback port, with the interface through which a page can be read without a browser."""
    port = free_port()
    options = ("--server.headless=true", f"--server.port={port}", "--server.enableAgentApi=true")
    return start("streamlit", "run", "app.py", *options), f"http://127.0.0.1:{port}"


def read_page(address: str, page: str, seconds: float = 60) -> str:
    """Let the server run a page, as soon as it answers, and return all that the page draws."""
    request = urllib.request.Request(
        f"{address}/_stcore/agent/interact",
        data=json.dumps({"page": page}).encode(),
        headers={"Content-Type": "application/json"},
    )
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.read().decode()
        except urllib.error.URLError:
            assert time.monotonic() < deadline, "The server did not answer."
            time.sleep(0.1)


@pytest.mark.bare_home
def test_server_worker_and_command_start_at_once_on_an_empty_home(home: Path, tmp_path: Path, start: Start):
    server, address = start_server(start)
    workers = [start("dashboard.jobs") for _ in range(2)]
    command = start("dashboard", "backup", str(tmp_path / "empty.zip"), "--json")

    assert [worker.communicate(timeout=60)[0] for worker in workers] == ["", ""]
    assert [worker.returncode for worker in workers] == [0, 0]
    assert json.loads(command.communicate(timeout=60)[0])["products"] == 0
    assert "Automation" in read_page(address, "settings")
    server.send_signal(signal.SIGINT)
    assert "Traceback" not in server.communicate(timeout=30)[0]
    assert (home / "strandline.db").is_file()


def test_a_first_start_on_a_desktop_asks_for_nothing(tmp_path: Path):
    # A terminal to ask in, a screen to open a browser on, and a home folder in which Streamlit has never run.
    terminal, other_end = pty.openpty()
    desktop = {"HOME": str(tmp_path), "DISPLAY": ":0", "BROWSER": "true"}
    options = ["--server.headless=false", f"--server.port={free_port()}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *options],
        cwd=ROOT,
        env=os.environ | desktop,
        stdin=other_end,
        stdout=other_end,
        stderr=other_end,
    )
    said = b""
    while b"URL:" not in said and b"mail" not in said:
        said += os.read(terminal, 1024)
    process.kill()
    process.wait()
    os.close(terminal)
    os.close(other_end)
    assert b"mail" not in said


def test_a_job_is_done_though_the_process_that_asked_for_it_has_gone():
    ask = "from dashboard.store import get_store; from dashboard.jobs.launcher import submit; "
    asked = subprocess.run(
        [sys.executable, "-c", ask + "print(submit(get_store(), 'undo', {'import_id': 7}))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stderr == ""

    store, deadline = get_store(), time.monotonic() + 30
    while True:
        with store.read() as session:
            job = get_job(session, int(asked.stdout))
        if job.state.is_finished:
            break
        assert time.monotonic() < deadline, f"The job is still {job.state}."
        time.sleep(0.1)
    assert job.state is JobState.FAILED
    assert Message.from_json(job.error).text().startswith("There is no import 7.")
    assert job.error["request"], "the command line will exit with 2, for a wrong request"
