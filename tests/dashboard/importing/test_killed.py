"""A process that is killed while it imports leaves nothing of it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.queries.imports import list_imports

ROOT = Path(__file__).resolve().parents[3]
IMPORT = """
import sys, time
from pathlib import Path
from dashboard.importing import job
from dashboard.importing.request import ImportRequest
from dashboard.store import get_store

class Job:
    store, job_id = get_store(), None
    payload = ImportRequest(Path(sys.argv[1]), "list.csv").to_payload()
    def report(self, stage, progress=None): pass
    def finish(self, session, result):
        session.flush()
        print("everything is written, nothing is committed", flush=True)
        time.sleep(60)

job.run_import(Job())
"""


@pytest.mark.slow
def test_a_kill_at_the_last_moment_leaves_nothing_and_no_lock(store, write, products, bring_in):
    content = "id,name\n" + "".join(f"{number},Product {number}\n" for number in range(2000))
    path = write(content)
    process = subprocess.Popen([sys.executable, "-c", IMPORT, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("everything is written")
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert products() == []
    with store.read() as session:
        assert list_imports(session) == []
    started = time.monotonic()
    assert bring_in(content)["new"] == 2000
    assert time.monotonic() - started < 5
